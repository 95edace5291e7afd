import type { AwsError } from '../../aws/aws-error.ts';

/** Members of S3's errors that repeat the request, its path or its signature. */
const REPEATING: ReadonlySet<string> = new Set([
  'AWSAccessKeyId',
  'BucketName',
  'CanonicalRequest',
  'CanonicalRequestBytes',
  'HostId',
  'Key',
  'RequestId',
  'Resource',
  'SignatureProvided',
  'StringToSign',
  'StringToSignBytes',
]);

/** Longer values are cut. */
const LONGEST = 300;

/**
 * The members of an error that say which part of the request was refused, such as ArgumentName and ArgumentValue. Undefined
 * if there is none.
 */
export function tellingMembers({ members, message }: AwsError): Readonly<Record<string, string>> | undefined {
  // The errors of Secrets Manager have their text as a member too.
  const telling = Object.entries(members).filter(
    ([name, value]) => !REPEATING.has(name) && value !== message,
  );
  if (telling.length === 0) return undefined;
  return Object.fromEntries(telling.map(([name, value]) => [name, value.slice(0, LONGEST)]));
}
