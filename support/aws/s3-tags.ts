import type { Tag } from '@aws-sdk/client-s3';
import { AwsError } from './aws-error.ts';
import { invalidArgument, malformedXml } from './s3-errors.ts';
import { isTagText } from './tag-text.ts';

/** The resource that tags are for. A bucket that is being created has texts of its own. */
type Tagged = 'bucket' | 'new bucket' | 'object';

const MOST_TAGS = { bucket: 50, object: 10 } as const;

const NO_TAGS: readonly Required<Tag>[] = [];

/** The tags in an x-amz-tagging header, which has the form of URL query parameters. */
export function tagsInHeader(header: string | undefined): readonly Required<Tag>[] {
  if (header === undefined || header === '') return NO_TAGS;
  return [...new URLSearchParams(header)].map(([Key, Value]) => ({ Key, Value }));
}

/**
 * Refuses an x-amz-tagging header that S3 does not accept. Throws AwsError `InvalidArgument`, and the errors of {@link
 * checkTags}. Source: Amazon S3 API reference, PutObject, section "x-amz-tagging".
 */
export function checkTagHeader(header: string): void {
  const tags = tagsInHeader(header);
  const keys = new Set(tags.map(({ Key }) => Key));
  const isAmbiguous = header.split('&').some((tag) => tag.split('=').length > 2);
  if (keys.size < tags.length || keys.has('') || isAmbiguous) {
    const message =
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.";
    throw invalidArgument(message, 'x-amz-tagging', header);
  }
  checkTags(tags, 'object');
}

/**
 * Refuses tags that S3 does not accept. Throws AwsError `InvalidTag`, `MalformedXML`, and `BadRequest` for too many
 * tags.
 *
 * Source: Amazon S3 user guide, "Categorizing your objects using tags"; Amazon S3 API reference, PutBucketTagging.
 */
export function checkTags(tags: readonly Tag[], of: Tagged): void {
  const most = of === 'object' ? MOST_TAGS.object : MOST_TAGS.bucket;
  if (tags.length > most) {
    const subject = of === 'object' ? 'Object tags' : 'Bucket tag count';
    throw new AwsError('BadRequest', 400, `${subject} cannot be greater than ${most}`);
  }
  const keys = new Set<string>();
  for (const tag of tags) {
    checkTag(tag, of);
    const key = tag.Key ?? '';
    if (keys.has(key)) throw invalidTag('Cannot provide multiple Tags with the same key', { TagKey: key });
    keys.add(key);
  }
}

function checkTag(tag: Tag, of: Tagged): void {
  const { Key: key, Value: value } = tag;
  if (key === undefined || value === undefined) throw malformedXml();
  if (key === '' || key.length > 128 || !isTagText(key))
    throw invalidTag('The TagKey you have provided is invalid', { TagKey: key });
  if (key.toLowerCase().startsWith('aws:')) throw reservedTag(key, of);
  if (value.length > 256 || !isTagText(value))
    throw invalidTag('The TagValue you have provided is invalid', { TagKey: key, TagValue: value });
}

/** The refusal of a tag whose key is reserved for AWS. Its text differs by what is tagged, as S3 sends it. */
function reservedTag(TagKey: string, of: Tagged): AwsError {
  if (of === 'bucket') return invalidTag('System tags cannot be added/updated by requester', { TagKey });
  if (of === 'object') return invalidTag('Your TagKey cannot be prefixed with aws:', { TagKey });
  const message =
    'User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.';
  return invalidTag(message, {});
}

function invalidTag(message: string, members: Readonly<Record<string, string>>): AwsError {
  return new AwsError('InvalidTag', 400, message, members);
}
