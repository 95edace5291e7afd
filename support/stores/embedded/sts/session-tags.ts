import type { Input } from '../../../aws/operations.ts';
import type { AssumedRole } from '../../../aws/principal.ts';

/** Session tags, and those of them that pass to the next role in a chain. */
export interface SessionTags {
  readonly tags: Readonly<Record<string, string>>;
  readonly transitiveKeys: readonly string[];
}

/** Keys of session tags are compared without regard to case, as AWS compares them. */
function handedOn(transitiveKeys: readonly string[]): (key: string) => boolean {
  const folded = new Set(transitiveKeys.map((key) => key.toLowerCase()));
  return (key) => folded.has(key.toLowerCase());
}

/** The tags that a calling session hands on. */
function inheritedTags(caller: AssumedRole | undefined): Map<string, string> {
  const keys = caller?.transitiveTagKeys ?? [];
  return new Map(Object.entries(caller?.sessionTags ?? {}).filter(([tag]) => keys.includes(tag)));
}

/**
 * The tags of a new role session: those of the request, and those that the calling session passes on.
 *
 * Source: IAM user guide, "Pass session tags in AWS STS", section "Chaining roles with session tags".
 */
export function sessionTagsFor(
  { Tags = [], TransitiveTagKeys = [] }: Pick<Input<'sts', 'AssumeRole'>, 'Tags' | 'TransitiveTagKeys'>,
  caller: AssumedRole | undefined,
): SessionTags {
  const asked = Tags.map(({ Key = '', Value = '' }) => [Key, Value] as const);
  const inherited = inheritedTags(caller);
  return {
    tags: Object.fromEntries([...inherited, ...asked]),
    transitiveKeys: [...inherited.keys(), ...asked.map(([key]) => key).filter(handedOn(TransitiveTagKeys))],
  };
}
