import type { PoliciesInForce } from '../authorization/terms/policies-in-force.ts';
import type { Principal } from '../aws/principal.ts';
import { isService } from '../aws/services.ts';
import type { Store } from '../stores/store.ts';
import { mentionedKeys } from './context/mentioned-keys.ts';
import type { PermissionInContext } from './desk/service-desk.ts';
import { desks } from './desks.ts';
import { principalTags } from './services/iam/principal-tags.ts';

/**
 * Looks up condition keys before a decision: those that only the store knows and that some policy in force
 * mentions. They are tags of principals, and what the service's desk knows of its resources. Most decisions
 * need no lookup.
 */
export async function lookUpMentionedKeys(
  store: Store,
  principal: Principal,
  request: {
    readonly permission: PermissionInContext;
    readonly policies: PoliciesInForce;
  },
): Promise<void> {
  const { permission, policies } = request;
  const keys = mentionedKeys(policies);
  if (keys.size === 0) return;
  const asks = (prefix: string) => [...keys].some((key) => key.startsWith(prefix));
  if (asks('aws:principaltag/'))
    permission.context.supplyTags('aws:principaltag/', await principalTags(store, principal));
  const service = permission.action.slice(0, permission.action.indexOf(':'));
  if (isService(service)) await desks[service].lookUp?.(store, permission, asks);
}
