import { createHash } from 'node:crypto';
import { AwsError } from '../../../../aws/aws-error.ts';
import type { Input } from '../../../../aws/operations.ts';
import { toJson } from '../../../../wire/encoding/json-writer.ts';
import { modelOf } from '../../../../wire/sdk-schemas.ts';
import type { DynamodbContext } from '../dynamodb-context.ts';
import type { DynamodbState } from '../dynamodb-state.ts';

/** The time for which a token stands for its request, in milliseconds: 10 minutes. */
const VALID = 600_000;

/** Requests by account, region and token. A saved state does not keep them. */
const requests = new WeakMap<
  DynamodbState,
  Map<string, { readonly digest: string; readonly until: number }>
>();

/**
 * Performs a request once: not again if it has the token of an equal one that was performed. Throws
 * IdempotentParameterMismatchException for a token of another request.
 *
 * Source: Amazon DynamoDB API reference, TransactWriteItems, ClientRequestToken; the text as AWS sends it.
 */
export function performedOnce(
  input: Input<'dynamodb', 'TransactWriteItems'>,
  { state, account, region }: DynamodbContext,
  perform: () => void,
): void {
  const { ClientRequestToken: token } = input;
  if (token === undefined) {
    perform();
    return;
  }
  const known = requests.get(state) ?? new Map();
  requests.set(state, known);
  const now = Date.now();
  for (const [name, { until }] of known) if (until <= now) known.delete(name);
  const name = `${account} ${region} ${token}`;
  const json = JSON.stringify(toJson(modelOf('dynamodb', 'TransactWriteItems').input.shape, input));
  const digest = createHash('sha256').update(json).digest('base64');
  const earlier = known.get(name);
  if (earlier === undefined) {
    perform();
    known.set(name, { digest, until: now + VALID });
    return;
  }
  if (earlier.digest === digest) return;
  throw new AwsError(
    'IdempotentParameterMismatchException',
    400,
    'Request parameters do not match the parameters of an earlier request with the same client token',
  );
}
