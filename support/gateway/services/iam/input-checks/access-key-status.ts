import { constraintError } from '../../../../aws/iam-errors.ts';

/**
 * Refuses to set an access key to another status than Active or Inactive. Throws ValidationError.
 *
 * Source: IAM API reference, UpdateAccessKey: Active or Inactive.
 * Undocumented: how AWS refuses `Expired`, which its API model has beside these two.
 */
export function checkKeyStatus(status: string | undefined): void {
  if (status === 'Active' || status === 'Inactive') return;
  throw constraintError('status', status, 'Member must satisfy enum value set: [Active, Inactive]');
}
