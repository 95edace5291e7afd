import {
  DescribeOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  type Organization,
  paginateListParents,
  paginateListRoots,
  type Root,
} from '@aws-sdk/client-organizations';
import { UnknownValue } from '../world/unknown-value.ts';
import { allOf } from './all-pages.ts';
import { type LiveAccount, originIn } from './live-account.ts';
import { type ControlTarget, readControlPolicies } from './read-control-policies.ts';

const UNREAD = 'what its control policies deny is allowed here';

/**
 * Reads the organization of the accounts: its root, the units above the accounts, and the control policies that bind them. Returns the id of
 * the account that manages it; undefined if there is no organization, or if no account can tell of it.
 */
export async function readOrganization(accounts: readonly LiveAccount[]): Promise<string | undefined> {
  const found: { readonly account: LiveAccount; readonly organization: Organization }[] = [];
  for (const account of accounts) {
    const organization = await organizationOf(account);
    if (organization !== undefined) found.push({ account, organization });
  }
  const [first] = found;
  const { Id: id, MasterAccountId: management } = first?.organization ?? {};
  if (first === undefined || id === undefined || management === undefined) return undefined;
  const members: LiveAccount[] = [];
  for (const { account, organization } of found) {
    if (organization.Id === id) members.push(account);
    else
      account.builder.gaps.add(
        originIn(account, organization.Arn ?? ''),
        `the account is in the organization ${organization.Id}, and a scenario has one organization, which is ${id} here`,
        UNREAD,
      );
  }
  const { builder } = first.account;
  builder.organization = { id, members: [...new Set([...members.map((account) => account.id), management])] };
  // Only the management account and delegated administrators may read more. The first comes first.
  const readers = members.toSorted((a, b) => Number(b.id === management) - Number(a.id === management));
  await readTree(readers, first.organization);
  return management;
}

async function organizationOf(account: LiveAccount): Promise<Organization | undefined> {
  const answer = await account.reading.ask(
    {
      origin: originIn(account, `arn:aws:organizations::${account.id}:organization`),
      operation: 'organizations:DescribeOrganization',
      absent: ['AWSOrganizationsNotInUseException'],
      consequence: `if it is in an organization, ${UNREAD}`,
    },
    () => account.clients.organizations.send(new DescribeOrganizationCommand({})),
  );
  return answer instanceof UnknownValue ? undefined : answer?.Organization;
}

/** Reads the way from the root to each account, with the policies on it, as the first reader that may. */
async function readTree(readers: readonly LiveAccount[], { Arn = '' }: Organization): Promise<void> {
  for (const [index, reader] of readers.entries()) {
    const { organizations: client } = reader.clients;
    const roots = async () => allOf(paginateListRoots({ client }, {}), (page) => page.Roots);
    // A refusal to one reader is no gap if another one may read.
    if (index < readers.length - 1 && !(await mayRead(roots))) continue;
    const origin = originIn(reader, Arn);
    const listed = await reading(reader, origin, 'organizations:ListRoots', roots);
    const [root] = listed ?? [];
    if (root?.Id === undefined) return;
    reader.builder.organization = { ...reader.builder.organization, root: root.Id };
    await readBelow(root, reader, readers);
    return;
  }
}

async function mayRead(list: () => Promise<unknown>): Promise<boolean> {
  return list().then(
    () => true,
    (cause: unknown) => !(cause instanceof Error && /AccessDenied/.test(cause.name)),
  );
}

async function readBelow(
  { Id: root = '', Arn: rootArn = '', PolicyTypes = [] }: Root,
  reader: LiveAccount,
  members: readonly LiveAccount[],
): Promise<void> {
  const targets = new Map<string, ControlTarget>([[root, { id: root, arn: rootArn }]]);
  for (const member of members) {
    targets.set(member.id, { id: member.id, arn: `arn:aws:organizations::${member.id}:account` });
    for (let child = member.id; child !== root; ) {
      const parent = await parentOf(child, reader);
      if (parent === undefined) break;
      if (child === member.id) reader.builder.parents[child] = parent;
      if (parent !== root && !targets.has(parent)) targets.set(parent, await readUnit(parent, reader));
      child = parent;
    }
  }
  const enabled = PolicyTypes.flatMap(({ Type, Status }) => (Status === 'ENABLED' ? (Type ?? []) : []));
  await readControlPolicies([...targets.values()], { reader, enabled });
}

/** The unit or root of an account or unit, by id. */
async function parentOf(child: string, reader: LiveAccount): Promise<string | undefined> {
  const { organizations: client } = reader.clients;
  const origin = originIn(reader, `arn:aws:organizations::${child}`);
  const parents = await reading(reader, origin, 'organizations:ListParents', () =>
    allOf(paginateListParents({ client }, { ChildId: child }), (page) => page.Parents),
  );
  return parents?.[0]?.Id;
}

async function readUnit(id: string, reader: LiveAccount): Promise<ControlTarget> {
  const { builder, clients } = reader;
  const origin = originIn(reader, `arn:aws:organizations::${id}`);
  const answer = await reading(reader, origin, 'organizations:DescribeOrganizationalUnit', () =>
    clients.organizations.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: id })),
  );
  const { Name: name = id, Arn: arn = origin.id } = answer?.OrganizationalUnit ?? {};
  const parent = await parentOf(id, reader);
  const place = originIn(reader, arn);
  builder.units.push({ origin: place, account: reader.name, id, name, parent: parent ?? '' });
  return { id, arn };
}

/** The answer of an operation; undefined if it was refused, which is listed. */
async function reading<Answer>(
  account: LiveAccount,
  origin: ReturnType<typeof originIn>,
  operation: string,
  send: () => Promise<Answer>,
): Promise<Answer | undefined> {
  const answer = await account.reading.ask({ origin, operation, consequence: UNREAD }, send);
  return answer instanceof UnknownValue ? undefined : answer;
}
