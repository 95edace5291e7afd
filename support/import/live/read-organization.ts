import {
  DescribeOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  type Organization,
  paginateListAccounts,
  paginateListParents,
  paginateListRoots,
  type Root,
} from '@aws-sdk/client-organizations';
import { GapList } from '../world/gap-list.ts';
import { unknownControlPolicy } from '../world/stand-in-policies.ts';
import { UnknownValue } from '../world/unknown-value.ts';
import { allOf } from './all-pages.ts';
import { type LiveAccount, originIn } from './live-account.ts';
import { type ControlTarget, readControlPolicies } from './read-control-policies.ts';
import { Reading } from './reading.ts';

const UNREAD = 'what its control policies deny is allowed here';

/**
 * Reads the organization of the accounts: its root, the units above the accounts, and the control policies that bind them. Returns the id of
 * the account that manages it; undefined if there is no organization, or if no account can tell of it.
 */
export async function readOrganization(accounts: readonly LiveAccount[]): Promise<string | undefined> {
  const answers: OrganizationAnswer[] = [];
  for (const account of accounts) answers.push(await organizationOf(account));
  const [first] = answers.flatMap(({ organization }) => organization ?? []);
  const { Id: id, MasterAccountId: management } = first ?? {};
  const { builder } = accounts[0] ?? {};
  if (first === undefined || id === undefined || management === undefined || builder === undefined) {
    for (const { refusal } of answers) refusal?.();
    return undefined;
  }
  const members = answers.flatMap(({ account, organization }) => (organization?.Id === id ? [account] : []));
  for (const { account, organization } of answers) {
    if (organization === undefined || organization.Id === id) continue;
    const reason = `the account is in the organization ${organization.Id}, and a scenario has one organization, which is ${id} here`;
    builder.gaps.add(originIn(account, organization.Arn ?? ''), reason, UNREAD);
  }
  // Only the management account and delegated administrators may read more. The first comes first.
  const readers = members.toSorted((a, b) => Number(b.id === management) - Number(a.id === management));
  const refused = answers.filter(({ refusal }) => refusal !== undefined);
  const further = refused.length === 0 ? [] : await accountsListed(readers);
  for (const { account, refusal } of refused) {
    if (further.includes(account.id)) members.push(account);
    else refusal?.();
  }
  builder.organization = {
    id,
    members: [...new Set([...members.map((account) => account.id), management])],
  };
  await readTree(readers, members, first);
  return management;
}

/** The organization that an account tells of itself; none if it is in none, or if it was refused. */
interface OrganizationAnswer {
  readonly account: LiveAccount;
  readonly organization?: Organization | undefined;
  /** Lists the refusal, unless another account tells. */
  readonly refusal?: (() => void) | undefined;
}

async function organizationOf(account: LiveAccount): Promise<OrganizationAnswer> {
  const pending = new GapList();
  const answer = await new Reading(pending).ask(
    {
      origin: originIn(account, `arn:aws:organizations::${account.id}:organization`),
      operation: 'organizations:DescribeOrganization',
      absent: ['AWSOrganizationsNotInUseException'],
      consequence: `if it is in an organization, ${UNREAD}`,
    },
    () => account.clients.organizations.send(new DescribeOrganizationCommand({})),
  );
  if (!(answer instanceof UnknownValue)) return { account, organization: answer?.Organization };
  const refusal = () => {
    for (const { reason, consequence, ...place } of pending.sorted())
      account.builder.gaps.add(place, reason, consequence);
  };
  return { account, refusal };
}

/** The ids of all accounts of the organization, as the first reader that may list them tells; none if there is no such reader. */
async function accountsListed(readers: readonly LiveAccount[]): Promise<readonly string[]> {
  for (const { clients } of readers) {
    const pages = paginateListAccounts({ client: clients.organizations }, {});
    const listed = await allOf(pages, ({ Accounts }) => Accounts?.flatMap(({ Id }) => Id ?? [])).catch(
      () => undefined,
    );
    if (listed !== undefined) return listed;
  }
  return [];
}

/** Reads the way from the root to each account, with the policies on it, as the first reader that may. */
async function readTree(
  readers: readonly LiveAccount[],
  members: readonly LiveAccount[],
  { Arn = '' }: Organization,
): Promise<void> {
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
    await readBelow(root, reader, members);
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
      if (parent === undefined) {
        denyAllIn(member, reader);
        break;
      }
      if (child === member.id) reader.builder.parents[child] = parent;
      if (parent !== root && !targets.has(parent)) targets.set(parent, await readUnit(parent, reader));
      child = parent;
    }
  }
  const enabled = PolicyTypes.flatMap(({ Type, Status }) => (Status === 'ENABLED' ? (Type ?? []) : []));
  await readControlPolicies([...targets.values()], { reader, enabled });
}

/** Control policies that deny everything, for those above an account that are not known. */
function denyAllIn({ id }: LiveAccount, reader: LiveAccount): void {
  const origin = originIn(reader, `arn:aws:organizations::${id}:account`);
  const own = { origin, account: reader.name, name: 'NotUnderstood', targets: [id] };
  for (const kind of ['scp', 'rcp'] as const)
    reader.builder.controlPolicies.push({ ...own, kind, text: unknownControlPolicy(kind) });
}

/** The unit or root of an account or unit, by id. */
async function parentOf(child: string, reader: LiveAccount): Promise<string | undefined> {
  const { organizations: client } = reader.clients;
  const origin = originIn(reader, `arn:aws:organizations::${child}`);
  const operation = 'organizations:ListParents';
  const parents = await reader.reading.ask(
    { origin, operation, consequence: 'everything is denied below it here' },
    () => allOf(paginateListParents({ client }, { ChildId: child }), (page) => page.Parents),
  );
  return parents instanceof UnknownValue ? undefined : parents?.[0]?.Id;
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
