import { AwsError } from '../../../wire/aws-error.ts';

/** Refuses members that ask for what the embedded store does not have: NotImplemented, 501, by name. */
export function refuseMembers(operation: string, input: object, members: readonly string[]): void {
  for (const member of members) {
    if (Reflect.get(input, member) === undefined) continue;
    const message = `keyhole's embedded store does not implement ${member} of secretsmanager:${operation}.`;
    throw new AwsError('NotImplemented', 501, message);
  }
}
