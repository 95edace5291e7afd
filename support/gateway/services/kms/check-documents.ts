import type { Deciding } from '../../desk/deciding.ts';
import type { AllowedCall } from '../../desk/service-desk.ts';
import { permissionOfCheck } from '../../plan/permission-of-check.ts';
import { checkKeyPolicy } from './key-policy-check.ts';
import { checkNewGrant } from './new-grant-check.ts';

/** Refuses a key policy or a grant that KMS would not take. Throws AwsError. */
export async function checkDocuments(call: AllowedCall<'kms'>, deciding: Deciding): Promise<void> {
  const { operation, input, checks } = call;
  if (operation === 'CreateGrant') return checkNewGrant(deciding.store, input);
  const text: unknown = Reflect.get(input, 'Policy');
  if ((operation !== 'CreateKey' && operation !== 'PutKeyPolicy') || typeof text !== 'string') return;
  const allowed = permissionOfCheck(checks, `kms:${operation}`);
  if (!allowed) return;
  const permission = { ...allowed, action: 'kms:PutKeyPolicy' };
  const bypassLockoutCheck = Reflect.get(input, 'BypassPolicyLockoutSafetyCheck') === true;
  const { store, policies, principal } = deciding;
  await checkKeyPolicy(store, policies, { text, principal, permission, bypassLockoutCheck });
}
