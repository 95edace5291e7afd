import { validationError } from '../../../aws/iam-errors.ts';
import { isAboutCaller } from '../../../aws/iam-own-user.ts';
import type { Principal } from '../../../aws/principal.ts';

/**
 * Refuses a role's session if its request names no user, since it is not a user itself. Throws
 * ValidationError.
 */
export function requireUserName(operation: string, input: object, principal: Principal): void {
  if (principal.type === 'User' || principal.type === 'Root' || !isAboutCaller(operation, input)) return;
  throw validationError('Must specify userName when calling with non-User credentials');
}

/**
 * The input with the calling user's own name if it names none, so that every store performs what was decided. The root
 * user has no name.
 */
export function withCallersOwnName<I extends object>(operation: string, input: I, principal: Principal): I {
  if (principal.type !== 'User' || !isAboutCaller(operation, input)) return input;
  return { ...input, UserName: principal.userName };
}
