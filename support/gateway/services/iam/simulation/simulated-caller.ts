import type { Principal } from '../../../../aws/principal.ts';
import type { Store } from '../../../../stores/store.ts';
import { iamReader, unlessAbsent } from '../iam-reader.ts';
import type { EntityArn } from './entity-arn.ts';

/** A caller who sends no request: it is simulated. */
export type SimulatedCaller = Extract<Principal, { readonly type: 'User' | 'AssumedRole' }>;

/** The unique id of an entity that does not exist, which no policy names. */
const NO_ID = '';

/**
 * The caller that an ARN of a user, group or role stands for. A role is simulated as a session of it, and a group as a
 * user without a name. The entity need not exist.
 */
export async function simulatedCaller(store: Store, entity: EntityArn): Promise<SimulatedCaller> {
  const { arn, account: accountId, kind, name } = entity;
  const read = iamReader(store, accountId);
  if (kind === 'group') return callerWithoutName(accountId);
  if (kind === 'user') {
    const found = await unlessAbsent(read('GetUser', { UserName: name }));
    const userId = found?.User?.Arn === arn ? found.User.UserId : undefined;
    return { type: 'User', accountId, arn, userName: name, userId: userId ?? NO_ID };
  }
  const found = await unlessAbsent(read('GetRole', { RoleName: name }));
  const roleId = (found?.Role?.Arn === arn ? found.Role.RoleId : undefined) ?? NO_ID;
  return {
    type: 'AssumedRole',
    accountId,
    arn: `arn:aws:sts::${accountId}:assumed-role/${name}/${SESSION}`,
    roleArn: arn,
    roleName: name,
    roleId,
    userId: NO_ID,
    sessionName: SESSION,
    sessionPolicies: [],
    sessionTags: {},
  };
}

/** Undocumented: the session name of a simulated role. No policy of a scenario is likely to name this one. */
const SESSION = 'keyhole-simulation';

/** A user of an account of whom nothing else is known. */
export function callerWithoutName(accountId: string): SimulatedCaller {
  return { type: 'User', accountId, arn: `arn:aws:iam::${accountId}:user/`, userName: '', userId: NO_ID };
}
