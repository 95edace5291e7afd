import type { Refusals } from './refusals.ts';
import { s3Refusals } from './s3-refusals.ts';
import { jsonRefusals, queryRefusals } from './service-refusals.ts';

/** The refusals of a service: S3's own, those of the Query protocol (IAM, STS), or those of the JSON protocols. */
export function refusalsOf(service: string): Refusals {
  if (service === 's3') return s3Refusals;
  return service === 'iam' || service === 'sts' ? queryRefusals : jsonRefusals;
}
