import { isIPv4 } from 'node:net';
import { AwsError } from '../../../../aws/aws-error.ts';

const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-'];
const RESERVED_SUFFIXES = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];

/**
 * Refuses what is no name for a bucket. Throws AwsError `InvalidBucketName`.
 *
 * Source: AWS S3 user guide, "General purpose bucket naming rules".
 */
export function checkBucketName(name: string): void {
  const wellFormed = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..') && !isIPv4(name);
  const reserved =
    RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix)) ||
    RESERVED_SUFFIXES.some((suffix) => name.endsWith(suffix));
  if (wellFormed && !reserved) return;
  throw new AwsError('InvalidBucketName', 400, 'The specified bucket is not valid.', { BucketName: name });
}
