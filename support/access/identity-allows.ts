import { compile } from '../authorization/compiling/compiled-policy.ts';
import type { CompiledStatement } from '../authorization/compiling/compiled-statement.ts';
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

/** The policies of the users and roles of a scenario, as far as they may allow something. */
export class IdentityAllows {
  readonly #provisioned: ProvisionedScenario;
  readonly #known = new Map<string, IdentitySide>();

  constructor(provisioned: ProvisionedScenario) {
    this.#provisioned = provisioned;
  }

  /** The statements of the principal's own policies that allow an action somewhere; `any` if others may. */
  allowing(who: AccessPrincipal, action: string): readonly CompiledStatement[] | 'any' {
    const { policies } = this.of(who);
    return policies === 'any' ? 'any' : policies.flatMap((policy) => compile(policy).covering(action).Allow);
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
