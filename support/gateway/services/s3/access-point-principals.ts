import type { Policy } from '../../../authorization/terms/policy.ts';
import { renamePrincipals } from '../../../stores/principals-in-text.ts';
import type { Store } from '../../../stores/store.ts';
import type { AccessPoint } from '../../surroundings/access-point.ts';
import { iamEntity } from '../iam/iam-entity.ts';

/**
 * The unique ids of the users and roles that a policy names, by ARN.
 *
 * Source: IAM user guide, "AWS JSON policy elements: Principal".
 */
export async function principalIdsOf(store: Store, policy: Policy): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const { principal, notPrincipal } of policy.statements) {
    for (const element of [principal, notPrincipal]) {
      if (typeof element !== 'object') continue;
      for (const name of element.AWS ?? []) {
        const id = await uniqueIdOf(store, name);
        if (id !== undefined) ids[name] = id;
      }
    }
  }
  return ids;
}

/**
 * The policy of an access point, in which a user or role that was deleted stands by its unique id. So a later one of the same name
 * has nothing from it. Undefined without a policy.
 */
export async function boundPolicy(
  store: Store,
  { policy, principals = {} }: AccessPoint,
): Promise<string | undefined> {
  if (policy === undefined) return undefined;
  const replaced = new Map<string, string>();
  for (const [name, id] of Object.entries(principals))
    if ((await uniqueIdOf(store, name)) !== id) replaced.set(name, id);
  return replaced.size === 0 ? policy : renamePrincipals(policy, (name) => replaced.get(name));
}

/** The ARN of a user or role. */
const ENTITY = /^arn:aws:iam::(\d{12}):((?:user|role)\/.+)$/;

async function uniqueIdOf(store: Store, name: string): Promise<string | undefined> {
  const [, account, resource] = ENTITY.exec(name) ?? [];
  if (account === undefined || resource === undefined) return undefined;
  const found = await iamEntity(store, account, resource);
  return found?.Arn === name ? (found.UserId ?? found.RoleId) : undefined;
}
