import { compile, coversResource, principalOf } from '../../authorization/compiling/compiled-policy.ts';
import type { PolicyKind } from '../../authorization/grammar/policy-kind.ts';
import { NAMED } from '../../authorization/matching/principal-matcher.ts';
import { parsedPolicy } from '../../authorization/parse-policy.ts';
import { type RequestContext, UNKNOWABLE } from '../../authorization/terms/permission.ts';
import type { Policy, Statement } from '../../authorization/terms/policy.ts';
import { accountOf } from '../../aws/principal.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessResource } from '../access-resources.ts';
import type { AccessWorld } from '../access-world.ts';
import type { AccessUse } from '../decide-use.ts';

/** The statements of a resource's policy that may allow a use; `everyone` if something else may allow it. */
type Gate = readonly Statement[] | 'everyone';

/** A context in which every variable of a resource may have every value. */
const ANY_REQUEST: RequestContext = { get: () => UNKNOWABLE };

/**
 * Tells apart the principals to which no request can give a use. They belong to another account than the resource, or to none. No
 * statement of the resource's policy that may allow the use names them. Between accounts both sides must allow.
 */
export class AccessGates {
  readonly #world: AccessWorld;
  readonly #gates = new Map<AccessResource, Map<string, Gate>>();
  readonly #policies = new Map<AccessResource, Policy | 'unread' | undefined>();

  constructor(world: AccessWorld) {
    this.#world = world;
  }

  /** False for a principal that cannot have a use, whatever else holds. */
  mayPass({ principal }: AccessPrincipal, use: AccessUse): boolean {
    if (accountOf(principal) === use.resource.accountId) return true;
    const gate = this.#gateOf(use);
    if (gate === 'everyone') return true;
    return gate.some((one) => principalOf(one, { principal, hasBoundary: false }) !== NAMED.not);
  }

  #gateOf(use: AccessUse): Gate {
    const { resource, action, object } = use;
    let gates = this.#gates.get(resource);
    if (gates === undefined) {
      gates = new Map();
      this.#gates.set(resource, gates);
    }
    const name = object === undefined ? action.action : `${action.action} ${object}`;
    const known = gates.get(name);
    if (known !== undefined) return known;
    const gate = this.#readGate(use);
    gates.set(name, gate);
    return gate;
  }

  #readGate({ resource, action: { action }, object }: AccessUse): Gate {
    const policy = this.policyOf(resource);
    if (policy === 'unread') return 'everyone';
    if (policy === undefined) return [];
    const arn = object === undefined ? resource.arn : `${resource.arn}/${object}`;
    const permission = { action, resource: arn, resourceAccount: '', context: ANY_REQUEST };
    return compile(policy)
      .covering(action)
      .Allow.all.filter((one) => action === 'sts:AssumeRole' || coversResource(one, permission) !== false)
      .map(({ statement }) => statement);
  }

  /** True if some statement of a trust policy that lets a role be assumed names a principal. */
  static trusts(trust: Policy | 'unread', principal: AccessPrincipal['principal']): boolean {
    if (trust === 'unread') return true;
    return compile(trust)
      .covering('sts:AssumeRole')
      .Allow.all.some(
        ({ statement }) => principalOf(statement, { principal, hasBoundary: false }) !== NAMED.not,
      );
  }

  /** The policy of a resource, parsed once for all that have the same text; `unread` if grants or ACLs may name principals. */
  policyOf(resource: AccessResource): Policy | 'unread' | undefined {
    if (this.#policies.has(resource)) return this.#policies.get(resource);
    const policy = this.#readPolicy(resource);
    this.#policies.set(resource, policy);
    return policy;
  }

  /** The policy of a resource; `unread` if something besides a policy may name principals: grants, and ACLs. */
  #readPolicy({ id, kind }: AccessResource): Policy | 'unread' | undefined {
    const { provisioned } = this.#world.played;
    const { roles, keys, buckets, secrets, tables } = provisioned.scenario.document;
    const name = id.slice(id.indexOf('.') + 1);
    const parsed = (path: string | undefined, as: PolicyKind) =>
      path === undefined ? undefined : parsedPolicy(provisioned.policy(path), as);
    switch (kind) {
      case 'role':
        return parsed(roles[name]?.trust, 'trust');
      case 'user':
        return undefined;
      case 'key':
        return Object.keys(keys[name]?.grants ?? {}).length > 0
          ? 'unread'
          : parsed(keys[name]?.policy, 'key');
      case 'bucket': {
        const { policy, objectOwnership = 'BucketOwnerEnforced' } = buckets[name] ?? {};
        return objectOwnership === 'BucketOwnerEnforced' ? parsed(policy, 'bucket') : 'unread';
      }
      case 'secret':
        return parsed(secrets[name]?.policy, 'secret');
      case 'table':
        return parsed(tables[name]?.policy, 'table');
      case 'other':
        return 'unread';
    }
  }
}
