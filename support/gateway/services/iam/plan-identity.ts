import { isReadOnly } from '../../../authorization/permissions/read-only.ts';
import type { NamedEntity, PermissionRule } from '../../../authorization/permissions/rule.ts';
import { parseArn } from '../../../aws/arn.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import type { Principal } from '../../../aws/principal.ts';
import type { DecidedResource } from '../../../stores/store.ts';
import { claimKeys } from '../../context/claim-keys.ts';
import { CallContext, suppliedValues } from '../../context/request-context.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check, Plan } from '../../plan/check.ts';
import { textMember } from '../../plan/text-member.ts';
import type { Surface } from '../../refusal/surface.ts';
import { withCallersOwnName } from './callers-own-name.ts';
import { assumedRole, callerItself } from './decided-identities.ts';
import { findEntity } from './entity-names.ts';
import { IAM_REGION, iamReader, unlessAbsent } from './iam-reader.ts';

/** The checks of an IAM or STS call: the permissions that its rule lists. */
export async function planIdentity<S extends 'iam' | 'sts'>(
  call: CallFacts<S>,
  surface: Surface,
  rule: PermissionRule<S, Operation<S>>,
): Promise<Plan<Input<S, Operation<S>>>> {
  const { principal } = call.facts;
  const accessKeyOwner = await ownerOfAccessKey(call);
  const assumed = await assumedRole(call);
  const { entityArn, boundary, spelt, entities } = await namedEntities(call, principal, accessKeyOwner);
  const scope = {
    region: call.region,
    account: call.account,
    entityArn,
    callerName: principal.type === 'User' ? principal.userName : undefined,
    handedOn: handedOn(principal),
    claimKeys: principal.type === 'WebIdentity' ? claimKeys(principal) : undefined,
    setByToken: principal.type === 'WebIdentity' ? principal : undefined,
    accessKeyOwner,
  };
  const checks = rule(call.input, scope).map(({ action, resource, context }): Check => {
    const resourceAccount = ownerOf(resource, call);
    const supplied = suppliedValues(context, {
      'aws:ResourceAccount': resourceAccount,
      'iam:PermissionsBoundary': boundedByWhatIs.has(action) ? boundary : undefined,
    });
    const permission = { action, resource, resourceAccount, context: new CallContext(call.facts, supplied) };
    return { kind: 'permission', permission, surface };
  });
  return {
    checks,
    input: withCallersOwnName(call.operation, { ...call.input, ...spelt }, principal),
    conditions: { resources: [...assumed, ...callerItself(call), ...entities] },
  };
}

/**
 * The account of an ARN. AWS's own managed policies (`arn:aws:iam::aws:policy/…`) can be read in every account, and
 * changed in none.
 *
 * Undocumented: AWS does not state the words with which it refuses to change them. The words of any other
 * refusal are used.
 */
function ownerOf(resource: string, { account, operation }: CallFacts<'iam' | 'sts'>): string {
  const owner = parseArn(resource)?.account;
  if (owner === undefined || owner === '') return account;
  return owner === 'aws' && isReadOnly(operation) ? account : owner;
}

/** The session tags and the source identity that a session hands on to the next one in a chain of roles. */
function handedOn(principal: Principal) {
  if (principal.type !== 'AssumedRole') return undefined;
  return { tagKeys: principal.transitiveTagKeys ?? [], sourceIdentity: principal.sourceIdentity };
}

/**
 * Actions whose iam:PermissionsBoundary is the current boundary of their user or role. For actions that set a
 * boundary, it is the one in the request.
 * Source: Service Authorization Reference, "AWS Identity and Access Management (IAM)".
 */
const boundedByWhatIs: ReadonlySet<string> = new Set(
  [
    ...['User', 'Role'].flatMap((kind) =>
      ['Attach', 'Detach', 'Put', 'Delete']
        .map((verb) => `${verb}${kind}Policy`)
        .concat(`Delete${kind}PermissionsBoundary`),
    ),
    ...['DeleteRole', 'GetRole', 'UpdateAssumeRolePolicy', 'UpdateRole', 'UpdateRoleDescription'],
  ].map((operation) => `iam:${operation}`),
);

/** The members that name entities. */
const NAMING = [
  ['user', 'User', 'UserName'],
  ['role', 'Role', 'RoleName'],
  ['group', 'Group', 'GroupName'],
  ['instance-profile', 'InstanceProfile', 'InstanceProfileName'],
] as const;

/** Operations that name an entity that does not exist yet. */
const creating: ReadonlySet<string> = new Set([
  'CreateUser',
  'CreateRole',
  'CreateGroup',
  'CreateInstanceProfile',
]);

/**
 * The entities that an input names, as the store knows them, and the caller: their ARNs with paths. Unknown
 * entities are at the root path. Also the members that name them, in the entities' own spelling, which is
 * what every store finds.
 */
async function namedEntities(
  { store, operation, input, account }: CallFacts<'iam' | 'sts'>,
  principal: Principal,
  accessKeyOwner: string | undefined,
) {
  const known = new Map<string, string>();
  const spelt: Record<string, string> = {};
  const entities: DecidedResource[] = [];
  let boundary: string | undefined;
  if (principal.type === 'User') known.set(`user/${principal.userName}`, principal.arn);
  for (const [kind, named, member] of creating.has(operation) ? [] : NAMING) {
    const given = textMember(input, member);
    const name = given ?? (kind === 'user' ? accessKeyOwner : undefined);
    if (name === undefined) continue;
    const entity = await findEntity(iamReader(store, account), named, name);
    const place = { kind, name: entity?.name ?? name, account, region: IAM_REGION };
    entities.push({ ...place, identity: entity?.identity ?? 'nothing' });
    if (entity?.arn !== undefined) known.set(`${kind}/${name}`, entity.arn);
    if (entity !== undefined && given !== undefined) spelt[member] = entity.name;
    boundary ??= entity?.boundary;
  }
  const entityArn = (kind: NamedEntity, name: string) =>
    known.get(`${kind}/${name}`) ?? `arn:aws:iam::${account}:${kind}/${name}`;
  return { entityArn, boundary, spelt, entities };
}

/** The user whose access key GetAccessKeyLastUsed is about, on which AWS decides it. */
async function ownerOfAccessKey(call: CallFacts<'iam' | 'sts'>): Promise<string | undefined> {
  const { store, operation, account, input } = call;
  if (operation !== 'GetAccessKeyLastUsed') return undefined;
  const AccessKeyId = textMember(input, 'AccessKeyId');
  const read = iamReader(store, account);
  return (await unlessAbsent(read('GetAccessKeyLastUsed', { AccessKeyId })))?.UserName;
}
