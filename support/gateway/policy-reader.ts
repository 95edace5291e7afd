import { parsedPolicy } from '../authorization/parse-policy.ts';
import { isReadOnly } from '../authorization/permissions/read-only.ts';
import type { Permission } from '../authorization/terms/permission.ts';
import type { NamedPolicy, PoliciesInForce } from '../authorization/terms/policies-in-force.ts';
import type { Policy } from '../authorization/terms/policy.ts';
import type { Operation, Service } from '../aws/operations.ts';
import { accountOf, nameOf, type Principal } from '../aws/principal.ts';
import { isService } from '../aws/services.ts';
import { type Awaitable, whenKnown } from '../stores/awaitable.ts';
import { isDataOperation } from '../stores/data-operations.ts';
import type { Store } from '../stores/store.ts';
import { desks } from './desks.ts';
import { KeptReads, type ResourceSide } from './policies/kept-reads.ts';
import { identitySide } from './services/iam/identity-policies.ts';
import { hasPolicies, principalTags } from './services/iam/principal-tags.ts';
import type { KnownSurroundings } from './surroundings/surroundings.ts';

/** Reads the policies that bear on a permission from the store, and keeps them until a write may have changed them. */
export class PolicyReader {
  readonly #kept: KeptReads;
  readonly #surroundings: KnownSurroundings;

  constructor(store: Store, surroundings: KnownSurroundings) {
    this.#kept = new KeptReads(store, surroundings);
    this.#surroundings = surroundings;
  }

  /** Every policy in force for a principal and a permission. */
  inForce(principal: Principal, permission: Permission): Awaitable<PoliciesInForce> {
    const { store } = this.#kept;
    const identity = this.#kept.get('identities', identityOf(principal), () =>
      identitySide(store, principal),
    );
    return whenKnown(identity, (ofIdentity) =>
      whenKnown(this.#resourceSide(principal, permission), (ofResource) =>
        whenKnown(this.#resourceControl(permission), (resourceControl) => ({
          ...ofIdentity,
          ...ofResource,
          session: sessionPolicies(principal),
          serviceControl: this.#surroundings.membership(accountOf(principal))?.serviceControl,
          resourceControl,
        })),
      ),
    );
  }

  /** The tags of a user, or of a session and its role, kept as its policies are. */
  tagsOf(principal: Principal): Awaitable<Readonly<Record<string, string>>> {
    if (!hasPolicies(principal)) return {};
    const ofSession = principal.type === 'User' ? '' : JSON.stringify(principal.sessionTags);
    const id = `tags of ${identityOf(principal)} ${ofSession}`;
    return this.#kept.get('identities', id, () => principalTags(this.#kept.store, principal));
  }

  /** Forgets what a call may have changed; called when it has been performed. */
  forget<S extends Service>(service: S, operation: Operation<S>): void {
    if (changesPolicies(operation)) this.#kept.forget(desks[service].makesDoubtful(operation));
  }

  #resourceSide(principal: Principal, permission: Permission): Awaitable<ResourceSide> {
    const desk = deskOf(permission);
    if (desk?.isBeyondResourcePolicy?.(principal, permission)) return {};
    return desk?.resourceSide?.(permission, this.#kept, principal) ?? {};
  }

  /** The resource control policies of the resource's account, unless they do not bind the resource. */
  #resourceControl(permission: Permission): Awaitable<PoliciesInForce['resourceControl']> {
    const levels = this.#surroundings.membership(permission.resourceAccount)?.resourceControl;
    if (levels === undefined) return undefined;
    const spared = deskOf(permission)?.isSparedByResourceControl?.(permission, this.#kept) ?? false;
    return whenKnown(spared, (isSpared) => (isSpared ? undefined : levels));
  }
}

/** The desk of the service that a permission belongs to. */
function deskOf({ action }: Permission) {
  const service = action.slice(0, action.indexOf(':'));
  return isService(service) ? desks[service] : undefined;
}

/** The key that identity-based policies are kept by: sessions of a role share it, a role created anew has another. */
function identityOf(principal: Principal): string {
  if (principal.type === 'FederatedUser') return nameOf(principal.user);
  return principal.type === 'AssumedRole' ? `${principal.roleArn} ${principal.roleId}` : nameOf(principal);
}

/** The session policy of a federated user who was given none: it allows nothing. */
const NOTHING: Policy = { version: '2012-10-17', statements: [] };

function sessionPolicies(principal: Principal): readonly NamedPolicy[] | undefined {
  if (principal.type !== 'AssumedRole' && principal.type !== 'FederatedUser') return undefined;
  const name = `the session policy of ${principal.arn}`;
  const policies = principal.sessionPolicies.map((text) => ({
    name,
    layer: 'session' as const,
    policy: parsedPolicy(text, 'session'),
  }));
  if (policies.length > 0) return policies;
  return principal.type === 'FederatedUser' ? [{ name, layer: 'session', policy: NOTHING }] : undefined;
}

/** True unless an operation is known to leave policies, identities, buckets and keys as they are. */
function changesPolicies(operation: Operation): boolean {
  return !isDataOperation(operation) && !isReadOnly(operation);
}
