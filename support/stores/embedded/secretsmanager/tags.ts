import type { Tag } from '@aws-sdk/client-secrets-manager';

/** A secret's tags with further ones added or replaced. */
export function withTags(
  existing: ReadonlyMap<string, string>,
  added: readonly Tag[],
): ReadonlyMap<string, string> {
  return new Map([...existing, ...added.map(({ Key = '', Value = '' }) => [Key, Value] as const)]);
}
