import { nameOf, type Principal } from '../aws/principal.ts';
import { conditionInWords } from './condition-words.ts';
import type { ConsideredStatement, Denied, Layer, StatementReference } from './terms/decision.ts';
import { layerFacts } from './terms/layer-facts.ts';

/** What callers call an ARN: `the role transfer`; undefined leaves the ARN as it is. */
export type Names = (arn: string) => string | undefined;

/**
 * Why a permission was refused, in one sentence for people, without a full stop.
 *
 * @example `denied by the key policy of the intake key: no statement allows kms:Decrypt to the role transfer`
 */
export function explain(denied: Denied, names: Names = () => undefined): string {
  const sentence =
    denied.statement === undefined ? implicitly(denied, names) : explicitly(denied, denied.statement);
  return inNames(sentence, names);
}

/** A text with the names that callers use in place of ARNs: what was `the key arn:…` is `the shared key` then. */
export function inNames(text: string, names: Names): string {
  return text.replace(/(?:the key )?(arn:[^\s",;]*[^\s",;:.])/g, (whole, arn: string) => names(arn) ?? whole);
}

/**
 * The statement that a refusal turns on: the Deny of an explicit one, otherwise the Allow of the refusing layer that came
 * nearest, undefined where none is about such requests.
 */
export function nearestStatement(denied: Denied): ConsideredStatement | undefined {
  if (denied.statement !== undefined) return { statement: denied.statement };
  const allows = allowsOf(denied);
  return nearMissAmong(allows) ?? allows.find(isAboutTheCaller);
}

function explicitly({ permission }: Denied, statement: StatementReference): string {
  const conditions = (statement.conditions ?? []).map(conditionInWords);
  const when = conditions.length === 0 ? ` on ${permission.resource}` : ` when ${conditions.join(' and ')}`;
  return `denied by ${titleOf(statement)} of ${statement.policy}: it denies ${permission.action}${when}`;
}

function implicitly(denied: Denied, names: Names): string {
  const { permission, layer } = denied;
  const caller = callerOf(denied.principal, names);
  switch (layer) {
    case 'cross-account operation':
      return `denied: ${permission.action} never works on a key of another account, whatever its policies say`;
    case 'block public access':
      if (denied.setting === 'BlockPublicAcls')
        return 'denied by S3 Block Public Access: the ACL of the request is public, and BlockPublicAcls lets none be set';
      if (denied.setting === 'BlockPublicPolicy')
        return 'denied by S3 Block Public Access: the new bucket policy is public, and BlockPublicPolicy lets none be set';
      return `denied by S3 Block Public Access: the bucket policy is public, and RestrictPublicBuckets serves only the bucket's own account, not ${caller}`;
    case 'identity':
      return `no identity policy of ${caller} allows ${permission.action} on ${permission.resource}${nearMiss(denied)}`;
    case 'scp':
      return `denied by the service control policies: not on every level of the organisation does one allow ${permission.action} to ${caller}${nearMiss(denied)}`;
    case 'grant':
      return `denied: no grant on ${permission.resource} allows ${permission.action} to ${caller}${nearMiss(denied)}`;
    case 'resource':
      if (!denied.considered.some(({ statement }) => statement.layer === layer))
        return `denied: no resource policy allows ${permission.action} on ${permission.resource} to ${caller}`;
      return noStatement(denied, caller);
    default:
      return noStatement(denied, caller);
  }
}

function noStatement(denied: Denied, caller: string): string {
  return `denied by ${policyOf(denied)}: no statement allows ${denied.permission.action} to ${caller}${nearMiss(denied)}`;
}

/** A session goes by the name of its role where it has none of its own. */
function callerOf(principal: Principal | undefined, names: Names): string {
  if (principal === undefined) return 'the caller';
  if (principal.type === 'Anonymous') return 'anonymous requests';
  if (principal.type !== 'AssumedRole') return nameOf(principal);
  return names(principal.arn) ?? names(principal.roleArn) ?? principal.arn;
}

function policyOf({ considered, layer, permission }: Denied): string {
  const found = considered.find(({ statement }) => statement.layer === layer);
  return found?.statement.policy ?? layerFacts[layer].unnamed(permission.resource);
}

/** What came near, for the sentence: an allow that failed only on its conditions, or its resource. */
function nearMiss(denied: Denied): string {
  const nearest = nearMissAmong(allowsOf(denied));
  return nearest === undefined ? '' : `; ${titleOf(nearest.statement)} comes near: ${detailOf(nearest)}`;
}

function nearMissAmong(allows: readonly ConsideredStatement[]): ConsideredStatement | undefined {
  return (
    allows.find(({ mismatch }) => mismatch?.element === 'Condition') ??
    allows.find(({ mismatch }) => mismatch?.element === 'Resource')
  );
}

/** Policies of resources name callers, so that only the action stands between; of one's own most are about something else. */
function isAboutTheCaller({ statement: { layer }, mismatch }: ConsideredStatement): boolean {
  return (
    mismatch?.element === 'Action' && ['resource', 'key policy', 'trust policy', 'grant'].includes(layer)
  );
}

function allowsOf({ considered, layer }: Denied): readonly ConsideredStatement[] {
  return considered.filter(
    ({ statement }) => answersFor(statement.layer, layer) && statement.effect === 'Allow',
  );
}

/** A grant could have allowed what the key policy did not. */
function answersFor(layer: Layer, refusing: Layer): boolean {
  return layer === refusing || (layer === 'grant' && refusing === 'key policy');
}

function detailOf({ mismatch }: ConsideredStatement): string {
  return mismatch?.detail ?? 'it matches';
}

/** `the statement "Allow use"`, `statement 2`; a grant goes by its own name. */
export function titleOf({ layer, policy, sid, index }: StatementReference): string {
  if (layer === 'grant') return policy;
  return sid === undefined ? `statement ${index + 1}` : `the statement "${sid}"`;
}
