import type { ControlPolicy, MemberAccount, Organization, OrganizationalUnit } from './organization.ts';

/** The place of a control policy. */
export interface Attachment {
  readonly account: string;
  readonly kind: 'serviceControlPolicies' | 'resourceControlPolicies';
  readonly policy: ControlPolicy;
}

/** An organization with one more policy attached to an account. Throws TypeError if the account is in none of its units. */
export function attach(organization: Organization, attachment: Attachment): Organization {
  const root = inUnit(organization.root, attachment);
  if (root !== undefined) return { ...organization, root };
  throw new TypeError(`The account ${attachment.account} is in no unit of ${organization.id}`);
}

function inUnit(unit: OrganizationalUnit, attachment: Attachment): OrganizationalUnit | undefined {
  const { accounts = [], units = [] } = unit;
  if (accounts.some(({ id }) => id === attachment.account)) {
    return { ...unit, accounts: accounts.map((account) => toAccount(account, attachment)) };
  }
  const below = units.map((one) => inUnit(one, attachment));
  if (below.every((changed) => changed === undefined)) return undefined;
  return { ...unit, units: units.map((one, index) => below[index] ?? one) };
}

function toAccount(member: MemberAccount, { account, kind, policy }: Attachment): MemberAccount {
  return member.id === account ? { ...member, [kind]: [...(member[kind] ?? []), policy] } : member;
}
