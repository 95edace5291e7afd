import type { PermissionRule } from '../../../authorization/permissions/rule.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import { CallContext } from '../../context/request-context.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Plan } from '../../plan/check.ts';
import { planIdentity } from '../iam/plan-identity.ts';
import { hasMfa } from './mfa-of-request.ts';
import { stsSurfaces } from './sts-surfaces.ts';

type StsOperation = Operation<'sts'>;

/**
 * The checks of an STS call. A request for a session with a code of an MFA device was made with MFA, an instant ago. A wrong
 * code is refused before any permission is decided. Throws AwsError.
 *
 * Source: IAM user guide, "Secure API access with MFA".
 */
export async function planSts(
  call: CallFacts<'sts'>,
  rule: PermissionRule<'sts', StsOperation>,
): Promise<Plan<Input<'sts', StsOperation>>> {
  const isWithMfa = await hasMfa(call);
  const plan = await planIdentity(call, stsSurfaces.sts, rule);
  if (!isWithMfa) return plan;
  for (const check of plan.checks) {
    if (check.kind !== 'permission' || !(check.permission.context instanceof CallContext)) continue;
    check.permission.context.supply('aws:multifactorauthpresent', 'true');
    check.permission.context.supply('aws:multifactorauthage', '0');
  }
  return plan;
}
