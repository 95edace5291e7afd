import { AwsError } from '../../../aws/aws-error.ts';
import type { Input } from '../../../aws/operations.ts';
import type { AssumedRole } from '../../../aws/principal.ts';
import { isReserved, RESERVED } from '../iam/input-checks/tags-given.ts';

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValue', 400, message);
}

const folded = (key: string) => key.toLowerCase();

/**
 * Refuses session tags that are reserved for AWS, that contradict each other, or that contradict those that the calling
 * session hands on. Throws InvalidParameterValue.
 *
 * Source: IAM user guide, "Pass session tags in AWS STS", section "Chaining roles with session tags".
 */
export function checkSessionTags(
  { Tags = [], TransitiveTagKeys = [] }: Pick<Input<'sts', 'AssumeRole'>, 'Tags' | 'TransitiveTagKeys'>,
  caller: AssumedRole | undefined,
): void {
  if (Tags.some(isReserved)) throw invalid(RESERVED);
  const keys = Tags.map(({ Key = '' }) => Key);
  const asked = new Set(keys.map(folded));
  if (asked.size < keys.length)
    throw invalid('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  if ((caller?.transitiveTagKeys ?? []).some((key) => asked.has(folded(key))))
    throw invalid(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  if (TransitiveTagKeys.some((key) => !asked.has(folded(key))))
    throw invalid('The specified transitive tag key must be included in the requested tags.');
}
