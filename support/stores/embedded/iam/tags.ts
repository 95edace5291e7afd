import type { Tag } from '@aws-sdk/client-iam';
import { constraintError, invalidInput, limitExceeded } from '../../../aws/iam-errors.ts';
import { checkLength, required } from './iam-constraints.ts';

/** Tags an entity may have. Source: IAM user guide, "IAM and AWS STS quotas". */
const MAX_TAGS = 50;

/**
 * Puts tags on an entity: a key that is there already, in whatever letter case, gets the new value. Throws
 * InvalidInput, LimitExceeded.
 */
export function addTags(tags: Map<string, string>, added: readonly Tag[] | undefined): void {
  const list = required('tags', added);
  if (list.length > MAX_TAGS) {
    throw constraintError('tags', '[…]', `Member must have length less than or equal to ${MAX_TAGS}`);
  }
  const seen = new Set<string>();
  const merged = new Map(tags);
  for (const [index, { Key, Value }] of list.entries()) {
    const member = `tags.${index + 1}.member`;
    const key = required(`${member}.key`, Key);
    checkLength(`${member}.key`, key, { min: 1, max: 128 });
    checkLength(`${member}.value`, Value ?? '', { max: 256 });
    const folded = key.toLowerCase();
    if (seen.has(folded)) {
      throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
    }
    seen.add(folded);
    deleteFolded(merged, folded);
    merged.set(key, Value ?? '');
  }
  if (merged.size > MAX_TAGS) throw limitExceeded(`Cannot exceed quota for TagsPerEntity: ${MAX_TAGS}`);
  tags.clear();
  for (const [key, value] of merged) tags.set(key, value);
}

function deleteFolded(tags: Map<string, string>, folded: string): void {
  for (const key of tags.keys()) if (key.toLowerCase() === folded) tags.delete(key);
}

/** Takes tags off an entity; keys that it does not have do not matter. */
export function removeTags(tags: Map<string, string>, keys: readonly string[] | undefined): void {
  for (const key of required('tagKeys', keys)) deleteFolded(tags, key.toLowerCase());
}

/** The tags of a new entity. Throws InvalidInput. */
export function newTags(given: readonly Tag[] | undefined): Map<string, string> {
  const tags = new Map<string, string>();
  if (given !== undefined) addTags(tags, given);
  return tags;
}

/** Tags in the shape that IAM answers them. */
export function tagList(tags: ReadonlyMap<string, string>): Tag[] {
  return Array.from(tags, ([Key, Value]) => ({ Key, Value }));
}

/** The member `Tags` of a described entity; none where it has no tags. */
export function tagsMember(entity: { readonly tags: ReadonlyMap<string, string> }): { Tags?: Tag[] } {
  return entity.tags.size === 0 ? {} : { Tags: tagList(entity.tags) };
}
