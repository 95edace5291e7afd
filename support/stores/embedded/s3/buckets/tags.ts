import type { Tag } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import { invalidArgument, malformedXml } from '../s3-errors.ts';

const MOST_TAGS = { bucket: 50, object: 10 } as const;
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/**
 * Tags as S3 takes them. Throws AwsError `InvalidTag`, `BadRequest` for too many.
 *
 * Source: AWS S3 user guide, "Categorizing your objects using tags"; API reference, PutBucketTagging.
 */
export function checkedTags(tags: readonly Tag[], of: 'bucket' | 'object'): readonly Tag[] {
  if (tags.length === 0) return tags;
  if (tags.length > MOST_TAGS[of]) {
    const subject = of === 'object' ? 'Object tags' : 'Bucket tag count';
    throw new AwsError('BadRequest', 400, `${subject} cannot be greater than ${MOST_TAGS[of]}`);
  }
  const keys = new Set<string>();
  for (const tag of tags) {
    checkTag(tag);
    const key = tag.Key ?? '';
    if (keys.has(key)) {
      throw new AwsError('InvalidTag', 400, 'Cannot provide multiple Tags with the same key', {
        TagKey: key,
      });
    }
    keys.add(key);
  }
  return tags;
}

function checkTag(tag: Tag): void {
  const { Key: key, Value: value } = tag;
  if (key === undefined || value === undefined) throw malformedXml();
  if (key === '' || key.length > 128 || !ALLOWED.test(key)) {
    throw new AwsError('InvalidTag', 400, 'The TagKey you have provided is invalid', { TagKey: key });
  }
  if (key.toLowerCase().startsWith('aws:')) {
    throw new AwsError('InvalidTag', 400, 'System tags cannot be added/updated by requester', {
      TagKey: key,
    });
  }
  if (value.length > 256 || !ALLOWED.test(value)) {
    const message = 'The TagValue you have provided is invalid';
    throw new AwsError('InvalidTag', 400, message, { TagKey: key, TagValue: value });
  }
}

/** The tags of an x-amz-tagging header: URL query parameters. Throws AwsError `InvalidArgument`, `InvalidTag`. */
export function tagsInHeader(header: string | undefined): readonly Tag[] {
  if (header === undefined || header === '') return [];
  const tags = [...new URLSearchParams(header)].map(([Key, Value]) => ({ Key, Value }));
  if (new Set(tags.map((tag) => tag.Key)).size < tags.length || tags.some((tag) => tag.Key === '')) {
    const message =
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.";
    throw invalidArgument(message, 'x-amz-tagging', header);
  }
  return checkedTags(tags, 'object');
}
