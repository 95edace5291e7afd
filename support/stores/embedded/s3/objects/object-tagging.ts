import type { Tag } from '@aws-sdk/client-s3';
import { findBucket } from '../buckets/find-bucket.ts';
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
  const { bucket, object } = tagged(input, context, 'GET');
  return { TagSet: [...object.tags], ...versionMember(bucket, object.versionId) };
};

/** Removes the tags of an object version. */
export const deleteObjectTagging: S3Operation<'DeleteObjectTagging'> = (input, context) =>
  retag(input, context, { tags: [], method: 'DELETE' });

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
