import type { Permission } from '../authorization/terms/permission.ts';
import type { PoliciesInForce } from '../authorization/terms/policies-in-force.ts';
import { isService } from '../aws/services.ts';
import type { Awaitable } from '../stores/awaitable.ts';
import type { Store } from '../stores/store.ts';
import { mentionedKeys } from './context/mentioned-keys.ts';
import type { CallContext } from './context/request-context.ts';
import { desks } from './desks.ts';

/** A permission, and the policies that may mention condition keys. */
interface Mentioning {
  readonly permission: Permission;
  /** The permission's own context. */
  readonly context: CallContext;
  readonly policies: PoliciesInForce;
}

/** The sources of the keys that are looked up. */
interface LookedUpIn {
  readonly store: Store;
  /** The tags of the principal. */
  readonly tags: () => Awaitable<Readonly<Record<string, string>>>;
}

/**
 * Looks up condition keys before a decision: those that only the store knows and that some policy in force
 * mentions. They are tags of principals, and what the service's desk knows of its resources. Most decisions
 * need no lookup.
 */
export function lookUpMentionedKeys(
  { store, tags }: LookedUpIn,
  { permission, context, policies }: Mentioning,
): Promise<void> | undefined {
  const keys = mentionedKeys(policies);
  if (keys.size === 0) return undefined;
  const asks = (prefix: string) => {
    for (const key of keys) if (key.startsWith(prefix)) return true;
    return false;
  };
  const ofPrincipal = asks('aws:principaltag/') ? tags() : {};
  if (ofPrincipal instanceof Promise) return ofPrincipal.then((found) => supply(found));
  return supply(ofPrincipal);

  function supply(found: Readonly<Record<string, string>>): Promise<void> | undefined {
    if (asks('aws:principaltag/')) context.supplyTags('aws:principaltag/', found);
    const service = permission.action.slice(0, permission.action.indexOf(':'));
    return isService(service) ? desks[service].lookUp?.(store, { ...permission, context }, asks) : undefined;
  }
}
