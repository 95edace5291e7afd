import { nameOf, type Principal } from '../aws/principal.ts';
import { conditionInWords } from './terms/condition-words.ts';
import type { ConsideredStatement, Denied, Layer, StatementReference } from './terms/decision.ts';
import { layerFacts } from './terms/layer-facts.ts';

/** Gives the name that a caller uses for an ARN, such as `the role transfer`; undefined keeps the ARN. */
export type Names = (arn: string) => string | undefined;

/**
 * Explains in one sentence, without a full stop, why a permission was refused.
 *
 * @example `denied by the key policy of the intake key: no statement allows kms:Decrypt to the role transfer`
 */
export function explain(denied: Denied, names: Names = () => undefined): string {
  const sentence =
    denied.statement === undefined ? implicitly(denied, names) : explicitly(denied, denied.statement);
  return inNames(sentence, names, denied.permission.resource);
}

/** An ARN, with the kind in front of it that its name has as well. */
const KIND_AND_ARN =
  /(?:the (?:key|bucket|access point|table|secret|role|user|root user) )?(arn:[^\s",;]*[^\s",;:.])/g;

/**
 * Replaces ARNs and accounts in a text by the names that callers use: `the key arn:…` becomes `the shared key`. An ARN ends at a blank
 * and at a comma, unless it is the given one: keys of objects can have both.
 */
export function inNames(text: string, names: Names, whole?: string): string {
  if (whole !== undefined && /[\s",;]/.test(whole)) {
    const name = names(whole) ?? whole;
    return text
      .split(whole)
      .map((part) => inNames(part, names))
      .join(name);
  }
  return text
    .replace(KIND_AND_ARN, (whole, arn: string) => names(arn) ?? whole)
    .replace(/(?:the )?account (\d{12})\b/g, (whole, id: string) => nameOfAccount(id, names) ?? whole);
}

/** The name of an account, from that of its root user. */
function nameOfAccount(id: string, names: Names): string | undefined {
  return names(`arn:aws:iam::${id}:root`)?.replace(/^the root user of /, '');
}

/**
 * The statement to show for a refusal. For an explicit deny it is the Deny. Otherwise it is the Allow of the refusing
 * layer that came nearest, or its only one; undefined if several are about other requests.
 */
export function nearestStatement(denied: Denied): ConsideredStatement | undefined {
  if (denied.statement !== undefined) return { statement: denied.statement };
  const allows = allowsOf(denied);
  const only = allows.length === 1 ? allows[0] : undefined;
  return nearMissAmong(allows) ?? allows.find(isAboutTheCaller) ?? only;
}

function explicitly({ permission, principal }: Denied, statement: StatementReference): string {
  const conditions = (statement.conditions ?? []).map(conditionInWords);
  const when = conditions.length === 0 ? ` on ${permission.resource}` : ` when ${conditions.join(' and ')}`;
  return `denied by ${titleOf(statement)} of ${statement.policy}: it denies ${permission.action}${when}${notExcepted(principal, statement)}`;
}

/**
 * The end of a sentence: the names that a NotPrincipal would have to have, and lacks. It is empty for any other statement.
 *
 * Source: IAM user guide, "AWS JSON policy elements: NotPrincipal".
 */
function notExcepted(principal: Principal | undefined, statement: StatementReference): string {
  if (statement.excepted === undefined) return '';
  const missing = namesNotExcepted(principal, statement);
  const lacks = missing.length === 0 ? '' : `; NotPrincipal lacks ${missing.join(' and ')}`;
  return ` to every principal that NotPrincipal does not except in full${lacks}`;
}

/** The names of a caller that a NotPrincipal lacks; none if a statement has no NotPrincipal. */
export function namesNotExcepted(
  principal: Principal | undefined,
  { excepted }: StatementReference,
): readonly string[] {
  if (excepted === undefined) return [];
  const names = namesToExcept(principal).filter((name) => !excepted.includes(name));
  return names.filter((name) => !excepted.includes(`arn:aws:iam::${name}:root`));
}

/** The names by which NotPrincipal excepts a caller, all of which it has to list. */
function namesToExcept(principal: Principal | undefined): readonly string[] {
  switch (principal?.type) {
    case 'AssumedRole':
      return [principal.arn, principal.roleArn, principal.accountId];
    case 'FederatedUser':
      return [principal.arn, principal.user.arn, principal.accountId];
    case 'User':
      return [principal.arn, principal.accountId];
    case 'Root':
      return [principal.accountId];
    default:
      return [];
  }
}

function implicitly(denied: Denied, names: Names): string {
  const { permission, layer, principal } = denied;
  const caller = callerOf(principal, names);
  if (principal?.type === 'Anonymous' && !permission.action.startsWith('s3:'))
    return `denied: ${permission.action} takes only signed requests, and the caller is anonymous`;
  if (principal?.type === 'Root' && layer === 'trust policy')
    return `denied: ${caller} is a root user, and ${permission.action} is never for root users, whatever the trust policy says`;
  switch (layer) {
    case 'cross-account operation':
      return `denied: ${permission.action} ${ownAccountOnly(permission)}, whatever the policies say`;
    case 'block public access':
      if (denied.setting === 'BlockPublicAcls')
        return 'denied by S3 Block Public Access: the ACL of the request is public, and BlockPublicAcls refuses public ACLs';
      if (denied.setting === 'BlockPublicPolicy')
        return `denied by S3 Block Public Access: the new ${policyKind(denied)} policy is public, and BlockPublicPolicy ${denied.settingOf === undefined ? '' : `of ${denied.settingOf} `}refuses public policies`;
      return `denied by S3 Block Public Access: the ${policyKind(denied)} policy is public, and RestrictPublicBuckets limits it to the ${policyKind(denied)}'s own account and AWS services, not ${caller}`;
    case 'identity':
      return `no identity policy of ${caller} allows ${permission.action} on ${permission.resource}${nearMiss(denied)}${initiatorsAlone(denied)}`;
    case 'scp':
      return `denied by the service control policies: ${levelOf(denied)} no statement allows ${permission.action} to ${caller}${nearMiss(denied)}`;
    case 'grant':
      return `denied: no grant on ${permission.resource} allows ${permission.action} to ${caller}${nearMiss(denied)}`;
    case 'acl':
      return `denied: ${permission.resource} is of another account than its bucket, and its ACL does not allow ${permission.action} to ${caller}; its owner can do so by PutObjectAcl`;
    case 'resource':
      if (!denied.considered.some(({ statement }) => statement.layer === layer))
        return `denied: no resource policy allows ${permission.action} on ${permission.resource} to ${caller}${nearMiss(denied)}${initiatorsAlone(denied)}`;
      return `${noStatement(denied, caller)}${initiatorsAlone(denied)}`;
    default:
      return noStatement(denied, caller);
  }
}

/** The kind of resource whose policy is public. */
function policyKind({ permission: { resource } }: Denied): string {
  return resource.includes(':accesspoint/') ? 'access point' : 'bucket';
}

/** The actions that S3 allows the initiator of an upload by default. */
const OF_INITIATORS: ReadonlySet<string> = new Set([
  's3:AbortMultipartUpload',
  's3:ListMultipartUploadParts',
]);

/** The end of a sentence: the caller that needs no allow, and that the refused caller is not. */
function initiatorsAlone({ permission: { action } }: Denied): string {
  return OF_INITIATORS.has(action) ? '; only the initiator of an upload needs no allow' : '';
}

/** The level of the organization whose service control policies refused. */
function levelOf({ target }: Denied): string {
  return target === undefined ? 'on at least one level of the organization' : `on the level of ${target}`;
}

function ownAccountOnly({ action }: Denied['permission']): string {
  if (action.startsWith('s3:')) return "works only for the bucket's own account";
  return `never works on a ${action.startsWith('kms:') ? 'key' : 'table'} of another account`;
}

function noStatement(denied: Denied, caller: string): string {
  return `denied by ${policyOf(denied)}: no statement allows ${denied.permission.action} to ${caller}${nearMiss(denied)}`;
}

/** The name of a caller in an explanation. A session without a name of its own gets the name of its role. */
function callerOf(principal: Principal | undefined, names: Names): string {
  if (principal === undefined) return 'the caller';
  if (principal.type === 'Anonymous') return 'an anonymous caller';
  if (principal.type !== 'AssumedRole') return nameOf(principal);
  return names(principal.arn) ?? names(principal.roleArn) ?? principal.arn;
}

/** The policy of the layer that refused, by its name. */
export function policyOf({ considered, layer, permission }: Denied): string {
  const found = considered.find(({ statement }) => statement.layer === layer);
  return found?.statement.policy ?? layerFacts[layer].unnamed(permission.resource);
}

/** The end of a sentence: the allow that failed only on its conditions or its resource. */
function nearMiss(denied: Denied): string {
  const nearest = nearMissAmong(allowsOf(denied));
  return nearest === undefined
    ? ''
    : `; ${titleOf(nearest.statement)} almost allows it: ${detailOf(nearest)}`;
}

function nearMissAmong(allows: readonly ConsideredStatement[]): ConsideredStatement | undefined {
  return (
    allows.find(({ mismatch }) => mismatch?.element === 'Condition') ??
    allows.find(({ mismatch }) => mismatch?.element === 'Resource')
  );
}

/**
 * True for an Allow that names the caller but not the action. Identity-based policies do not name callers, and most of
 * their statements are about other actions.
 */
function isAboutTheCaller({ statement: { layer }, mismatch }: ConsideredStatement): boolean {
  return (
    mismatch?.element === 'Action' &&
    ['resource', 'key policy', 'trust policy', 'grant', 'acl'].includes(layer)
  );
}

function allowsOf({ considered, layer }: Denied): readonly ConsideredStatement[] {
  return considered.filter(
    ({ statement }) => answersFor(statement.layer, layer) && statement.effect === 'Allow',
  );
}

/**
 * True if a statement of a layer could have prevented the refusal. A grant could have allowed what the key policy did
 * not, and an ACL what the bucket policy did not.
 */
function answersFor(layer: Layer, refusing: Layer): boolean {
  return (
    layer === refusing ||
    (layer === 'grant' && refusing === 'key policy') ||
    (layer === 'acl' && refusing === 'resource')
  );
}

function detailOf({ mismatch }: ConsideredStatement): string {
  return mismatch?.detail ?? 'it matches';
}

/** The title of a statement: `the statement "Allow use"`, `statement 2`, or the name of a grant. */
export function titleOf({ layer, policy, sid, index }: StatementReference): string {
  if (layer === 'grant') return policy;
  if (layer === 'acl') return `grant ${index + 1}`;
  return sid === undefined ? `statement ${index + 1}` : `the statement "${sid}"`;
}
