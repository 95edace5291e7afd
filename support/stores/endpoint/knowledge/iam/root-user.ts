import { AwsError } from '../../../../aws/aws-error.ts';
import { isAboutCaller } from '../../../../aws/iam-own-user.ts';
import type { Call } from '../../../store.ts';

/** True if a call is about the root user of its account: its caller is the root user, and it names no user. */
function isAboutRoot({ service, operation, input, principal }: Call): boolean {
  return service === 'iam' && principal.type === 'Root' && isAboutCaller(operation, input);
}

/**
 * Refuses calls about the root user, other than GetUser. Endpoints find a user by the access key of the request, or by no
 * name at all, and could perform the call for another user. Throws AwsError `NotImplemented`.
 */
export function refuseRootUser(call: Call): void {
  if (call.operation === 'GetUser' || !isAboutRoot(call)) return;
  throw notImplemented(`the store cannot perform iam:${call.operation} for the root user. Name a user.`);
}

/** Refuses the answer to GetUser if it shows another user than the root user that asked. Throws AwsError `NotImplemented`. */
export function requireRootUser(call: Call, output: object): void {
  if (!isAboutRoot(call)) return;
  const user: unknown = Reflect.get(output, 'User');
  const id: unknown = typeof user === 'object' && user !== null ? Reflect.get(user, 'UserId') : undefined;
  if (id !== call.account) throw notImplemented('the store shows another user than the root user.');
}

function notImplemented(message: string): AwsError {
  return new AwsError('NotImplemented', 501, `keyhole: ${message}`);
}
