import type { BucketTag } from '../client/tag-requests.ts';
import { nameIn } from './object-in-words.ts';

/** A setting of a bucket, with the value that it gets. */
export type NewBucketSetting = { readonly bucket: string } & (
  | { readonly encryption: string }
  | { readonly tag: BucketTag }
);

const TAG = /^the tag ([\w-]+) of (.+) to "([^"]*)"$/;
const ENCRYPTION = /^the default encryption of (.+? bucket|bucket \d) to (.+)$/;

/** The setting in words: `the tag project of the harbor bucket to "orchard"`, `the default encryption of bucket 1 to SSE-S3`. */
export function newBucketSetting(words: string): NewBucketSetting {
  const [, key, tagged = '', value = ''] = TAG.exec(words) ?? [];
  if (key !== undefined) return { bucket: nameIn(tagged), tag: { key, value } };
  const [, bucket = '', encryption = ''] = ENCRYPTION.exec(words) ?? [];
  return { bucket: nameIn(bucket), encryption };
}
