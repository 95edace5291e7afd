import type { Input, Output } from '../../../../aws/operations.ts';
import type { Call } from '../../../store.ts';

/** True for DeleteSecret of a secret that did not exist when the call was decided. Only a forced deletion is allowed then. */
export function deletesNothing({ service, operation, conditions }: Call): boolean {
  return (
    service === 'secretsmanager' &&
    operation === 'DeleteSecret' &&
    conditions?.resources?.some(({ identity }) => identity === 'nothing') === true
  );
}

/**
 * The answer to such a call. It is not sent to the endpoint: a secret that is made in the meantime was not decided on,
 * and stays.
 */
export function nothingDeleted({ input }: Call): Output<'secretsmanager', 'DeleteSecret'> {
  const { SecretId } = input as Input<'secretsmanager', 'DeleteSecret'>;
  return { Name: SecretId, DeletionDate: new Date() };
}
