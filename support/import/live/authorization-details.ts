import { readText } from '../../scenario/read-text.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import type { Holder, Origin } from '../world/imported-world.ts';
import { knownOrDenying } from '../world/known-or-denying.ts';
import { UNKNOWN_POLICY, unknownIdentityPolicy, unknownTrustPolicy } from '../world/stand-in-policies.ts';
import type { WorldBuilder } from '../world/world-builder.ts';
import { tagsIn } from './live-account.ts';
import { livePolicy } from './live-policy.ts';

/** A member of the file as it is written. */
type Written = Readonly<Record<string, unknown>>;

/** The file that is read, the ids of the accounts by name, and where its things go. */
interface Details {
  readonly file: string;
  readonly accounts: Readonly<Record<string, string>>;
  readonly builder: WorldBuilder;
}

/**
 * Adds the users, groups, roles and managed policies of a file that `aws iam get-account-authorization-details` wrote. The ARNs say
 * of which account they are. Throws SpecError for another file, and for an account that is not among those given.
 */
export function readAuthorizationDetails(path: string, details: Details): void {
  const { file, builder } = details;
  const { UserDetailList, GroupDetailList, RoleDetailList, Policies, IsTruncated } = parsed(path, file);
  if (!Array.isArray(RoleDetailList) || !Array.isArray(UserDetailList))
    throw new SpecError('invalid-document', `${file} does not list users and roles: ${HOW}`);
  if (IsTruncated === true)
    throw new SpecError(
      'invalid-document',
      `${file} is one page of the details (IsTruncated): without --max-items and --no-paginate, the AWS CLI writes all pages`,
    );
  const groupNames = new Set(listOf(GroupDetailList).map(({ GroupName }) => String(GroupName)));
  for (const user of listOf(UserDetailList)) {
    const holder = holderOf(user, String(user.UserName), details);
    builder.users.push(holder);
    const { origin, account } = holder;
    const groups: readonly unknown[] = Array.isArray(user.GroupList) ? user.GroupList : [];
    for (const group of groups) {
      const name = String(group);
      if (!groupNames.has(name)) {
        const reason = `it is in the group ${name}, which the file does not describe`;
        builder.gaps.add(origin, reason, 'everything that the group could deny is denied here');
        const own = { kind: 'users' as const, name: holder.name };
        builder.holderParts.push({ origin, account, target: own, change: { managed: [UNKNOWN_POLICY] } });
        continue;
      }
      const target = { kind: 'groups' as const, name };
      builder.holderParts.push({ origin, account, target, change: { members: [holder.name] } });
    }
  }
  for (const group of listOf(GroupDetailList))
    builder.groups.push({ ...holderOf(group, String(group.GroupName), details), members: [] });
  for (const role of listOf(RoleDetailList)) {
    if (String(role.Path).startsWith('/aws-service-role/')) continue;
    const holder = holderOf(role, String(role.RoleName), details);
    const trust = textOf(role.AssumeRolePolicyDocument, unknownTrustPolicy, holder.origin, builder);
    builder.roles.push({ ...holder, trust });
  }
  for (const policy of listOf(Policies)) addPolicy(policy, details);
}

function addPolicy(policy: Written, details: Details): void {
  const arn = String(policy.Arn);
  if (arn.startsWith('arn:aws:iam::aws:')) return;
  const origin: Origin = { file: details.file, id: arn };
  const version = listOf(policy.PolicyVersionList).find(
    ({ IsDefaultVersion, VersionId }) =>
      IsDefaultVersion === true || (VersionId !== undefined && VersionId === policy.DefaultVersionId),
  );
  const text = textOf(version?.Document, unknownIdentityPolicy, origin, details.builder);
  details.builder.policies.push({ origin, account: accountOf(arn, details), arn, text });
}

function holderOf(written: Written, name: string, details: Details): Holder {
  const { Arn, Path = '/', Tags, AttachedManagedPolicies, PermissionsBoundary } = written;
  const origin: Origin = { file: details.file, id: String(Arn) };
  const boundary: unknown = Object(PermissionsBoundary).PermissionsBoundaryArn;
  const inline = listOf(written.UserPolicyList ?? written.GroupPolicyList ?? written.RolePolicyList);
  return {
    origin,
    account: accountOf(origin.id, details),
    name,
    path: String(Path),
    tags: tagsIn(listOf(Tags).map(({ Key, Value }) => ({ Key: String(Key), Value: String(Value) }))),
    inline: Object.fromEntries(
      inline.map(({ PolicyName, PolicyDocument }) => [
        String(PolicyName),
        textOf(PolicyDocument, unknownIdentityPolicy, origin, details.builder),
      ]),
    ),
    managed: listOf(AttachedManagedPolicies).map(({ PolicyArn }) => String(PolicyArn)),
    boundary: boundary === undefined ? undefined : String(boundary),
  };
}

function accountOf(arn: string, { file, accounts }: Details): string {
  const id = arn.split(':')[4] ?? '';
  const name = Object.entries(accounts).find(([, own]) => own === id)?.[0];
  if (name !== undefined) return name;
  throw new SpecError('unknown-name', `${file} is of the account ${id}, and no --account is`);
}

/** The text of a document, which the AWS CLI decodes and SDKs do not. */
function textOf(document: unknown, denying: string, place: Origin, { gaps }: WorldBuilder): string {
  if (document === undefined) {
    gaps.add(place, 'the file does not have its document', 'a policy that denies everything stands for it');
    return denying;
  }
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return knownOrDenying(livePolicy(text), denying, { place, gaps });
}

function parsed(path: string, file: string): Written {
  const text = readText(path, file);
  try {
    return Object(JSON.parse(text));
  } catch (cause) {
    throw new SpecError('syntax', `${file} is not JSON, or it is cut off: ${HOW}`, { cause });
  }
}

const HOW = 'write it with get-account-authorization-details of the AWS CLI';

function listOf(value: unknown): readonly Written[] {
  return Array.isArray(value) ? value.map((item) => Object(item)) : [];
}
