import { UNKNOWABLE } from '../../authorization/permission.ts';

/**
 * The condition keys of any request that S3 in a region makes to KMS for whoever asked S3. It comes from an address of
 * S3's own.
 *
 * Source: AWS KMS developer guide, "AWS KMS condition keys"; IAM user guide, "AWS global condition context keys".
 */
export function keysThroughS3(region: string): Readonly<Record<string, string | typeof UNKNOWABLE>> {
  return {
    'kms:ViaService': `s3.${region}.amazonaws.com`,
    'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
    'aws:ViaAWSService': 'true',
    'aws:SourceIp': UNKNOWABLE,
  };
}
