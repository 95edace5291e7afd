import type { Tag } from '@aws-sdk/client-kms';
import { kmsError } from '../../../aws/kms-error.ts';
import { check, lengthBetween, present } from '../shared/constraints.ts';

const MOST_TAGS = 50;

/**
 * A key's tags with further ones added or replaced. Throws TagException or ValidationException for tags that KMS
 * does not take.
 *
 * Source: AWS KMS API reference, TagResource; AWS KMS developer guide, "Tags in AWS KMS".
 */
export function withTags(
  existing: ReadonlyMap<string, string>,
  added: readonly Tag[],
): ReadonlyMap<string, string> {
  check(
    ...added.flatMap(({ TagKey, TagValue }, index) => [
      lengthBetween(`tags.${index + 1}.member.tagKey`, TagKey, [1, 128]),
      lengthBetween(`tags.${index + 1}.member.tagValue`, TagValue, [0, 256]),
    ]),
  );
  const tags = new Map(existing);
  const seen = new Set<string>();
  for (const [index, { TagKey, TagValue }] of added.entries()) {
    const key = present(`tags.${index + 1}.member.tagKey`, TagKey);
    if (key.toLowerCase().startsWith('aws:')) {
      throw kmsError('TagException', 'Tags beginning with aws: are reserved');
    }
    if (seen.has(key)) throw kmsError('TagException', 'Duplicate tag keys');
    seen.add(key);
    tags.set(key, present(`tags.${index + 1}.member.tagValue`, TagValue));
  }
  if (tags.size > MOST_TAGS) throw kmsError('TagException', 'Too many tags');
  return tags;
}
