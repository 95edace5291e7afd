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
 * The reason of a denial: the kind of policy that denies or does not allow. Within an account, a managed policy or one of
 * the organization that denies is named by its ARN.
 *
 * Source: IAM user guide, "Troubleshoot access denied error messages" and "Troubleshoot access denied error messages with
 * authorization ID".
 * Differs: managed session policies are not named, because a session keeps only their documents.
 */
export function because(denied: Denied): string {
  const { layer, explicit, permission, setting } = denied;
  if (setting === 'BlockPublicAcls' || setting === 'BlockPublicPolicy') {
    const prevented = setting === 'BlockPublicAcls' ? 'ACLs' : 'policies';
    return `because public ${prevented} are prevented by the ${setting} setting in S3 Block Public Access.`;
  }
  const { policyKind: kind } = layerFacts[layer];
  if (explicit) return `with an explicit deny in ${kind}${arnOfDeny(denied)}`;
  return `because no ${kind.replace(/^an? /, '')} allows the ${permission.action} action`;
}

function arnOfDeny({ crossAccount, statement }: Denied): string {
  return crossAccount || statement?.arn === undefined ? '' : `: ${statement.arn}`;
}
