import {
  GetGroupPolicyCommand,
  GetOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  ListOpenIDConnectProvidersCommand,
  paginateListAttachedGroupPolicies,
  paginateListAttachedRolePolicies,
  paginateListAttachedUserPolicies,
  paginateListGroupPolicies,
  paginateListGroupsForUser,
  paginateListRolePolicies,
  paginateListUserPolicies,
  type Role,
  type User,
} from '@aws-sdk/client-iam';
import type { Holder, Origin } from '../world/imported-world.ts';
import { knownOrDenying } from '../world/known-or-denying.ts';
import { unknownIdentityPolicy, unknownTrustPolicy } from '../world/stand-in-policies.ts';
import { UnknownValue } from '../world/unknown-value.ts';
import { allOf } from './all-pages.ts';
import { fragmentOf } from './fragment.ts';
import { type LiveAccount, originIn, type ReadGroup, tagsIn } from './live-account.ts';
import { livePolicy } from './live-policy.ts';

const DENIED = 'a policy that denies everything stands for it';
const NOTHING = 'it is denied everything here';
const GONE = ['NoSuchEntityException', 'NoSuchEntity'];

/** Lists, and the policy behind a name, of one kind of holder. */
interface HolderReads {
  readonly inlineNames: (name: string) => AsyncIterable<{ PolicyNames?: string[] | undefined }>;
  readonly attached: (
    name: string,
  ) => AsyncIterable<{ AttachedPolicies?: { PolicyArn?: string | undefined }[] | undefined }>;
  readonly inline: (name: string, policy: string) => Promise<{ PolicyDocument?: string | undefined }>;
}

function readsOf({ clients: { iam: client } }: LiveAccount) {
  const paging = { client };
  return {
    roles: {
      inlineNames: (RoleName) => paginateListRolePolicies(paging, { RoleName }),
      attached: (RoleName) => paginateListAttachedRolePolicies(paging, { RoleName }),
      inline: (RoleName, PolicyName) => client.send(new GetRolePolicyCommand({ RoleName, PolicyName })),
    },
    users: {
      inlineNames: (UserName) => paginateListUserPolicies(paging, { UserName }),
      attached: (UserName) => paginateListAttachedUserPolicies(paging, { UserName }),
      inline: (UserName, PolicyName) => client.send(new GetUserPolicyCommand({ UserName, PolicyName })),
    },
    groups: {
      inlineNames: (GroupName) => paginateListGroupPolicies(paging, { GroupName }),
      attached: (GroupName) => paginateListAttachedGroupPolicies(paging, { GroupName }),
      inline: (GroupName, PolicyName) => client.send(new GetGroupPolicyCommand({ GroupName, PolicyName })),
    },
  } satisfies Record<'roles' | 'users' | 'groups', HolderReads>;
}

/** The policies of a holder. Those that cannot be read deny everything. */
async function policiesOf(
  account: LiveAccount,
  kind: 'roles' | 'users' | 'groups',
  { name, origin }: { readonly name: string; readonly origin: Origin },
): Promise<Pick<Holder, 'inline' | 'managed'>> {
  const reads: HolderReads = readsOf(account)[kind];
  const ask = (operation: string) => ({ origin, operation, consequence: DENIED });
  const names = await account.reading.ask(ask('the list of its inline policies'), () =>
    allOf(reads.inlineNames(name), (page) => page.PolicyNames),
  );
  const attached = await account.reading.ask(ask('the list of its managed policies'), () =>
    allOf(reads.attached(name), (page) => page.AttachedPolicies?.flatMap(({ PolicyArn }) => PolicyArn ?? [])),
  );
  const inline: Record<string, string> = {};
  if (names instanceof UnknownValue || attached instanceof UnknownValue)
    inline.NotUnderstood = unknownIdentityPolicy;
  for (const policy of names instanceof UnknownValue ? [] : (names ?? [])) {
    const answer = await account.reading.ask(ask(`its inline policy ${policy}`), () =>
      reads.inline(name, policy),
    );
    const document = answer instanceof UnknownValue ? answer : answer?.PolicyDocument;
    inline[policy] = knownOrDenying(livePolicy(document), unknownIdentityPolicy, {
      place: origin,
      gaps: account.builder.gaps,
    });
  }
  return { inline, managed: attached instanceof UnknownValue ? [] : (attached ?? []) };
}

function holderOf({ name: account }: LiveAccount, entity: Role | User, name: string, origin: Origin) {
  return {
    origin,
    account,
    name,
    path: entity.Path ?? '/',
    tags: tagsIn(entity.Tags),
    boundary: entity.PermissionsBoundary?.PermissionsBoundaryArn,
  };
}

/** Reads a role. False if there is none, and for one that may not be read. */
export async function readRole(account: LiveAccount, name: string): Promise<boolean> {
  const { builder, clients, reading } = account;
  const asked = originIn(account, `arn:aws:iam::${account.id}:role/${name}`);
  const answer = await reading.ask(
    { origin: asked, operation: 'iam:GetRole', absent: GONE, consequence: NOTHING },
    () => clients.iam.send(new GetRoleCommand({ RoleName: name })),
  );
  if (answer instanceof UnknownValue) {
    builder.unreadHolders.push({ kind: 'role', account: account.name, name });
    return false;
  }
  if (answer?.Role === undefined) return false;
  const origin = originIn(account, answer.Role.Arn ?? asked.id);
  const trust = livePolicy(answer.Role.AssumeRolePolicyDocument);
  builder.roles.push({
    ...holderOf(account, answer.Role, name, origin),
    ...(await policiesOf(account, 'roles', { name, origin })),
    trust: knownOrDenying(trust, unknownTrustPolicy, { place: origin, gaps: builder.gaps }),
  });
  return true;
}

/** Reads a user and the groups that it is in. False if there is none, and for one that may not be read. */
export async function readUser(account: LiveAccount, name: string): Promise<boolean> {
  const { builder, clients, reading } = account;
  const asked = originIn(account, `arn:aws:iam::${account.id}:user/${name}`);
  const answer = await reading.ask(
    { origin: asked, operation: 'iam:GetUser', absent: GONE, consequence: NOTHING },
    () => clients.iam.send(new GetUserCommand({ UserName: name })),
  );
  if (answer instanceof UnknownValue) {
    builder.unreadHolders.push({ kind: 'user', account: account.name, name });
    return false;
  }
  if (answer?.User === undefined) return false;
  const origin = originIn(account, answer.User.Arn ?? asked.id);
  const policies = await policiesOf(account, 'users', { name, origin });
  const groups = await reading.ask({ origin, operation: 'iam:ListGroupsForUser', consequence: DENIED }, () =>
    allOf(paginateListGroupsForUser({ client: clients.iam }, { UserName: name }), (page) => page.Groups),
  );
  const isUnknown = groups instanceof UnknownValue;
  const inline = isUnknown ? { ...policies.inline, NotUnderstood: unknownIdentityPolicy } : policies.inline;
  builder.users.push({ ...holderOf(account, answer.User, name, origin), ...policies, inline });
  for (const { GroupName = '', Path = '/', Arn = '' } of isUnknown ? [] : (groups ?? [])) {
    const place = originIn(account, Arn);
    if (!builder.groups.some((group) => group.account === account.name && group.name === GroupName)) {
      const reads =
        account.groups.get(GroupName) ?? readGroup(account, { name: GroupName, path: Path, place });
      account.groups.set(GroupName, reads);
      const { group, gaps } = await reads;
      builder.groups.push(group);
      builder.gaps.addAll(gaps);
    }
    const target = { kind: 'groups' as const, name: GroupName };
    builder.holderParts.push({ origin: place, account: account.name, target, change: { members: [name] } });
  }
  return true;
}

/** Reads the policies of a group, once for all of its users. */
async function readGroup(
  account: LiveAccount,
  { name, path, place }: { readonly name: string; readonly path: string; readonly place: Origin },
): Promise<ReadGroup> {
  const own = fragmentOf(account);
  const policies = await policiesOf(own, 'groups', { name, origin: place });
  const group = { origin: place, account: account.name, name, path, tags: {}, ...policies, members: [] };
  return { group, gaps: own.builder.gaps };
}

/** Reads a managed policy of the account. */
export async function readManagedPolicy(account: LiveAccount, arn: string): Promise<void> {
  const { builder, clients, reading } = account;
  const origin = originIn(account, arn);
  const ask = (operation: string) => ({ origin, operation, absent: GONE, consequence: DENIED });
  const policy = await reading.ask(ask('iam:GetPolicy'), () =>
    clients.iam.send(new GetPolicyCommand({ PolicyArn: arn })),
  );
  if (policy === undefined || policy instanceof UnknownValue) return;
  const VersionId = policy.Policy?.DefaultVersionId;
  const version = await reading.ask(ask('iam:GetPolicyVersion'), () =>
    clients.iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId })),
  );
  if (version === undefined || version instanceof UnknownValue) return;
  const text = livePolicy(version.PolicyVersion?.Document);
  const told = { place: origin, gaps: builder.gaps };
  builder.policies.push({
    origin,
    account: account.name,
    arn,
    text: knownOrDenying(text, unknownIdentityPolicy, told),
  });
}

/** Reads the OpenID Connect providers of the account. */
export async function readProviders(account: LiveAccount): Promise<void> {
  const { builder, clients, reading } = account;
  const consequence = 'no token opens a role here';
  const listed = await reading.ask(
    {
      origin: originIn(account, `arn:aws:iam::${account.id}:oidc-provider`),
      operation: 'iam:ListOpenIDConnectProviders',
      consequence,
    },
    () => clients.iam.send(new ListOpenIDConnectProvidersCommand({})),
  );
  const all = listed instanceof UnknownValue ? [] : (listed?.OpenIDConnectProviderList ?? []);
  for (const { Arn: arn = '' } of all) {
    const origin = originIn(account, arn);
    const answer = await reading.ask({ origin, operation: 'iam:GetOpenIDConnectProvider', consequence }, () =>
      clients.iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn })),
    );
    if (answer === undefined || answer instanceof UnknownValue || answer.Url === undefined) continue;
    builder.providers.push({
      origin,
      account: account.name,
      issuer: `https://${answer.Url}`,
      clientIds: answer.ClientIDList ?? [],
    });
  }
}
