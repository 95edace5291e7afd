import { AwsError } from '../../../aws/aws-error.ts';

/** Refuses members that AWS has and keyhole does not implement, so that no request is performed in part. */
export function refuseMembers(operation: string, input: object, members: readonly string[]): void {
  const given = members.find((member) => Reflect.get(input, member) !== undefined);
  if (given === undefined) return;
  throw new AwsError(
    'NotImplemented',
    501,
    `keyhole's embedded store does not implement dynamodb:${operation} with ${given}.`,
  );
}
