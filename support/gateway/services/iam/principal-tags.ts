import type { Principal } from '../../../aws/principal.ts';
import type { Store } from '../../../stores/store.ts';
import { iamReader, unlessAbsent } from './iam-reader.ts';

interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/**
 * The tags of a user, or of a session and its role. A deleted user or role has none, and a later one of the
 * same name is another principal. Throws ServiceUnavailable.
 */
export async function principalTags(store: Store, principal: Principal): Promise<Record<string, string>> {
  if (principal.type === 'User') {
    const read = iamReader(store, principal.accountId);
    const found = await unlessAbsent(read('GetUser', { UserName: principal.userName }));
    return byKey(found?.User?.UserId === principal.userId ? found.User.Tags : []);
  }
  if (principal.type === 'FederatedUser')
    return overridden(await principalTags(store, principal.user), principal.sessionTags);
  if (principal.type !== 'AssumedRole') return {};
  const read = iamReader(store, principal.accountId);
  const found = await unlessAbsent(read('GetRole', { RoleName: principal.roleName }));
  const tags = found?.Role?.RoleId === principal.roleId ? found.Role.Tags : [];
  return overridden(byKey(tags), principal.sessionTags);
}

/** True for the principals that have identity-based policies and tags. */
export function hasPolicies(
  principal: Principal,
): principal is Extract<Principal, { type: 'User' | 'AssumedRole' | 'FederatedUser' }> {
  return principal.type === 'User' || principal.type === 'AssumedRole' || principal.type === 'FederatedUser';
}

/** Session tags override the role's tags; their keys are compared without regard to letter case. */
function overridden(
  tags: Readonly<Record<string, string>>,
  sessionTags: Readonly<Record<string, string>>,
): Record<string, string> {
  const own = new Set(Object.keys(sessionTags).map((key) => key.toLowerCase()));
  const kept = Object.entries(tags).filter(([key]) => !own.has(key.toLowerCase()));
  return { ...Object.fromEntries(kept), ...sessionTags };
}

function byKey(tags: readonly Tag[] = []): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key ?? '', Value ?? '']));
}
