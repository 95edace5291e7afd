import { UNKNOWABLE } from '../../authorization/permission.ts';
import type { KnownEndpoint } from '../endpoints/vpc-endpoint.ts';

/** Which of these S3's own requests to KMS carry on is documented nowhere. */
const OF_ENDPOINT = {
  'aws:SourceVpce': UNKNOWABLE,
  'aws:SourceVpc': UNKNOWABLE,
  'aws:VpcSourceIp': UNKNOWABLE,
} as const;

/**
 * The condition keys of any request that S3 in a region makes to KMS for whoever asked S3. It comes from an address of
 * S3's own, also where the caller came to S3 through a VPC endpoint.
 *
 * Source: AWS KMS developer guide, "AWS KMS condition keys"; IAM user guide, "AWS global condition context keys".
 */
export function keysThroughS3(
  region: string,
  endpoint: KnownEndpoint | undefined,
): Readonly<Record<string, string | typeof UNKNOWABLE>> {
  return {
    ...(endpoint && OF_ENDPOINT),
    'kms:ViaService': `s3.${region}.amazonaws.com`,
    'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
    'aws:ViaAWSService': 'true',
    'aws:SourceIp': UNKNOWABLE,
  };
}
