import type { Tag } from '@aws-sdk/client-secrets-manager';

/** A secret's tags with further ones added or replaced; undefined if it never had any. */
export function withTags(
  existing: ReadonlyMap<string, string> | undefined,
  added: readonly Tag[],
): ReadonlyMap<string, string> | undefined {
  if (existing === undefined && added.length === 0) return undefined;
  return new Map([...(existing ?? []), ...added.map(({ Key = '', Value = '' }) => [Key, Value] as const)]);
}
