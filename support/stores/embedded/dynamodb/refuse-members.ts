import { AwsError } from '../../../aws/aws-error.ts';

/** Refuses members that AWS knows and keyhole does not: what is not done must not look done. */
export function refuseMembers(operation: string, input: object, members: readonly string[]): void {
  const given = members.find((member) => Reflect.get(input, member) !== undefined);
  if (given === undefined) return;
  throw new AwsError(
    'NotImplemented',
    501,
    `keyhole's embedded store does not implement dynamodb:${operation} with ${given}.`,
  );
}
