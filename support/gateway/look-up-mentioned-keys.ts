import type { Permission } from '../authorization/terms/permission.ts';
import type { PoliciesInForce } from '../authorization/terms/policies-in-force.ts';
import type { Principal } from '../aws/principal.ts';
import { isService } from '../aws/services.ts';
import type { Store } from '../stores/store.ts';
import { mentionedKeys } from './context/mentioned-keys.ts';
import type { CallContext } from './context/request-context.ts';
import type { PermissionInContext } from './desk/service-desk.ts';
import { desks } from './desks.ts';
import { principalTags } from './services/iam/principal-tags.ts';

/** A permission, and the policies that may mention condition keys. */
interface Mentioning {
  readonly permission: Permission;
  /** The permission's own context. */
  readonly context: CallContext;
  readonly policies: PoliciesInForce;
}

/**
 * Looks up condition keys before a decision: those that only the store knows and that some policy in force
 * mentions. They are tags of principals, and what the service's desk knows of its resources. Most decisions
 * need no lookup.
 */
export function lookUpMentionedKeys(
  store: Store,
  principal: Principal,
  { permission, context, policies }: Mentioning,
): Promise<void> | undefined {
  const keys = mentionedKeys(policies);
  if (keys.size === 0) return undefined;
  return lookUp(store, principal, { permission: { ...permission, context }, keys });
}

async function lookUp(
  store: Store,
  principal: Principal,
  { permission, keys }: { readonly permission: PermissionInContext; readonly keys: ReadonlySet<string> },
): Promise<void> {
  const asks = (prefix: string) => [...keys].some((key) => key.startsWith(prefix));
  if (asks('aws:principaltag/'))
    permission.context.supplyTags('aws:principaltag/', await principalTags(store, principal));
  const service = permission.action.slice(0, permission.action.indexOf(':'));
  if (isService(service)) await desks[service].lookUp?.(store, permission, asks);
}
