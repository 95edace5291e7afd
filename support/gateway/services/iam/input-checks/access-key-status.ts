import { constraintError } from '../../../../aws/iam-errors.ts';

/**
 * Refuses to set an access key to another status than Active or Inactive. Throws ValidationError.
 *
 * Source: IAM API reference, UpdateAccessKey: Active or Inactive.
 * Undocumented: AWS does not say how it refuses `Expired`, which its API model has besides these two.
 */
export function checkKeyStatus(status: string | undefined): void {
  if (status === 'Active' || status === 'Inactive') return;
  throw constraintError('status', status, 'Member must satisfy enum value set: [Active, Inactive]');
}
