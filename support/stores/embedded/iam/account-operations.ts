import type { OperationTable } from '../shared/operation-table.ts';
import { callersAccount } from './iam-lookup.ts';
import type { IamState } from './iam-state.ts';

/**
 * The operations of IAM that describe an account as a whole.
 * Source: IAM API reference.
 */
export const accountOperations = {
  /** Differs: counts and the quotas that hold here; AWS has a few dozen entries more. */
  GetAccountSummary(_input, context) {
    const account = callersAccount(context);
    return {
      SummaryMap: {
        Users: account.users.size,
        UsersQuota: 5000,
        Groups: account.groups.size,
        GroupsQuota: 300,
        Roles: account.roles.size,
        RolesQuota: 1000,
        Policies: account.policies.size,
        PoliciesQuota: 1500,
        AccessKeysPerUserQuota: 2,
        VersionsPerPolicyQuota: 5,
        AccountAccessKeysPresent: account.rootAccessKeys.size > 0 ? 1 : 0,
        AccountMFAEnabled: 0,
      },
    };
  },

  /** Differs: accounts have no aliases here. */
  ListAccountAliases: () => ({ AccountAliases: [], IsTruncated: false }),
} satisfies OperationTable<'iam', IamState>;
