import type { Bucket } from './buckets/bucket.ts';
import { KeyIndex } from './objects/key-index.ts';
import { createS3State, type S3State } from './s3-state.ts';

/** An independent copy of empty buckets. Throws TypeError if one holds objects or uploads. */
export function copyS3State({ buckets }: S3State): S3State {
  const copied = [...buckets].map(([name, bucket]): [string, Bucket] => [name, copyBucket(bucket)]);
  return { ...createS3State(), buckets: new Map(copied) };
}

/** True if a bucket holds objects, or unfinished uploads. */
export function holdsAny({ objects, uploads }: Bucket): boolean {
  return objects.size > 0 || uploads.size > 0;
}

/** The settings of a bucket are replaced as a whole, never changed in place. */
function copyBucket(bucket: Bucket): Bucket {
  if (holdsAny(bucket)) {
    throw new TypeError(
      `The bucket ${bucket.name} is not empty: states are copied before anything is stored in them`,
    );
  }
  return { ...bucket, objects: new KeyIndex(), uploads: new Map(), completions: new Map() };
}
