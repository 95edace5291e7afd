import { noSuchEntity } from '../../../aws/iam-errors.ts';
import type { OperationTable } from '../shared/operation-table.ts';
import { callersAccount, type IamContext, userOrCaller } from './iam-lookup.ts';
import type { IamState } from './iam-state.ts';

/** Throws NoSuchEntity if the named user does not exist. */
function checkUser(context: IamContext, { UserName }: { readonly UserName?: string | undefined }): void {
  userOrCaller(context, UserName);
}

function noLoginProfile(context: IamContext, { UserName }: { readonly UserName?: string | undefined }) {
  const user = userOrCaller(context, UserName);
  const name = user === 'root' ? 'root' : user.name;
  return noSuchEntity(`Login Profile for User ${name} cannot be found.`);
}

/**
 * Reads of things that users and accounts never have here: passwords, certificates, SAML
 * providers. Tools ask for all of them before they delete a user, or when they list an account's contents.
 *
 * Source: IAM API reference.
 */
export const absentOperations = {
  ListSSHPublicKeys(input, context) {
    checkUser(context, input);
    return { SSHPublicKeys: [], IsTruncated: false };
  },

  ListSigningCertificates(input, context) {
    checkUser(context, input);
    return { Certificates: [], IsTruncated: false };
  },

  ListServiceSpecificCredentials(input, context) {
    checkUser(context, input);
    return { ServiceSpecificCredentials: [], IsTruncated: false };
  },

  GetLoginProfile(input, context) {
    throw noLoginProfile(context, input);
  },

  DeleteLoginProfile(input, context) {
    throw noLoginProfile(context, input);
  },

  GetAccountPasswordPolicy(_input, context) {
    const { id } = callersAccount(context);
    throw noSuchEntity(`The Password Policy with domain name ${id} cannot be found.`);
  },

  ListServerCertificates: () => ({ ServerCertificateMetadataList: [], IsTruncated: false }),
  ListSAMLProviders: () => ({ SAMLProviderList: [] }),
} satisfies OperationTable<'iam', IamState>;
