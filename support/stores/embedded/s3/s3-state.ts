import { createSecretKey, type KeyObject } from 'node:crypto';
import { randomBytes } from '../shared/random-bytes.ts';
import type { Bucket } from './buckets/bucket.ts';
import { SpillFile } from './content/spill-file.ts';
import { createVersionIds, type VersionIds } from './objects/version-id.ts';

/** Everything that S3 holds, in all accounts and regions, which share one namespace of buckets. */
export interface S3State {
  readonly buckets: Map<string, Bucket>;
  /** The 256-bit key that wraps the data keys of SSE-S3. */
  readonly masterKey: KeyObject;
  readonly spillFile: SpillFile;
  readonly versionIds: VersionIds;
}

/** An S3 without buckets. */
export function createS3State(): S3State {
  return {
    buckets: new Map(),
    masterKey: createSecretKey(randomBytes(32)),
    spillFile: new SpillFile(),
    versionIds: createVersionIds(),
  };
}

/** The account that owns a bucket; undefined if the bucket does not exist. */
export function bucketOwner(state: S3State, bucket: string): string | undefined {
  return state.buckets.get(bucket)?.owner;
}

/** The Region of a bucket; undefined if the bucket does not exist. */
export function bucketRegion(state: S3State, bucket: string): string | undefined {
  return state.buckets.get(bucket)?.region;
}
