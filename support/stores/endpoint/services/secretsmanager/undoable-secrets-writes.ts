import type { Operation } from '../../../../aws/operations.ts';
import { namesIn, type Remember } from '../endpoint-service.ts';

/** The document that a write to Secrets Manager replaces whole, with the way to restore it. */
export function undoableSecretsWrite(
  operation: Operation,
): readonly [what: string, remember: Remember] | undefined {
  return operation === 'PutResourcePolicy' || operation === 'DeleteResourcePolicy'
    ? ['resource policy', resourcePolicy]
    : undefined;
}

const resourcePolicy: Remember = async (ask, input) => {
  const { SecretId } = namesIn(input, 'SecretId');
  const { ResourcePolicy } = await ask('secretsmanager', 'GetResourcePolicy', { SecretId });
  return () =>
    ResourcePolicy === undefined
      ? ask('secretsmanager', 'DeleteResourcePolicy', { SecretId })
      : ask('secretsmanager', 'PutResourcePolicy', { SecretId, ResourcePolicy });
};
