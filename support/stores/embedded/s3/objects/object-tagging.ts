import type { Tag } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import { findBucket } from '../buckets/find-bucket.ts';
import { noSuchKey } from '../s3-errors.ts';
import type { S3Context, S3Input, S3Operation } from '../s3-operation.ts';
import { keyOf } from './content-headers.ts';
import { findObject, replaceVersion, versionMember } from './history.ts';

type TaggingInput = S3Input<'PutObjectTagging' | 'GetObjectTagging' | 'DeleteObjectTagging'>;

/** Replaces the tags of an object version. */
export const putObjectTagging: S3Operation<'PutObjectTagging'> = (input, context) => {
  const tags = input.Tagging?.TagSet ?? [];
  return retag(input, context, { tags, method: 'PUT' });
};

/** The tags of an object version; none is no error. */
export const getObjectTagging: S3Operation<'GetObjectTagging'> = (input, context) => {
  const { bucket, object } = namingBucket(input, () => tagged(input, context, 'GET'));
  return { TagSet: [...object.tags], ...versionMember(bucket, object.versionId) };
};

/** Removes the tags of an object version. */
export const deleteObjectTagging: S3Operation<'DeleteObjectTagging'> = (input, context) =>
  retag(input, context, { tags: [], method: 'DELETE' });

/** S3 names the bucket with the key that does not exist here, and nowhere else. Recorded answers show it. */
function namingBucket<T>({ Bucket, Key }: TaggingInput, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'NoSuchKey') throw error;
    throw noSuchKey(`${Bucket}/${Key}`, error.headers);
  }
}

function retag(
  input: TaggingInput,
  context: S3Context,
  change: { readonly tags: readonly Tag[]; readonly method: string },
): { VersionId?: string } {
  const { bucket, object } = tagged(input, context, change.method);
  replaceVersion(bucket, keyOf(input), { ...object, tags: change.tags });
  return versionMember(bucket, object.versionId);
}

function tagged(input: TaggingInput, context: S3Context, method: string) {
  const bucket = findBucket(input, context);
  return {
    bucket,
    object: findObject(bucket, { key: keyOf(input), versionId: input.VersionId, method, ofProperties: true }),
  };
}
