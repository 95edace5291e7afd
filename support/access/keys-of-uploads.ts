import { compile } from '../authorization/compiling/compiled-policy.ts';
import type { CompiledStatement } from '../authorization/compiling/compiled-statement.ts';
import type { Policy } from '../authorization/terms/policy.ts';
import type { AccessGates } from './access-gates.ts';
import type { AccessPrincipal } from './access-principals.ts';
import type { AccessResource } from './access-resources.ts';
import type { AccessWorld } from './access-world.ts';
import { accountOfPrincipal } from './access-world.ts';
import type { IdentitySide } from './identity-allows.ts';
import { namesOf } from './names-of-principals.ts';
import { statementsAbout } from './statements-about.ts';
import { KEY_ID } from './upload-encryption.ts';

const ACTION = 'kms:GenerateDataKey';

/**
 * Tells in a text which policies of keys bear on the uploads of a principal. An upload can be under any key of the scenario. That
 * matters if conditions name keys, or if a policy can deny the principal those keys that no policy names.
 */
export class KeysOfUploads {
  readonly #isForAll: boolean;
  readonly #known = new Map<string, string | undefined>();
  #statements: readonly CompiledStatement[] | 'unread' | undefined;
  readonly #keys: readonly AccessResource[];
  readonly #gates: AccessGates;

  /** `shared` are the policies that bear on many principals. */
  constructor(world: AccessWorld, gates: AccessGates, shared: readonly Policy[]) {
    this.#keys = world.resources.filter(({ kind }) => kind === 'key');
    this.#gates = gates;
    this.#isForAll = world.samples.keys.includes(KEY_ID) || shared.some(mayDeny);
  }

  /** Empty if it depends on no further key; undefined if it cannot be told without a decision. */
  nameFor(who: AccessPrincipal, { policies, boundary }: IdentitySide): string | undefined {
    if (policies === 'any' || boundary === 'any') return undefined;
    if (this.#keys.length === 0) return '';
    if (!this.#isForAll && boundary.length === 0 && !policies.some(denies)) return '';
    if (this.#known.has(who.id)) return this.#known.get(who.id);
    const name = this.#nameOf(who, boundary.length > 0);
    this.#known.set(who.id, name);
    return name;
  }

  #nameOf(who: AccessPrincipal, hasBoundary: boolean): string | undefined {
    this.#statements ??= this.#readStatements();
    if (this.#statements === 'unread') return undefined;
    const names = namesOf(this.#statements, who.principal, hasBoundary);
    return names === undefined ? undefined : `${accountOfPrincipal(who)} ${names}`;
  }

  #readStatements(): readonly CompiledStatement[] | 'unread' {
    const statements: CompiledStatement[] = [];
    for (const key of this.#keys) {
      const policy = this.#gates.policyOf(key);
      if (policy === undefined || policy === 'unread') return 'unread';
      statements.push(...statementsAbout(policy, ACTION));
    }
    return statements.filter(({ statement }) => statement.principal !== '*');
  }
}

/** True for a policy that denies some key. */
function denies(policy: Policy): boolean {
  return compile(policy).covering(ACTION).Deny.length > 0;
}

/** True for a policy that denies some key: by a statement, or by allowing other keys alone. */
function mayDeny(policy: Policy): boolean {
  const allows = policy.statements.some(({ effect }) => effect === 'Allow');
  return denies(policy) || (allows && !compile(policy).covering(ACTION).Allow.some(isOfAll));
}

function isOfAll({ statement: { resources, conditions } }: CompiledStatement): boolean {
  return resources?.length === 1 && resources[0] === '*' && conditions.length === 0;
}
