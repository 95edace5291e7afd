import type { AccessResource } from './access-resources.ts';
import { type ConditionSamples, OTHER, type SampledValues, type Samples } from './condition-samples.ts';
import {
  ALGORITHM,
  BUCKET_KEY,
  CUSTOMER_ALGORITHM,
  isKey,
  KEY_ID,
  KEY_OF_BUCKET,
} from './upload-encryption.ts';

/** A key of the scenario, by the ARN that conditions name it with in every version. */
export interface NamedKey {
  readonly id: string;
  /** The ARN as a resource refers to the key. */
  readonly arn: string;
  /** The ARN as conditions have it: without an id that was chosen here. */
  readonly named: string;
}

/** The policies that bear on an upload, and the keys that they can mean. */
interface UploadConditions {
  readonly conditions: ConditionSamples;
  readonly keys: readonly NamedKey[];
  /** The bucket in each version that has it. */
  readonly buckets: readonly AccessResource[];
}

/**
 * The choices of the caller of an upload, whatever policies test: every caller can send each of these headers. Undefined for a
 * key that is not about encryption.
 */
export function encryptionSamples(name: string, of: UploadConditions): Samples | undefined {
  if (isKey(name, ALGORITHM)) return { values: algorithms(of.conditions) };
  if (isKey(name, KEY_ID)) return { values: keyIds(of) };
  if (isKey(name, BUCKET_KEY)) return { values: bucketKeys(of) };
  return isKey(name, CUSTOMER_ALGORITHM) ? { values: [undefined, ['AES256']] } : undefined;
}

/** S3 takes no other algorithm. Dual-layer encryption differs from aws:kms only if a policy compares the header with a value. */
function algorithms(conditions: ConditionSamples): readonly SampledValues[] {
  const isCompared = conditions
    .of(ALGORITHM)
    .values.some((values) => values !== undefined && values[0] !== OTHER);
  return [undefined, ['AES256'], ['aws:kms'], ...(isCompared ? [['aws:kms:dsse']] : [])];
}

/** Without the header, and each header that asks for another thing than a version of the bucket has. */
function bucketKeys({ buckets }: UploadConditions): readonly SampledValues[] {
  const own = new Set(buckets.map(({ key }) => key?.bucketKey === true));
  return [undefined, ...(own.has(false) ? [['true']] : []), ...(own.has(true) ? [['false']] : [])];
}

/** The bucket's own key, those keys of the scenario that policies name, and one that no policy names. */
function keyIds({ conditions, keys, buckets }: UploadConditions): readonly SampledValues[] {
  const own = buckets.map(({ key }) => keys.find(({ arn }) => arn === key?.reference)?.named);
  const [only] = own;
  const isSame = own.every((one) => one === only);
  const others = keysNamed(conditions, keys)
    .map(({ named }) => named)
    .filter((named) => !isSame || named !== only);
  const hasKey = buckets.some(({ key }) => key !== undefined && key.reference !== 'alias/aws/s3');
  const all = [...(hasKey ? [KEY_OF_BUCKET] : []), ...new Set(others), OTHER];
  return all.map((value) => [value]);
}

/** The keys of the scenario that conditions on the key of an upload name, by their ARNs or by patterns. */
export function keysNamed(conditions: ConditionSamples, keys: readonly NamedKey[]): readonly NamedKey[] {
  const texts = conditions.valuesOf(KEY_ID);
  if (texts.length === 0) return [];
  const patterns = texts.map(asPattern);
  return keys.filter(({ named }) => patterns.some((pattern) => pattern.test(named)));
}

/** A pattern of a policy. Wildcards and variables stand for any text. */
function asPattern(text: string): RegExp {
  const parts = text.split(/\$\{[^}]*\}|[*?]+/).map((part) => part.replace(/[.+^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
