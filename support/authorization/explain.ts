import { nameOf, type Principal } from '../authentication/principal.ts';
import { conditionInWords } from './condition-words.ts';
import type { ConsideredStatement, Denied, Layer, StatementReference } from './decision.ts';

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
  return sentence.replace(/arn:[^\s",;]*[^\s",;:.]/g, (arn) => names(arn) ?? arn);
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
      return `denied by S3 Block Public Access: the bucket policy is public, and RestrictPublicBuckets serves only the bucket's own account, not ${caller}`;
    case 'identity':
      return `no identity policy of ${caller} allows ${permission.action} on ${permission.resource}${nearMiss(denied)}`;
    case 'scp':
      return `denied by the service control policies: not on every level of the organisation does one allow ${permission.action} to ${caller}${nearMiss(denied)}`;
    case 'grant':
      return `denied: no grant on ${permission.resource} allows ${permission.action} to ${caller}${nearMiss(denied)}`;
    default:
      return `denied by ${policyOf(denied)}: no statement allows ${permission.action} to ${caller}${nearMiss(denied)}`;
  }
}

/** A session goes by the name of its role where it has none of its own. */
function callerOf(principal: Principal | undefined, names: Names): string {
  if (principal === undefined) return 'the caller';
  if (principal.type === 'Anonymous') return 'anonymous requests';
  if (principal.type !== 'AssumedRole') return nameOf(principal);
  return names(principal.arn) ?? names(principal.roleArn) ?? principal.arn;
}

const ABSENT: Partial<Record<Layer, (resource: string) => string>> = {
  resource: (resource) => `the policy of ${resource}`,
  'key policy': (resource) => `the key policy of ${resource}`,
  'trust policy': (resource) => `the trust policy of ${resource}`,
  session: () => 'the session policy',
};

function policyOf({ considered, layer, permission }: Denied): string {
  const found = considered.find(({ statement }) => statement.layer === layer);
  return found?.statement.policy ?? ABSENT[layer]?.(permission.resource) ?? `the ${layer}`;
}

/** The statement of the deciding layer that came nearest: an allow that failed only on its conditions, or its resource. */
function nearMiss({ considered, layer }: Denied): string {
  const allows = considered.filter(
    ({ statement }) => answersFor(statement.layer, layer) && statement.effect === 'Allow',
  );
  const nearest =
    allows.find(({ mismatch }) => mismatch?.element === 'Condition') ??
    allows.find(({ mismatch }) => mismatch?.element === 'Resource');
  return nearest === undefined ? '' : `; ${titleOf(nearest.statement)} comes near: ${detailOf(nearest)}`;
}

/** A grant could have allowed what the key policy did not. */
function answersFor(layer: Layer, refusing: Layer): boolean {
  return layer === refusing || (layer === 'grant' && refusing === 'key policy');
}

function detailOf({ mismatch }: ConsideredStatement): string {
  return mismatch?.detail ?? 'it matches';
}

function titleOf({ layer, policy, sid, index }: StatementReference): string {
  if (layer === 'grant') return policy;
  return sid === undefined ? `statement ${index + 1}` : `the statement "${sid}"`;
}
