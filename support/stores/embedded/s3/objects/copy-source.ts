import { parseCopySource } from '../../../../aws/copy-source.ts';
import { noSuchBucket } from '../../../../aws/no-such-bucket.ts';
import type { Bucket } from '../buckets/bucket.ts';
import { type ByteRange, openContent } from '../content/open-content.ts';
import { customerKeyOf } from '../encryption/customer-key.ts';
import { dataKeyOf } from '../encryption/data-key.ts';
import { invalidRequest } from '../s3-errors.ts';
import type { S3Context, S3Input } from '../s3-operation.ts';
import { findObject } from './history.ts';
import { refuseArchivedSource } from './refusals.ts';
import type { StoredObject } from './version.ts';

/** The object that is copied, as it is stored. */
export interface FoundSource {
  readonly bucket: Bucket;
  readonly key: string;
  /** The version that was asked for, if one was. */
  readonly versionId: string | undefined;
  readonly object: StoredObject;
}

type CopyInput = S3Input<'CopyObject' | 'UploadPartCopy'>;

/**
 * Finds what x-amz-copy-source names: `bucket/key`, percent-encoded, with `?versionId=…` for a version. Throws
 * AwsError: `InvalidArgument`, `NoSuchBucket`, `NoSuchKey`, `NoSuchVersion`, `InvalidRequest`.
 *
 * Source: Amazon S3 API reference, CopyObject, section "x-amz-copy-source".
 */
export function findCopySource(input: CopyInput, context: S3Context): FoundSource {
  const { Bucket: name, Key: key, VersionId: versionId } = parseCopySource(input.CopySource ?? '');
  const bucket = context.state.buckets.get(name);
  if (bucket === undefined) throw noSuchBucket(name);
  const version = bucket.objects.get(key)?.versions.find((one) => one.versionId === versionId);
  if (version?.kind === 'delete-marker') {
    throw invalidRequest(
      'The source of a copy request may not specifically refer to a delete marker by version id.',
    );
  }
  const object = findObject(bucket, { key, versionId, method: 'GET' });
  refuseArchivedSource(object);
  return { bucket, key, versionId, object };
}

/** The plaintext of a range of a source. Throws AwsError `KMS.…` and the errors of SSE-C. */
export function openCopySource(
  source: FoundSource,
  range: ByteRange,
  reader: { readonly input: CopyInput; readonly context: S3Context },
) {
  const { input, context } = reader;
  const customerKey = customerKeyOf({
    SSECustomerAlgorithm: input.CopySourceSSECustomerAlgorithm,
    SSECustomerKey: input.CopySourceSSECustomerKey,
    SSECustomerKeyMD5: input.CopySourceSSECustomerKeyMD5,
  });
  const name = { Bucket: source.bucket.name, Key: source.key, customerKey };
  const dataKey = dataKeyOf(source.object.encryption, name, context);
  return openContent(
    source.object.parts.map((part) => part.content),
    dataKey,
    range,
  );
}
