import type { Scope } from './rule.ts';

/** The ARN of a user, role or group as it stands in the store; at the root path where the store does not tell. */
export function entityArn(kind: 'user' | 'role' | 'group', name: string | undefined, scope: Scope): string {
  const wanted = name ?? '';
  return scope.entityArn?.(kind, wanted) ?? iamArn(scope, kind, { path: '/', name: wanted });
}

/** The ARN of the user that is named, or else of the caller, which is the root user where it has no user name. */
export function userOrCallerArn(name: string | undefined, scope: Scope): string {
  const wanted = name ?? scope.callerName;
  return wanted === undefined ? `arn:aws:iam::${scope.account}:root` : entityArn('user', wanted, scope);
}

/** The ARN of an entity at a path, `/` where none is given: for entities that are about to be made. */
export function iamArn(
  scope: Scope,
  kind: 'user' | 'role' | 'group' | 'policy',
  { path = '/', name = '' }: { readonly path: string | undefined; readonly name: string | undefined },
): string {
  return `arn:aws:iam::${scope.account}:${kind}${path}${name}`;
}

/** The ARN that an entity has after a rename; the parts that are not renamed stay. */
export function renamedArn(arn: string, newPath: string | undefined, newName: string | undefined): string {
  const pathStart = arn.indexOf('/');
  const nameStart = arn.lastIndexOf('/') + 1;
  return (
    arn.slice(0, pathStart) + (newPath ?? arn.slice(pathStart, nameStart)) + (newName ?? arn.slice(nameStart))
  );
}
