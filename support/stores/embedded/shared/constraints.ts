import { AwsError } from '../../../aws/aws-error.ts';

/**
 * The violation of a constraint of the API model, in AWS's text; undefined if there is none. KMS and Secrets
 * Manager check the members of a request against their models first. They report all violations in one
 * ValidationException.
 */
export type Violation = string | undefined;

/** Throws the ValidationException for the violations among the checks, if any. */
export function check(...violations: readonly Violation[]): void {
  const found = violations.filter((violation) => violation !== undefined);
  if (found.length > 0) throw failure(found);
}

/** The value of a required member. Throws ValidationException if it is missing. */
export function present<T>(member: string, value: T | undefined): T {
  if (value !== undefined) return value;
  throw failure([`Value null at '${member}' failed to satisfy constraint: Member must not be null`]);
}

/** A text's length in characters, or a blob's in bytes. A blob's value is not repeated in the text. */
export function lengthBetween(
  member: string,
  value: string | Uint8Array | undefined,
  [min, max]: readonly [number, number],
): Violation {
  if (value === undefined || (value.length >= min && value.length <= max)) return undefined;
  return violation(
    member,
    typeof value === 'string' ? value : undefined,
    value.length < min
      ? `have length greater than or equal to ${min}`
      : `have length less than or equal to ${max}`,
  );
}

function violation(member: string, value: string | undefined, must: string): string {
  const shown = value === undefined ? 'Value' : `Value '${value}'`;
  return `${shown} at '${member}' failed to satisfy constraint: Member must ${must}`;
}

function failure(violations: readonly string[]): Error {
  const errors = violations.length === 1 ? 'error' : 'errors';
  return new AwsError(
    'ValidationException',
    400,
    `${violations.length} validation ${errors} detected: ${violations.join('; ')}`,
  );
}
