import { AwsError } from '../../../aws/aws-error.ts';
import type { Operation } from '../../../aws/operations.ts';
import type { Store } from '../../../stores/store.ts';
import type { Deciding } from '../../desk/deciding.ts';
import type { AllowedCall } from '../../desk/service-desk.ts';
import { permissionOfCheck } from '../../plan/permission-of-check.ts';
import { principalExists } from '../iam/existing-principals.ts';
import { checkKeyPolicy } from './key-policy-check.ts';

/** Operations that set the policy of a key, with the permission that they take on that key. */
const SETTING_A_POLICY: { readonly [O in Operation<'kms'>]?: string } = {
  CreateKey: 'kms:CreateKey',
  PutKeyPolicy: 'kms:PutKeyPolicy',
  ReplicateKey: 'kms:CreateKey',
};

/** Refuses a key policy or a grant that KMS would not take. Throws AwsError. */
export async function checkDocuments(call: AllowedCall<'kms'>, deciding: Deciding): Promise<void> {
  const { operation, input, checks } = call;
  if (operation === 'CreateGrant') return checkNewGrant(deciding.store, input);
  const text: unknown = Reflect.get(input, 'Policy');
  const action = SETTING_A_POLICY[operation];
  if (action === undefined || typeof text !== 'string') return;
  const allowed = permissionOfCheck(checks, action);
  if (!allowed) return;
  const permission = { ...allowed, action: 'kms:PutKeyPolicy' };
  const bypassLockoutCheck = Reflect.get(input, 'BypassPolicyLockoutSafetyCheck') === true;
  const { store, policies, principal } = deciding;
  await checkKeyPolicy(store, policies, { text, principal, permission, bypassLockoutCheck });
}

/**
 * Refuses a grant whose grantee or retiring principal does not exist, as KMS does with InvalidArnException.
 *
 * Source: AWS KMS API reference, CreateGrant; the text as AWS Lambda passes it on.
 */
async function checkNewGrant(store: Store, input: object): Promise<void> {
  for (const member of ['GranteePrincipal', 'RetiringPrincipal']) {
    const principal: unknown = Reflect.get(input, member);
    if (typeof principal !== 'string' || (await principalExists(store, principal))) continue;
    throw new AwsError('InvalidArnException', 400, `ARN does not refer to a valid principal: ${principal}`);
  }
}
