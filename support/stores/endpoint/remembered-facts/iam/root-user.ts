import { AwsError } from '../../../../aws/aws-error.ts';
import { isAboutCaller } from '../../../../aws/iam-own-user.ts';
import type { Call } from '../../../store.ts';

/**
 * A call, or a lookup by the gateway, which has no caller. A lookup that names no user is about the root
 * user.
 */
type Asked = Pick<Call, 'service' | 'operation' | 'input'> & Partial<Pick<Call, 'principal'>>;

/** True if a request is about the root user of its account: its caller is the root user, and it names no user. */
function isAboutRoot({ service, operation, input, principal }: Asked): boolean {
  return service === 'iam' && (principal?.type ?? 'Root') === 'Root' && isAboutCaller(operation, input);
}

/**
 * Refuses calls and lookups about the root user, other than GetUser. Endpoints find a user by the access key of the
 * request, or by no name at all, and could answer for another user. Throws AwsError `NotImplemented`.
 */
export function refuseRootUser(asked: Asked): void {
  if (asked.operation === 'GetUser' || !isAboutRoot(asked)) return;
  throw notImplemented(`the store cannot perform iam:${asked.operation} for the root user. Name a user.`);
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
