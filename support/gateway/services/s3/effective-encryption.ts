import { AwsError } from '../../../aws/aws-error.ts';
import type { EncryptionHeaders } from '../../../aws/encryption-headers.ts';
import { callerEncryptionContext } from '../../../aws/s3-encryption-context.ts';
import { type Awaitable, whenKnown } from '../../../stores/awaitable.ts';
import type { Store } from '../../../stores/store.ts';
import { type KeyScope, type ResolvedKey, resolveKeyReference } from '../../kms-use/resolve-key-reference.ts';
import { unlessMissing } from '../../policies/unless-missing.ts';

/** The encryption that S3 will apply to a new object or upload. */
export type EffectiveEncryption =
  | { readonly algorithm: 'AES256' }
  | { readonly algorithm: 'SSE-C' }
  | {
      readonly algorithm: 'aws:kms' | 'aws:kms:dsse';
      readonly key: ResolvedKey;
      readonly bucketKeyEnabled: boolean;
      /** The pairs that the caller adds to the encryption context. */
      readonly callerContext: Readonly<Record<string, string>>;
    };

/** A write's encryption headers, and the bucket that it names. */
export interface EncryptedWrite extends EncryptionHeaders {
  readonly Bucket?: string | undefined;
}

/**
 * The encryption that a write gets: from its headers, else from the bucket's default. A default or header
 * without a key means the AWS managed key aws/s3 of the *requester's* account. A header `aws:kms` without a
 * key never means the bucket's default key. The header, else the bucket, says whether a Bucket Key is used,
 * wherever the key comes from.
 *
 * Throws InvalidArgument for headers that contradict each other. Source: Amazon S3 user guide, "Setting default
 * server-side encryption behavior for Amazon S3 buckets" and "Configuring an S3 Bucket Key at the object level"; Amazon
 * S3 API reference, PutObject, SSEKMSKeyId.
 */
export function effectiveEncryption(
  store: Store,
  headers: EncryptedWrite,
  caller: KeyScope & { readonly bucketOwner: string },
): Awaitable<EffectiveEncryption> {
  const { ServerSideEncryption: algorithm, SSEKMSKeyId: keyId } = headers;
  if (headers.SSECustomerAlgorithm !== undefined) return { algorithm: 'SSE-C' };
  checkHeaders(algorithm, keyId);
  if (algorithm === 'AES256') return { algorithm };
  return whenKnown(defaultEncryption(store, headers.Bucket ?? '', caller), (byDefault) => {
    const BucketKeyEnabled = headers.BucketKeyEnabled ?? byDefault.bucketKeyEnabled;
    if (algorithm !== undefined)
      return kmsEncryption(store, { ...headers, BucketKeyEnabled, algorithm, keyId }, caller);
    if (byDefault.algorithm === undefined || byDefault.algorithm === 'AES256') return { algorithm: 'AES256' };
    const named = { ...headers, ...byDefault, BucketKeyEnabled, algorithm: byDefault.algorithm };
    return whenKnown(kmsEncryption(store, named, caller), (encryption) =>
      byDefault.keyId === undefined ? encryption : namedByDefault(encryption, headers.Bucket ?? ''),
    );
  });
}

/** An encryption whose key, if it is missing, is said to be that of the bucket's default encryption. */
function namedByDefault(encryption: EffectiveEncryption, bucket: string): EffectiveEncryption {
  const { error } = 'key' in encryption && encryption.key.kind === 'missing' ? encryption.key : {};
  if (error?.reason !== undefined) {
    const { why, remedy } = error.reason;
    error.because({
      why: `the request names no key; the default encryption of the bucket ${bucket} does. ${why}`,
      remedy: `${remedy}; set it in the bucket's default encryption, or name a key in the request`,
    });
  }
  return encryption;
}

function checkHeaders(algorithm: string | undefined, keyId: string | undefined): void {
  if (keyId !== undefined && algorithm !== 'aws:kms' && algorithm !== 'aws:kms:dsse') {
    throw new AwsError(
      'InvalidArgument',
      400,
      'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
      { ArgumentName: 'x-amz-server-side-encryption', ArgumentValue: algorithm ?? 'null' },
    );
  }
  if (algorithm !== undefined && !['AES256', 'aws:kms', 'aws:kms:dsse'].includes(algorithm)) {
    throw new AwsError('InvalidArgument', 400, 'The encryption method specified is not supported', {
      ArgumentName: 'x-amz-server-side-encryption',
      ArgumentValue: algorithm,
    });
  }
}

function kmsEncryption(
  store: Store,
  request: EncryptedWrite & { readonly algorithm: string; readonly keyId?: string | undefined },
  caller: KeyScope,
): Awaitable<EffectiveEncryption> {
  const algorithm = request.algorithm === 'aws:kms:dsse' ? 'aws:kms:dsse' : 'aws:kms';
  return whenKnown(resolveKeyReference(store, request.keyId ?? 'alias/aws/s3', caller), (key) => ({
    algorithm,
    key,
    bucketKeyEnabled: request.BucketKeyEnabled === true && algorithm === 'aws:kms',
    callerContext: callerEncryptionContext(request.SSEKMSEncryptionContext),
  }));
}

interface DefaultEncryption {
  readonly algorithm: string | undefined;
  readonly keyId: string | undefined;
  readonly bucketKeyEnabled: boolean;
}

function defaultEncryption(
  store: Store,
  bucket: string,
  caller: KeyScope & { readonly bucketOwner: string },
): Awaitable<DefaultEncryption> {
  // S3 gives every bucket a configuration; other stores may answer that it does not exist.
  const reading = unlessMissing('ServerSideEncryptionConfigurationNotFoundError', () =>
    store.read({
      service: 's3',
      operation: 'GetBucketEncryption',
      input: { Bucket: bucket },
      region: caller.region,
      account: caller.bucketOwner,
    }),
  );
  return whenKnown(reading, (read) => {
    const rule = read?.ServerSideEncryptionConfiguration?.Rules?.[0];
    const byDefault = rule?.ApplyServerSideEncryptionByDefault;
    return {
      algorithm: byDefault?.SSEAlgorithm,
      keyId: byDefault?.KMSMasterKeyID,
      bucketKeyEnabled: rule?.BucketKeyEnabled === true,
    };
  });
}
