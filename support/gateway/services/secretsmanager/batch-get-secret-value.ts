import type { APIErrorType, SecretValueEntry } from '@aws-sdk/client-secrets-manager';
import { secretsPermissions } from '../../../authorization/permissions/secretsmanager.ts';
import type { Decision } from '../../../authorization/terms/decision.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Input, Operation, Output } from '../../../aws/operations.ts';
import type { Deciding } from '../../desk/deciding.ts';
import { AnsweredInParts } from '../../desk/service-desk.ts';
import { requireUsableKeys } from '../../kms-use/require-usable-keys.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { kmsKeysTaken } from '../../plan/kms-keys-taken.ts';
import { planSecrets } from './plan-secrets.ts';
import { secretsKeyUse } from './secrets-key-use.ts';

type Batch = CallFacts<'secretsmanager', 'BatchGetSecretValue'>;

/**
 * The values of many secrets. Each is decided as GetSecretValue of it, with the calls to KMS; one that is refused is among
 * the errors of the answer.
 *
 * Undocumented: the words with which AWS refuses a single secret. They are those of GetSecretValue.
 * Source: Secrets Manager API reference, BatchGetSecretValue.
 */
export async function batchGetSecretValue(
  call: Batch,
  deciding: Deciding,
): Promise<AnsweredInParts<Output<'secretsmanager', 'BatchGetSecretValue'>>> {
  const { ids, end } = await secretIds(call);
  const decisions: Decision[] = [];
  const SecretValues: SecretValueEntry[] = [];
  const Errors: APIErrorType[] = [];
  for (const SecretId of ids) {
    const one = await secretValue({ ...call, operation: 'GetSecretValue', input: { SecretId } }, deciding);
    decisions.push(...one.decisions);
    if (one.value !== undefined) SecretValues.push(one.value);
    else Errors.push({ SecretId, ErrorCode: one.error.code, Message: one.error.message });
  }
  return new AnsweredInParts({ SecretValues, Errors, ...end }, decisions);
}

/** The most secrets of a page. Source: Secrets Manager API reference, BatchGetSecretValue, `MaxResults`. */
const MOST = 20;

async function secretIds({ store, account, region, input }: Batch): Promise<{
  readonly ids: readonly string[];
  readonly end: { readonly NextToken?: string | undefined };
}> {
  const { SecretIdList, Filters, MaxResults = MOST, NextToken } = input;
  if (SecretIdList !== undefined) return { ids: SecretIdList, end: {} };
  const listed = await store.read({
    service: 'secretsmanager',
    operation: 'ListSecrets',
    input: { Filters, MaxResults, NextToken },
    account,
    region,
  });
  const ids = (listed.SecretList ?? []).flatMap(({ ARN }) => ARN ?? []);
  return { ids, end: listed.NextToken === undefined ? {} : { NextToken: listed.NextToken } };
}

type One = {
  readonly decisions: readonly Decision[];
} & (
  | { readonly value: SecretValueEntry; readonly error?: undefined }
  | { readonly value?: undefined; readonly error: AwsError }
);

async function secretValue(
  call: CallFacts<'secretsmanager', 'GetSecretValue'>,
  deciding: Deciding,
): Promise<One> {
  const { store, account, region, facts } = call;
  const { GetSecretValue: rule } = secretsPermissions;
  if (rule === 'not implemented') throw new TypeError('GetSecretValue has no rule');
  const plan = await planSecrets(call, rule as Parameters<typeof planSecrets>[1]);
  const { decisions, error } = await deciding.decide(plan.checks);
  if (error instanceof AwsError && error.status < 500) return { decisions, error };
  if (error !== undefined) throw error;
  const kmsKeys = kmsKeysTaken(plan.checks);
  const operation: Operation<'secretsmanager'> & 'GetSecretValue' = 'GetSecretValue';
  const service = 'secretsmanager' as const;
  try {
    await requireUsableKeys(store, { operation, account, region, kmsKeys }, secretsKeyUse);
    const value = await store.perform({
      ...{ service, operation, account, region, kmsKeys, principal: facts.principal, requestId: '' },
      input: plan.input as Input<'secretsmanager', 'GetSecretValue'>,
      conditions: plan.conditions,
    });
    return { decisions, value };
  } catch (failure) {
    // Asking again may help against a failed store: then the whole request fails.
    if (failure instanceof AwsError && failure.status < 500) return { decisions, error: failure };
    throw failure;
  }
}
