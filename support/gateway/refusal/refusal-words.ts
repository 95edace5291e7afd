import type { Denied } from '../../authorization/terms/decision.ts';
import { layerFacts } from '../../authorization/terms/layer-facts.ts';
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

/** The beginning of every denial that gives a reason: principal, action and resource. */
export function subject({ permission }: Denied, principal: Principal): string {
  return `User: ${nameOf(principal)} is not authorized to perform: ${permission.action}`;
}

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
  const { policyKind: kind } = layerFacts[layer];
  if (explicit) return `with an explicit deny in ${kind}`;
  return `because no ${kind.replace(/^an? /, '')} allows the ${permission.action} action`;
}
