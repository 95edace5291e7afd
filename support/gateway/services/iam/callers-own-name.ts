import { validationError } from '../../../aws/iam-errors.ts';
import type { Principal } from '../../../aws/principal.ts';

/** Operations on the calling user where no user is named. Source: IAM API reference, `UserName` of each. */
const ownByDefault: ReadonlySet<string> = new Set([
  'CreateAccessKey',
  'DeleteAccessKey',
  'DeleteLoginProfile',
  'GetLoginProfile',
  'GetUser',
  'ListAccessKeys',
  'ListMFADevices',
  'ListSSHPublicKeys',
  'ListServiceSpecificCredentials',
  'ListSigningCertificates',
  'UpdateAccessKey',
]);

/** True where an operation is about the caller because its input names no user. */
function isAboutCaller(operation: string, input: object): boolean {
  return ownByDefault.has(operation) && Reflect.get(input, 'UserName') === undefined;
}

/** Refuses a session of a role that names no user: it is none. Throws ValidationError. */
export function requireUserName(operation: string, input: object, principal: Principal): void {
  if (principal.type === 'User' || principal.type === 'Root' || !isAboutCaller(operation, input)) return;
  throw validationError('Must specify userName when calling with non-User credentials');
}

/**
 * The input with the calling user's own name where it names none, so that every store performs what was decided. The root
 * user has no name.
 */
export function withCallersOwnName<I extends object>(operation: string, input: I, principal: Principal): I {
  if (principal.type !== 'User' || !isAboutCaller(operation, input)) return input;
  return { ...input, UserName: principal.userName };
}
