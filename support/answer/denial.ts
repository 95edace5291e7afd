import { reasonClass as classOf } from '../authorization/reason-class.ts';
import type { Denied as DeniedDecision, Layer } from '../authorization/terms/decision.ts';
import type { ReasonClass } from '../authorization/terms/layer-facts.ts';
import { nearest } from '../authorization/terms/nearest.ts';
import { ACTIONS, actionNamed } from '../aws/actions/action-catalogue.ts';
import { SpecError } from '../scenario/spec-error.ts';

/** A denial as a feature states it. */
export interface ExpectedDenial {
  readonly layer: Layer;
  /** True if a Deny statement denies; false if an Allow is missing. */
  readonly explicit: boolean;
  /** The permission that is missing, e.g. `kms:Decrypt`. */
  readonly action: string;
  /** The ARN of the key whose policy denies. */
  readonly keyArn?: string | undefined;
}

/** The reason of a denial, in the words of the features. */
export interface Reason {
  readonly layer: Layer;
  readonly explicit: boolean;
  /** The key whose policy decides, by name. */
  readonly key?: string | undefined;
}

/** The closed vocabulary of reasons. `the key policy of <key>` is not in this table, since it contains a name. */
const REASONS: Readonly<Record<string, Reason>> = {
  'no identity policy allows': { layer: 'identity', explicit: false },
  'an identity policy denies': { layer: 'identity', explicit: true },
  'no bucket policy allows': { layer: 'resource', explicit: false },
  'the bucket policy denies': { layer: 'resource', explicit: true },
  'no access point policy allows': { layer: 'resource', explicit: false },
  'the access point policy denies': { layer: 'resource', explicit: true },
  'the ACL does not allow': { layer: 'acl', explicit: false },
  'no resource policy allows': { layer: 'resource', explicit: false },
  'the resource policy denies': { layer: 'resource', explicit: true },
  'the trust policy does not allow': { layer: 'trust policy', explicit: false },
  'the trust policy denies': { layer: 'trust policy', explicit: true },
  'the permissions boundary does not allow': { layer: 'boundary', explicit: false },
  'the permissions boundary denies': { layer: 'boundary', explicit: true },
  'the session policy does not allow': { layer: 'session', explicit: false },
  'the session policy denies': { layer: 'session', explicit: true },
  'no service control policy allows': { layer: 'scp', explicit: false },
  'a service control policy denies': { layer: 'scp', explicit: true },
  'a resource control policy denies': { layer: 'rcp', explicit: true },
  'the endpoint policy does not allow': { layer: 'endpoint policy', explicit: false },
  'the endpoint policy denies': { layer: 'endpoint policy', explicit: true },
  'no policy can allow another account': { layer: 'cross-account operation', explicit: false },
  'Block Public Access prevents': { layer: 'block public access', explicit: true },
};

/** The policy of a key, by the key's name in features. */
const KEY_POLICY = /^the key policy of (.+?) (does not allow|denies)$/;

/** Reads a reason from a feature's words. Throws SpecError `unknown-name` listing the vocabulary. */
export function reasonNamed(words: string): Reason {
  const keyPolicy = KEY_POLICY.exec(words);
  if (keyPolicy !== null)
    return { layer: 'key policy', explicit: keyPolicy[2] === 'denies', key: keyPolicy[1] };
  const reason = Object.hasOwn(REASONS, words) ? REASONS[words] : undefined;
  if (reason !== undefined) return reason;
  const known = [
    ...Object.keys(REASONS),
    'the key policy of <key> does not allow',
    'the key policy of <key> denies',
  ];
  const meant = nearest(words, known);
  const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
  throw new SpecError(
    'unknown-name',
    `"${words}" is not a known reason for a denial${hint || '.'} Known:\n  ${known.join('\n  ')}`,
  );
}

/**
 * Checks that AWS has the action of a denial, and that the words of its reason fit. Buckets have bucket policies,
 * secrets and tables have resource policies. Throws SpecError `unknown-name` with what was meant.
 */
export function checkAction(action: string, words: string): void {
  const fitting = fittingWords(words, action);
  if (fitting !== words)
    throw new SpecError(
      'unknown-name',
      `"${words}" does not fit ${action}; did you mean "${fitting} ${action}"?`,
    );
  if (actionNamed(action) !== undefined) return;
  const known = Object.values(ACTIONS).flatMap(({ actions }) => actions.map(({ name }) => name));
  const meant = nearest(action, known);
  const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
  throw new SpecError(
    'unknown-name',
    `"${action}" is not an action of the services that keyhole serves${hint}`,
  );
}

/** The class of a reason, for outcomes of which AWS documents no more than that. */
export function reasonClass(
  { layer, explicit, action }: Pick<ExpectedDenial, 'layer' | 'explicit' | 'action'>,
  crossAccount: boolean,
): ReasonClass {
  return classOf({ layer, explicit, crossAccount, permission: { action } });
}

/** A decision in the vocabulary of the features: `no identity policy allows kms:Decrypt`. */
export function inWords({ layer, explicit, permission }: DeniedDecision): string {
  if (layer === 'key policy')
    return `the key policy of ${permission.resource} ${explicit ? 'denies' : 'does not allow'} ${permission.action}`;
  const words = Object.entries(REASONS).find(
    ([, reason]) => reason.layer === layer && reason.explicit === explicit,
  )?.[0];
  const { action, resource } = permission;
  const said = words ?? `${layer} (${explicit ? 'explicit' : 'implicit'})`;
  const isOfPoint = /^arn:aws:s3:[^:]+:\d{12}:accesspoint\//.test(resource);
  const fitting = fittingWords(said, action);
  return `${isOfPoint ? fitting.replace('bucket policy', 'access point policy') : fitting} ${action}`;
}

/** The words of a reason with the name that AWS gives to the resource policy: that of a bucket is a bucket policy. */
function fittingWords(words: string, action: string): string {
  return action.startsWith('s3:')
    ? words.replace('resource policy', 'bucket policy')
    : words.replace('bucket policy', 'resource policy');
}
