import {
  type CompiledStatement,
  compile,
  coversResource,
} from '../authorization/compiling/compiled-policy.ts';
import { parsedPolicy } from '../authorization/parse-policy.ts';
import { type RequestContext, UNKNOWABLE } from '../authorization/terms/permission.ts';
import type { Policy } from '../authorization/terms/policy.ts';
import { isAwsPolicy } from '../scenario/document/identity-schema.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';
import type { AccessPrincipal } from './access-principals.ts';

/** A context in which every variable of a resource may have every value. */
export const ANY_REQUEST: RequestContext = { get: () => UNKNOWABLE };

/** Some policies of a principal; `any` if they are not all documents of the scenario, or if it needs none. */
type OwnPolicies = readonly Policy[] | 'any';

/** The policies on the side of a principal. */
export interface IdentitySide {
  readonly policies: OwnPolicies;
  /** The permissions boundary, or none. */
  readonly boundary: OwnPolicies;
}

/** The side of a principal that is no user or role of the scenario. */
const UNKNOWN: IdentitySide = { policies: 'any', boundary: 'any' };

/** Tells apart the principals whose identity-based policies allow an action on a resource to no request. */
export class IdentityAllows {
  readonly #provisioned: ProvisionedScenario;
  readonly #known = new Map<string, IdentitySide>();

  constructor(provisioned: ProvisionedScenario) {
    this.#provisioned = provisioned;
  }

  /** False if no statement of the principal's own policies can allow an action on a resource. */
  mayAllow(who: AccessPrincipal, action: string, arn: string): boolean {
    const { policies } = this.of(who);
    return (
      policies === 'any' || policies.some((policy) => allowing(policy, action).some(covering(action, arn)))
    );
  }

  /** False if no statement of the principal's own policies can allow an action on any resource. */
  mayAllowSomewhere(who: AccessPrincipal, action: string): boolean {
    const { policies } = this.of(who);
    return policies === 'any' || policies.some((policy) => allowing(policy, action).length > 0);
  }

  /** The policies of a principal. */
  of({ id, kind }: AccessPrincipal): IdentitySide {
    if (kind !== 'user' && kind !== 'role') return UNKNOWN;
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const side = this.#read(id.slice(id.indexOf('.') + 1), kind);
    this.#known.set(id, side);
    return side;
  }

  #read(name: string, kind: 'user' | 'role'): IdentitySide {
    const { users, roles, groups } = this.#provisioned.scenario.document;
    const holder = kind === 'user' ? users[name] : roles[name];
    if (holder === undefined) return UNKNOWN;
    const joined =
      kind === 'user' ? Object.values(groups).filter(({ members }) => members.includes(name)) : [];
    const paths = [holder, ...joined].flatMap(({ policies, managedPolicies }) => [
      ...Object.values(policies),
      ...Object.values(managedPolicies),
    ]);
    const { boundary } = holder;
    return {
      policies: this.#parsed('identity', paths),
      boundary: this.#parsed('boundary', boundary === undefined ? [] : [boundary]),
    };
  }

  #parsed(kind: 'identity' | 'boundary', paths: readonly string[]): OwnPolicies {
    if (paths.some(isAwsPolicy)) return 'any';
    return paths.map((path) => parsedPolicy(this.#provisioned.policy(path), kind));
  }
}

function allowing(policy: Policy, action: string): readonly CompiledStatement[] {
  return compile(policy).covering(action).Allow;
}

function covering(action: string, resource: string) {
  const permission = { action, resource, resourceAccount: '', context: ANY_REQUEST };
  return (statement: CompiledStatement) => coversResource(statement, permission) !== false;
}
