import type { AwsError } from '../../../../aws/aws-error.ts';
import { validationError } from '../../../../aws/iam-errors.ts';
import type { Violation } from '../../../../aws/model/violation.ts';
import { violationsMessage, violationsOf } from '../../../../aws/model/violations.ts';

const ofNames = 'It must contain only alphanumeric characters and/or the following: +=,.@_-';
const ofPaths = 'It must begin and end with / and contain only alphanumeric characters and/or / characters.';

/** The words with which IAM refuses the characters of a member, as public reports show them. */
const ownWords: ReadonlyMap<string, string> = new Map([
  ...['userName', 'newUserName', 'roleName', 'groupName', 'newGroupName', 'policyName'].map(
    (member) => [member, ofNames] as const,
  ),
  ...['path', 'newPath'].map((member) => [member, ofPaths] as const),
]);

/**
 * Holds an input to the API model of IAM or STS: required members, lengths, ranges, enumerations, characters. Throws
 * ValidationError.
 */
export function checkModel(service: 'iam' | 'sts', operation: string, input: object): void {
  const found = violationsOf(service, operation, input);
  if (found.length === 0) return;
  const inOwnWords = (violation: Violation) =>
    service === 'iam' && violation.kind === 'pattern' && ownWords.has(violation.member);
  const others = found.filter((violation) => !inOwnWords(violation));
  const [first] = found;
  if (others.length > 0 || first === undefined) throw validationError(violationsMessage(others));
  throw invalidCharacters(first);
}

function invalidCharacters({ member }: Violation): AwsError {
  return validationError(`The specified value for ${member} is invalid. ${ownWords.get(member)}`);
}
