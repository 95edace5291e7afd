import { parsePolicy } from '../../authorization/parse-policy.ts';
import type { Permission } from '../../authorization/permission.ts';
import { principalsNamed } from '../../authorization/principals-named.ts';
import { AwsError } from '../../aws/aws-error.ts';
import type { Operation, Service } from '../../aws/operations.ts';
import type { Deciding } from '../decide-plan.ts';
import { denialError } from '../denial-error.ts';
import type { Check } from '../plan/check.ts';
import { principalsExist } from '../principals/existing-principals.ts';
import { checkTablePolicy } from '../services/dynamodb/table-policy-check.ts';
import { checkDocument, documentOf } from '../services/iam/document-checks.ts';
import { checkKeyPolicy } from '../services/kms/key-policy-check.ts';
import { checkNewGrant } from '../services/kms/new-grant-check.ts';
import { checkBucketPolicy } from '../services/s3/bucket-policy-check.ts';
import { checkSecretPolicy } from '../services/secretsmanager/secret-policy-check.ts';

/** An allowed call that may bring a policy document, and the checks it passed. */
export interface AllowedCall {
  readonly service: Service;
  readonly operation: Operation;
  readonly input: object;
  readonly checks: readonly Check[];
}

/**
 * Checks the policy documents that an allowed call brings, before the store takes them: AWS refuses what is no
 * policy, names principals that do not exist, opens a bucket to the public against its settings, or locks a key.
 */
export async function checkDocuments(call: AllowedCall, deciding: Deciding): Promise<void> {
  const { store } = deciding;
  if (call.service === 's3' && call.operation === 'PutBucketPolicy')
    return checkNewBucketPolicy(call, deciding);
  if (call.service === 'kms' && call.operation === 'CreateGrant') return checkNewGrant(store, call.input);
  if (call.service === 'kms') return checkNewKeyPolicy(call, deciding);
  if (call.service === 'secretsmanager') return checkSecretPolicy(store, call);
  if (call.service === 'dynamodb') return checkTablePolicy(call, deciding);
  const document = documentOf(call.service, call.operation, call.input);
  if (document === undefined) return;
  checkDocument(document);
  if (document.kind !== 'trust') return;
  const named = principalsNamed(parsePolicy(document.text, { kind: 'trust' }));
  for (const name of named) {
    if (await principalsExist(store, [name])) continue;
    throw new AwsError('MalformedPolicyDocument', 400, `Invalid principal in policy: "AWS":"${name}"`);
  }
}

async function checkNewBucketPolicy({ input, checks }: AllowedCall, deciding: Deciding): Promise<void> {
  const permission = permissionFor(checks, 's3:PutBucketPolicy');
  const bucket: unknown = Reflect.get(input, 'Bucket');
  const text: unknown = Reflect.get(input, 'Policy');
  if (!permission || typeof bucket !== 'string' || typeof text !== 'string') return;
  const { principal, store } = deciding;
  const denied = await checkBucketPolicy(store, { bucket, text, principal, permission });
  if (!denied) return;
  deciding.decisions.push(denied);
  throw denialError(denied, deciding, 's3');
}

async function checkNewKeyPolicy(
  { operation, input, checks }: AllowedCall,
  deciding: Deciding,
): Promise<void> {
  const text: unknown = Reflect.get(input, 'Policy');
  if ((operation !== 'CreateKey' && operation !== 'PutKeyPolicy') || typeof text !== 'string') return;
  const allowed = permissionFor(checks, `kms:${operation}`);
  if (!allowed) return;
  const permission = { ...allowed, action: 'kms:PutKeyPolicy' };
  const bypassLockoutCheck = Reflect.get(input, 'BypassPolicyLockoutSafetyCheck') === true;
  const { store, policies, principal } = deciding;
  await checkKeyPolicy(store, policies, { text, principal, permission, bypassLockoutCheck });
}

function permissionFor(checks: readonly Check[], action: string): Permission | undefined {
  for (const check of checks) {
    if (check.kind === 'permission' && check.permission.action === action) return check.permission;
  }
  return undefined;
}
