import type { Principal } from '../../aws/principal.ts';
import { accountOf } from '../../aws/principal.ts';
import type { Case } from '../terms/case.ts';
import type { NamedPolicy } from '../terms/policies-in-force.ts';

type Levels = readonly (readonly NamedPolicy[])[];

const NONE: Levels = [];

/**
 * The service control policies that bind the caller: a user, a role or the root user of a member account. They do not
 * bind anonymous callers, services or service-linked roles.
 * Source: AWS Organizations user guide, "Service control policies (SCPs)".
 */
export function serviceControlOf({ principal, policies }: Case): Levels {
  const { serviceControl } = policies;
  if (serviceControl === undefined || accountOf(principal) === undefined) return NONE;
  return isServiceLinked(principal) ? NONE : serviceControl;
}

/**
 * The resource control policies that bind the request. They bind every caller, also services and callers of other
 * accounts, but not service-linked roles nor the services that assume them. They do not apply to kms:RetireGrant.
 * Source: AWS Organizations user guide, "Resource control policies (RCPs)".
 */
export function resourceControlOf({ principal, permission, policies }: Case): Levels {
  const { resourceControl } = policies;
  if (resourceControl === undefined || permission.action === 'kms:RetireGrant') return NONE;
  const assumed = principal.type === 'Service' && SERVICE_LINKED.test(permission.resource);
  return assumed || isServiceLinked(principal) ? NONE : resourceControl;
}

const SERVICE_LINKED = /^arn:[^:]*:iam::[^:]*:role\/aws-service-role\//;

function isServiceLinked(principal: Principal): boolean {
  return principal.type === 'AssumedRole' && SERVICE_LINKED.test(principal.roleArn);
}
