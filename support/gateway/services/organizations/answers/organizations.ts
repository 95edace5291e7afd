import type { Organization as Described } from '@aws-sdk/client-organizations';
import { organizationsError } from '../../../../aws/organizations-error.ts';
import type { Answers } from '../../../desk/service-desk.ts';
import type { Organization } from '../../../surroundings/organization.ts';
import { type Directory, directoryOf, newId, rootOf } from '../directory.ts';
import { arnOfNode, arnOfOrganization } from '../entity-arns.ts';
import { describedAccount, describedRoot, policyTypes } from './described.ts';
import { pageOf, reading } from './in-directory.ts';

/** The organization itself. Source: AWS Organizations API reference. */
export const organizationAnswers: Answers<'organizations'> = {
  /** Differs: a lab has one organization at a time; another one cannot be created beside it. */
  CreateOrganization: async ({ account }, { surroundings, isRehearsal = false }) => {
    if (surroundings.organization !== undefined) throw organizationsError('AlreadyInOrganizationException');
    const id = newId('o-', 10);
    const organization: Organization = {
      id,
      managementAccount: account,
      root: { id: newId('r-', 4), accounts: [{ id: account, joined: new Date().toISOString() }] },
      enabledPolicyTypes: [],
    };
    if (!isRehearsal) surroundings.organize(organization);
    return { Organization: described(directoryOf(organization)) };
  },

  DeleteOrganization: async (_call, { surroundings, isRehearsal = false }) => {
    const { organization } = surroundings;
    if (organization !== undefined && directoryOf(organization).nodes.size > 2)
      throw organizationsError('OrganizationNotEmptyException');
    if (!isRehearsal) surroundings.organize(undefined);
    return {};
  },

  DescribeOrganization: reading((directory) => ({ Organization: described(directory) })),

  ListRoots: reading((directory, input) => {
    const { items, end } = pageOf([rootOf(directory)], ({ id }) => id, input);
    return { Roots: items.map((root) => describedRoot(directory, root)), ...end };
  }),

  ListAccounts: reading((directory, input) => {
    const accounts = [...directory.nodes.values()].filter(({ kind }) => kind === 'ACCOUNT');
    const { items, end } = pageOf(accounts, ({ id }) => id, input);
    return { Accounts: items.map((account) => describedAccount(directory, account)), ...end };
  }),

  /** Differs: no service can be given access to an organization, and no account can be a delegated administrator. */
  ListAWSServiceAccessForOrganization: reading(() => ({ EnabledServicePrincipals: [] })),
  ListDelegatedAdministrators: reading(() => ({ DelegatedAdministrators: [] })),
};

function described(directory: Directory): Described {
  const { managementAccount } = directory;
  const management = directory.nodes.get(managementAccount);
  return {
    Id: directory.id,
    Arn: arnOfOrganization(directory),
    FeatureSet: 'ALL',
    MasterAccountId: managementAccount,
    MasterAccountArn: arnOfNode(directory, { kind: 'ACCOUNT', id: managementAccount }),
    MasterAccountEmail: management && describedAccount(directory, management).Email,
    AvailablePolicyTypes: policyTypes(directory),
  };
}
