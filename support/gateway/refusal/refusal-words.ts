import type { Denied, Layer } from '../../authorization/terms/decision.ts';
import { AwsError } from '../../aws/aws-error.ts';
import { nameOf, type Principal } from '../../aws/principal.ts';

/** The code and status of a denial by S3, IAM and STS. */
export function accessDenied(message: string): AwsError {
  return new AwsError('AccessDenied', 403, message);
}

/** The code and status of a denial by the services that speak JSON. */
export function accessDeniedException(message: string): AwsError {
  return new AwsError('AccessDeniedException', 400, message);
}

/** Who may not do what: the beginning of every denial that gives a reason. */
export function subject({ permission }: Denied, principal: Principal): string {
  return `User: ${nameOf(principal)} is not authorized to perform: ${permission.action}`;
}

const policyKinds: Readonly<Record<Layer, string>> = {
  scp: 'a service control policy',
  rcp: 'a resource control policy',
  'endpoint policy': 'a VPC endpoint policy',
  identity: 'an identity-based policy',
  boundary: 'a permissions boundary',
  session: 'a session policy',
  resource: 'a resource-based policy',
  'key policy': 'a resource-based policy',
  'trust policy': 'a resource-based policy',
  grant: 'a resource-based policy',
  'block public access': 'a resource-based policy',
  'cross-account operation': 'a resource-based policy',
};

/**
 * The reason of a denial: the kind of policy that denies or does not allow.
 *
 * Source: IAM user guide, "Troubleshoot access denied error messages".
 */
export function because({ layer, explicit, permission, setting }: Denied): string {
  if (setting === 'BlockPublicAcls' || setting === 'BlockPublicPolicy') {
    const prevented = setting === 'BlockPublicAcls' ? 'ACLs' : 'policies';
    return `because public ${prevented} are prevented by the ${setting} setting in S3 Block Public Access.`;
  }
  const kind = policyKinds[layer];
  if (explicit) return `with an explicit deny in ${kind}`;
  return `because no ${kind.replace(/^an? /, '')} allows the ${permission.action} action`;
}
