import { isOfS3 } from './access-classes.ts';
import type { AccessUse } from './access-use.ts';
import type { SampledValues } from './condition-samples.ts';
import type { Assignment } from './explore-classes.ts';

/** The condition keys by which the caller of an upload chooses its encryption. */
export const ALGORITHM = 's3:x-amz-server-side-encryption';
export const KEY_ID = 's3:x-amz-server-side-encryption-aws-kms-key-id';
export const CUSTOMER_ALGORITHM = 's3:x-amz-server-side-encryption-customer-algorithm';

/** The header that asks for a Bucket Key, or for none. No policy can test it. It changes the encryption context that KMS sees. */
export const BUCKET_KEY = 'x-amz-server-side-encryption-bucket-key-enabled';

/** The value of {@link KEY_ID} that stands for the key of the bucket's default encryption, named by its ARN. */
export const KEY_OF_BUCKET = 'keyhole-key-of-the-bucket';

/** The encryption that a class of uploads asks for; `open` if the class does not say. */
export type ChosenEncryption =
  | { readonly kind: 'open' }
  /** No header: the bucket's default encryption. */
  | { readonly kind: 'default' }
  /** SSE-S3, or SSE-C with a key of the caller's own: no key of KMS is used. */
  | { readonly kind: 'AES256' | 'SSE-C' }
  /** SSE-KMS. The class need not say under which key. */
  | { readonly kind: 'aws:kms'; readonly isDual: boolean; readonly key: string | undefined };

/** True for the upload of an object to a bucket, or through an access point, whose default encryption is known. */
export function isUpload({ action, resource }: Pick<AccessUse, 'action' | 'resource'>): boolean {
  return isOfS3(resource.kind) && action.action === 's3:PutObject';
}

/** The encryption that a class of uploads states. */
export function chosenEncryption(when: Assignment): ChosenEncryption {
  const customer = statedIn(when, CUSTOMER_ALGORITHM);
  if (customer?.values !== undefined) return { kind: 'SSE-C' };
  const algorithm = statedIn(when, ALGORITHM);
  if (algorithm === undefined) return { kind: 'open' };
  const [name] = algorithm.values ?? [];
  if (name === undefined) return { kind: 'default' };
  if (name === 'AES256') return { kind: 'AES256' };
  const key = statedIn(when, KEY_ID)?.values?.[0];
  return { kind: 'aws:kms', isDual: name === 'aws:kms:dsse', key };
}

/** The values that a class states for a key, written in any letter case; undefined if it states none. */
function statedIn(when: Assignment, key: string): { readonly values: SampledValues } | undefined {
  for (const [name, values] of when) if (isKey(name, key)) return { values };
  return undefined;
}

/** True if two names are of one condition key. */
export function isKey(name: string, key: string): boolean {
  return name.toLowerCase() === key.toLowerCase();
}

/** The Bucket Key that a class of uploads states; undefined if it is the bucket's choice, or `open` if the class does not say. */
export function chosenBucketKey(when: Assignment): boolean | 'open' | undefined {
  const stated = statedIn(when, BUCKET_KEY);
  if (stated === undefined) return 'open';
  return stated.values && stated.values[0] === 'true';
}

/** True if a class of uploads says whether it brings a key of the caller's own. */
export function statesCustomerKey(when: Assignment): boolean {
  return statedIn(when, CUSTOMER_ALGORITHM) !== undefined;
}

/** True for a condition key that the encryption of an upload determines. */
export function isOfEncryption(name: string): boolean {
  return [ALGORITHM, KEY_ID, CUSTOMER_ALGORITHM, BUCKET_KEY].some((key) => isKey(name, key));
}
