import { noSuchEntity } from '../../../aws/iam-errors.ts';
import type { OperationTable } from '../shared/operation-table.ts';
import { callersAccount, type IamContext, userOrCaller } from './iam-lookup.ts';
import type { IamState } from './iam-state.ts';

/** Throws NoSuchEntity where the user that is named does not exist. */
function checkUser(context: IamContext, { UserName }: { readonly UserName?: string | undefined }): void {
  userOrCaller(context, UserName);
}

function noLoginProfile(context: IamContext, { UserName }: { readonly UserName?: string | undefined }) {
  const user = userOrCaller(context, UserName);
  const name = user === 'root' ? 'root' : user.name;
  return noSuchEntity(`Login Profile for User ${name} cannot be found.`);
}

/**
 * What users and accounts can have on AWS, and never have here: passwords, devices, certificates, providers of identities.
 * Tools ask for all of it before they delete a user, or when they take stock of an account.
 *
 * Source: IAM API reference.
 */
export const absentOperations = {
  ListMFADevices(input, context) {
    checkUser(context, input);
    return { MFADevices: [], IsTruncated: false };
  },

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

  ListVirtualMFADevices: () => ({ VirtualMFADevices: [], IsTruncated: false }),
  ListServerCertificates: () => ({ ServerCertificateMetadataList: [], IsTruncated: false }),
  ListOpenIDConnectProviders: () => ({ OpenIDConnectProviderList: [] }),
  ListSAMLProviders: () => ({ SAMLProviderList: [] }),
} satisfies OperationTable<'iam', IamState>;
