import type { Tag } from '@aws-sdk/client-kms';

/** A key's tags with further ones added or replaced. */
export function withTags(
  existing: ReadonlyMap<string, string>,
  added: readonly Tag[],
): ReadonlyMap<string, string> {
  return new Map([
    ...existing,
    ...added.map(({ TagKey = '', TagValue = '' }) => [TagKey, TagValue] as const),
  ]);
}
