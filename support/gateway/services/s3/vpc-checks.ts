import { accessDenied } from '../../../aws/s3-errors.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check } from '../../plan/check.ts';

/**
 * Refuses a request through an access point of a VPC that does not come from the VPC.
 *
 * Source: Amazon S3 user guide, "Creating access points restricted to a virtual private cloud".
 */
export function vpcChecks({ facts: { accessPoint, endpoint } }: CallFacts<'s3'>): readonly Check[] {
  if (accessPoint?.vpc === undefined || endpoint?.vpc === accessPoint.vpc) return [];
  const error = accessDenied().because({
    why: `the access point ${accessPoint.name} takes only requests from the VPC ${accessPoint.vpc}, and this request comes from ${endpoint?.vpc ?? 'the internet'}`,
    remedy: `send the request through a VPC endpoint of ${accessPoint.vpc}`,
  });
  return [{ kind: 'error', error }];
}
