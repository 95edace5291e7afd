import type { AwsError } from '../../../aws/aws-error.ts';
import { accessDenied } from '../../../aws/s3-errors.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check } from '../../plan/check.ts';
import type { AccessPoint } from '../../surroundings/access-point.ts';

/**
 * Refuses a request that an access point never takes, whatever policies allow. Such are requests without a signature, and those
 * from outside the VPC of an access point that has one. A copy can come through two access points.
 *
 * Source: Amazon S3 user guide, "Access points naming rules, restrictions, and limitations", and "Creating access points restricted to a
 * virtual private cloud".
 * Undocumented: the error for a request without a signature.
 * Differs: AWS redirects requests over HTTP to HTTPS. keyhole answers them.
 */
export function accessPointChecks({ facts }: CallFacts<'s3'>): readonly Check[] {
  const { accessPoint, sourceAccessPoint, principal, endpoint } = facts;
  for (const point of [sourceAccessPoint, accessPoint]) {
    if (point === undefined) continue;
    const error = principal.type === 'Anonymous' ? unsigned(point) : fromOutside(point, endpoint?.vpc);
    if (error !== undefined) return [{ kind: 'error', error }];
  }
  return [];
}

function unsigned({ name }: AccessPoint): AwsError {
  return accessDenied().because({
    why: `the access point ${name} takes only signed requests, as all access points do`,
    remedy: 'sign the request with Signature Version 4',
  });
}

function fromOutside({ name, vpc }: AccessPoint, from: string | undefined): AwsError | undefined {
  if (vpc === undefined || from === vpc) return undefined;
  return accessDenied().because({
    why: `the access point ${name} takes only requests from the VPC ${vpc}, and this request comes from ${from ?? 'the internet'}`,
    remedy: `send the request through a VPC endpoint of ${vpc}`,
  });
}
