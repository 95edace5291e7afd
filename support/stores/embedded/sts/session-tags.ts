import type { Tag } from '@aws-sdk/client-sts';
import { AwsError } from '../../../aws/aws-error.ts';
import { constraintError } from '../../../aws/iam-errors.ts';
import type { AssumedRole } from '../../../aws/principal.ts';
import { checkLength, required } from '../iam/iam-constraints.ts';

/** Session tags and which of them go on to the next role in a chain. */
export interface SessionTags {
  readonly tags: Readonly<Record<string, string>>;
  readonly transitiveKeys: readonly string[];
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValue', 400, message);
}

function checkedTags(given: readonly Tag[]): Map<string, string> {
  if (given.length > 50) {
    throw constraintError('tags', '[…]', 'Member must have length less than or equal to 50');
  }
  const tags = new Map<string, string>();
  const folded = new Set<string>();
  for (const [index, { Key, Value }] of given.entries()) {
    const member = `tags.${index + 1}.member`;
    const key = required(`${member}.key`, Key);
    const value = required(`${member}.value`, Value);
    checkLength(`${member}.key`, key, { min: 1, max: 128 });
    checkLength(`${member}.value`, value, { max: 256 });
    if (folded.has(key.toLowerCase())) {
      throw invalid('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
    }
    folded.add(key.toLowerCase());
    tags.set(key, value);
  }
  return tags;
}

/** The tags that a calling session hands on. */
function inheritedTags(caller: AssumedRole | undefined): Map<string, string> {
  const keys = caller?.transitiveTagKeys ?? [];
  return new Map(Object.entries(caller?.sessionTags ?? {}).filter(([tag]) => keys.includes(tag)));
}

/**
 * The tags of a new role session: those asked for and those that the calling session hands on, which cannot be
 * overridden. Throws InvalidParameterValue, ValidationError.
 *
 * Source: IAM user guide, "Pass session tags in AWS STS", section "Chaining roles with session tags".
 */
export function sessionTagsFor(
  input: {
    readonly Tags?: readonly Tag[] | undefined;
    readonly TransitiveTagKeys?: readonly string[] | undefined;
  },
  caller: AssumedRole | undefined,
): SessionTags {
  const asked = checkedTags(input.Tags ?? []);
  const inherited = inheritedTags(caller);
  const handedOn = new Set([...inherited.keys()].map((key) => key.toLowerCase()));
  for (const key of asked.keys()) {
    if (handedOn.has(key.toLowerCase())) {
      throw invalid(
        "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
      );
    }
  }
  const transitive = input.TransitiveTagKeys ?? [];
  for (const key of transitive) {
    if (!asked.has(key)) {
      throw invalid('The specified transitive tag key must be included in the requested tags.');
    }
  }
  return {
    tags: Object.fromEntries([...inherited, ...asked]),
    transitiveKeys: [...inherited.keys(), ...transitive],
  };
}
