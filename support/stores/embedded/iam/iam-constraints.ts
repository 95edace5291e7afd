import { constraintError } from '../../../aws/iam-errors.ts';
import { uriEncode } from '../../../aws/uri-encode.ts';

/** The value of a required member. Throws ValidationError. */
export function required<T>(member: string, value: T | undefined): T {
  if (value === undefined) throw constraintError(member, value, 'Member must not be null');
  return value;
}

/** How long a policy is for IAM's quotas, which do not count white space. */
export function policySize(document: string): number {
  return document.replace(/\s/g, '').length;
}

/** Percent-encodes a policy document as IAM answers it. Source: IAM API reference, PolicyVersion; RFC 3986. */
export function encodedDocument(document: string): string {
  return uriEncode(document);
}
