import { UNKNOWABLE } from '../../authorization/terms/permission.ts';
import type { KnownEndpoint } from '../surroundings/vpc-endpoint.ts';
import { keysThroughService } from './through-service.ts';

/** Which of these S3's own requests to KMS carry on is documented nowhere. */
const OF_ENDPOINT = {
  'aws:SourceVpce': UNKNOWABLE,
  'aws:SourceVpc': UNKNOWABLE,
  'aws:VpcSourceIp': UNKNOWABLE,
} as const;

/**
 * The condition keys of any request that S3 in a region makes to KMS for whoever asked S3, also where the caller came to
 * S3 through a VPC endpoint.
 */
export function keysThroughS3(
  region: string,
  endpoint: KnownEndpoint | undefined,
): Readonly<Record<string, string | typeof UNKNOWABLE>> {
  return {
    ...(endpoint && OF_ENDPOINT),
    ...keysThroughService('s3', region),
  };
}
