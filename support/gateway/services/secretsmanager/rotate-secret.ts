import { secretsError } from '../../../aws/secrets-error.ts';

/**
 * Refuses to rotate a secret that has no function for it. No secret has one here: a request that names one is refused before.
 * Throws AwsError `InvalidRequestException`, with the text of recorded answers.
 */
export async function rotateSecret(): Promise<never> {
  const message = 'No Lambda rotation function ARN is associated with this secret.';
  throw secretsError('InvalidRequestException', message);
}
