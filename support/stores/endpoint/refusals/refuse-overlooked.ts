import { AwsError } from '../../../aws/aws-error.ts';
import type { Call } from '../../store.ts';

/**
 * Refuses to create a table with a resource policy. Not every endpoint keeps the policy, and no endpoint says so;
 * PutResourcePolicy it performs or refuses. Throws AwsError `NotImplemented`.
 */
export function refuseOverlooked({ operation, input }: Call): void {
  if (operation !== 'CreateTable' || Reflect.get(input, 'ResourcePolicy') === undefined) return;
  const message =
    'keyhole: whether the store keeps the policy that a table is created with cannot be told. Create the table, and then put its policy.';
  throw new AwsError('NotImplemented', 501, message);
}
