import { notImplemented } from '../../../aws/not-implemented.ts';
import { secretsError } from '../../../aws/secrets-error.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { knownSecret } from './known-secret.ts';

/**
 * Refuses to rotate a secret that has no function for it. Requests that name one are refused before. At an endpoint a secret
 * may have one all the same, which keyhole cannot run.
 * Throws AwsError `InvalidRequestException`, with the text of recorded answers; `NotImplemented` for a secret with a function.
 */
export async function rotateSecret(call: CallFacts<'secretsmanager', 'RotateSecret'>): Promise<never> {
  const { found } = await knownSecret(call.store, call.input.SecretId ?? '', call);
  if (found?.rotates === true) throw notImplemented('RotateSecret of a secret whose rotation is configured');
  const message = 'No Lambda rotation function ARN is associated with this secret.';
  throw secretsError('InvalidRequestException', message);
}
