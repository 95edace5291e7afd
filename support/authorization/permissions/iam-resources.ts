import type { NamedEntity, Scope } from './rule.ts';

/** The ARN of a named entity with its path in the store; the path is `/` if the scope has no store. */
export function entityArn(kind: NamedEntity, name: string | undefined, scope: Scope): string {
  const wanted = name ?? '';
  return scope.entityArn?.(kind, wanted) ?? iamArn(scope, kind, { path: '/', name: wanted });
}

/** The ARN of the named user, or else of the caller. A caller without a user name is the root user. */
export function userOrCallerArn(name: string | undefined, scope: Scope): string {
  const wanted = name ?? scope.callerName;
  return wanted === undefined ? `arn:aws:iam::${scope.account}:root` : entityArn('user', wanted, scope);
}

/** The ARN of an entity that does not exist yet, at a path; the path is `/` if none is given. */
export function iamArn(
  scope: Scope,
  kind: NamedEntity | 'policy' | 'mfa',
  { path = '/', name = '' }: { readonly path: string | undefined; readonly name: string | undefined },
): string {
  return `arn:aws:iam::${scope.account}:${kind}${path}${name}`;
}

/** The ARN of an entity after a rename; path or name stay if the request does not change them. */
export function renamedArn(arn: string, newPath: string | undefined, newName: string | undefined): string {
  const pathStart = arn.indexOf('/');
  const nameStart = arn.lastIndexOf('/') + 1;
  return (
    arn.slice(0, pathStart) + (newPath ?? arn.slice(pathStart, nameStart)) + (newName ?? arn.slice(nameStart))
  );
}
