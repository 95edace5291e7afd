import { constraintError, invalidInput, validationError } from '../../../aws/iam-errors.ts';
import { uriEncode } from '../../../aws/uri-encode.ts';

/** The value of a member that must be there. Throws ValidationError. */
export function required<T>(member: string, value: T | undefined): T {
  if (value === undefined) throw constraintError(member, value, 'Member must not be null');
  return value;
}

/** Holds a text to the length of its member. Throws ValidationError. */
export function checkLength(member: string, value: string, bounds: { min?: number; max?: number }): void {
  const { min = 0, max = Number.POSITIVE_INFINITY } = bounds;
  if (value.length < min) {
    throw constraintError(member, value, `Member must have length greater than or equal to ${min}`);
  }
  if (value.length > max) {
    throw constraintError(member, value, `Member must have length less than or equal to ${max}`);
  }
}

/** Holds a number to the range of its member. Throws ValidationError. */
export function checkRange(member: string, value: number, bounds: { min: number; max: number }): void {
  if (!(value >= bounds.min)) {
    throw constraintError(member, value, `Member must have value greater than or equal to ${bounds.min}`);
  }
  if (value > bounds.max) {
    throw constraintError(member, value, `Member must have value less than or equal to ${bounds.max}`);
  }
}

/** The longest names that new entities may have. Source: IAM user guide, "IAM and AWS STS quotas". */
const MAX_NAME = {
  userName: 64,
  roleName: 64,
  groupName: 128,
  policyName: 128,
  newUserName: 64,
  newGroupName: 128,
};

/** A name for a new entity. Throws ValidationError. */
export function checkedName(member: keyof typeof MAX_NAME, value: string | undefined): string {
  const name = required(member, value);
  checkLength(member, name, { min: 1, max: MAX_NAME[member] });
  if (!/^[\w+=,.@-]+$/.test(name)) {
    throw validationError(
      `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    );
  }
  return name;
}

/** A path for a new entity; `/` where none is given. Throws ValidationError. */
export function checkedPath(member: 'path' | 'newPath', value: string | undefined): string {
  const path = value ?? '/';
  checkLength(member, path, { min: 1, max: 512 });
  if (!/^\/(?:[!-~]+\/)?$/.test(path)) {
    throw validationError(
      `The specified value for ${member} is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.`,
    );
  }
  return path;
}

const POLICY_ARN = /^arn:aws:iam::(\d{12}|aws):policy\/(?:[!-~]+\/)?[\w+=,.@-]+$/;

/**
 * The ARN of a managed policy, well-formed. Throws ValidationError, with AWS's two spaces for what is no ARN at all, and
 * InvalidInput for the ARN of something else.
 */
export function checkedPolicyArn(member: string, value: string | undefined): string {
  const arn = required(member, value);
  checkLength(member, arn, { min: 20, max: 2048 });
  if (!arn.startsWith('arn:')) throw validationError('Invalid ARN:  Could not be parsed!');
  if (!POLICY_ARN.test(arn)) throw invalidInput(`ARN ${arn} is not valid.`);
  return arn;
}

/** The longest session that a role may allow: one to twelve hours, one by default. Throws ValidationError. */
export function checkedSessionDuration(value: number | undefined): number {
  const seconds = value ?? 3600;
  checkRange('maxSessionDuration', seconds, { min: 3600, max: 43_200 });
  return seconds;
}

/** How long a policy is for IAM's quotas, which do not count white space. */
export function policySize(document: string): number {
  return document.replace(/\s/g, '').length;
}

/** Percent-encodes a policy document as IAM answers it. Source: IAM API reference, "PolicyVersion": RFC 3986. */
export function encodedDocument(document: string): string {
  return uriEncode(document);
}
