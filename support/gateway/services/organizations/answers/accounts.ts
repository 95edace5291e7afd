import { randomInt } from 'node:crypto';
import type { CreateAccountStatus } from '@aws-sdk/client-organizations';
import { organizationsError } from '../../../../aws/organizations-error.ts';
import type { Answers } from '../../../desk/service-desk.ts';
import type { CreatedAccount } from '../../../surroundings/organization.ts';
import { createAccessRole } from '../../iam/create-access-role.ts';
import { type Directory, newId, rootOf } from '../directory.ts';
import { describedAccount } from './described.ts';
import { memberOf, parentOf } from './found.ts';
import { reading, writing } from './in-directory.ts';
import { setTags } from './tags.ts';
import { policiesOfAws } from './units.ts';

/** The accounts of an organization. Source: AWS Organizations API reference. */
export const accountAnswers: Answers<'organizations'> = {
  /** Differs: the account exists at once, and the answer says so; AWS creates it after the answer. */
  CreateAccount: async (call, deciding) => {
    const id = newAccountId();
    const { RoleName = 'OrganizationAccountAccessRole' } = call.input;
    const answer = await writing<'CreateAccount'>((directory, { AccountName: name = '', Email, Tags }) => {
      const parent = rootOf(directory).id;
      const requested = new Date().toISOString();
      const node = { kind: 'ACCOUNT', id, name, parent, email: Email, joined: requested } as const;
      directory.nodes.set(id, { ...node, policies: new Set(policiesOfAws(directory)) });
      const created: CreatedAccount = { id: newId('car-', 32), account: id, name, requested };
      directory.createdAccounts = [...directory.createdAccounts, created];
      setTags(directory, id, Tags);
      return { CreateAccountStatus: statusOf(created) };
    })(call, deciding);
    const role = { account: id, RoleName, trusts: call.account };
    if (deciding.isRehearsal !== true) await createAccessRole(deciding.store, role);
    return answer;
  },

  DescribeCreateAccountStatus: reading((directory, { CreateAccountRequestId }) => {
    const created = directory.createdAccounts.find(({ id }) => id === CreateAccountRequestId);
    if (created === undefined) throw organizationsError('CreateAccountStatusNotFoundException');
    return { CreateAccountStatus: statusOf(created) };
  }),

  DescribeAccount: reading((directory, { AccountId }) => ({
    Account: describedAccount(directory, memberOf(directory, AccountId)),
  })),

  MoveAccount: writing((directory, { AccountId, SourceParentId, DestinationParentId }) => {
    const account = memberOf(directory, AccountId);
    const source = parentOf(directory, SourceParentId, 'SourceParentNotFoundException');
    const destination = parentOf(directory, DestinationParentId, 'DestinationParentNotFoundException');
    if (account.parent === destination.id) throw organizationsError('DuplicateAccountException');
    if (account.parent !== source.id) throw organizationsError('SourceParentNotFoundException');
    account.parent = destination.id;
    return {};
  }),

  RemoveAccountFromOrganization: writing((directory, { AccountId }) => {
    remove(directory, memberOf(directory, AccountId).id);
    return {};
  }),

  LeaveOrganization: writing((directory, _input, { account }) => {
    remove(directory, account);
    return {};
  }),
};

function remove(directory: Directory, account: string): void {
  if (account === directory.managementAccount)
    throw organizationsError('MasterCannotLeaveOrganizationException');
  directory.nodes.delete(account);
}

function newAccountId(): string {
  return String(randomInt(100_000_000_000, 281_474_976_710_655)).slice(0, 12);
}

function statusOf({
  id: Id,
  account: AccountId,
  name: AccountName,
  requested,
}: CreatedAccount): CreateAccountStatus {
  const at = new Date(requested);
  return { Id, AccountId, AccountName, State: 'SUCCEEDED', RequestedTimestamp: at, CompletedTimestamp: at };
}
