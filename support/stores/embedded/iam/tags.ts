import type { Tag } from '@aws-sdk/client-iam';
import { limitExceeded } from '../../../aws/iam-errors.ts';
import { required } from './iam-constraints.ts';

/** Tags an entity may have. Source: IAM user guide, "IAM and AWS STS quotas". */
const MAX_TAGS = 50;

/**
 * Puts tags on an entity. A key that exists already, in any letter case, gets the new value. Throws
 * LimitExceeded.
 */
export function addTags(tags: Map<string, string>, added: readonly Tag[] | undefined): void {
  const list = required('tags', added);
  const merged = new Map(tags);
  for (const { Key = '', Value = '' } of list) {
    deleteFolded(merged, Key.toLowerCase());
    merged.set(Key, Value);
  }
  if (merged.size > MAX_TAGS) throw limitExceeded(`Cannot exceed quota for TagsPerEntity: ${MAX_TAGS}`);
  tags.clear();
  for (const [key, value] of merged) tags.set(key, value);
}

function deleteFolded(tags: Map<string, string>, folded: string): void {
  for (const key of tags.keys()) if (key.toLowerCase() === folded) tags.delete(key);
}

/** Takes tags off an entity; keys that it does not have are ignored. */
export function removeTags(tags: Map<string, string>, keys: readonly string[] | undefined): void {
  for (const key of required('tagKeys', keys)) deleteFolded(tags, key.toLowerCase());
}

/** The tags of a new entity. */
export function newTags(given: readonly Tag[] | undefined): Map<string, string> {
  const tags = new Map<string, string>();
  if (given !== undefined) addTags(tags, given);
  return tags;
}

/** Tags in the shape of IAM's answers. */
export function tagList(tags: ReadonlyMap<string, string>): Tag[] {
  return Array.from(tags, ([Key, Value]) => ({ Key, Value }));
}

/** The member `Tags` of a described entity; absent if it has no tags. */
export function tagsMember(entity: { readonly tags: ReadonlyMap<string, string> }): { Tags?: Tag[] } {
  return entity.tags.size === 0 ? {} : { Tags: tagList(entity.tags) };
}
