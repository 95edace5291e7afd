import type { Assumed } from '../../authorization/terms/decision.ts';
import {
  type Permission,
  type Readings,
  type RequestContext,
  UNKNOWABLE,
} from '../../authorization/terms/permission.ts';
import type { Assumptions } from '../surroundings/assumptions.ts';
import { type AskedOf, assumableKey, type Found } from './assumable-keys.ts';
import { CallContext } from './request-context.ts';

/**
 * The condition keys of a permission, with assumptions for those that keyhole cannot know. An assumption never replaces a
 * value that the request, the operation or the store gives.
 */
export class AssumingContext implements RequestContext {
  readonly #context: CallContext;
  readonly #asked: AskedOf;
  readonly #stated: ReadonlyMap<string, readonly string[]>;
  /** The keys whose assumptions do not count, in lower case. */
  readonly #withheld: ReadonlySet<string>;
  readonly #used = new Map<string, Assumed>();

  /** `withheld`: keys, in lower case, that are taken as if nothing were stated of them. */
  constructor(
    context: CallContext,
    { action, assumptions }: { readonly action: string; readonly assumptions: Assumptions },
    withheld: ReadonlySet<string> = new Set(),
  ) {
    this.#context = context;
    this.#withheld = withheld;
    this.#stated = new Map(
      Object.entries(assumptions.values).map(([key, values]) => [key.toLowerCase(), values]),
    );
    const through = context.get('aws:ViaAWSService');
    const throughService = through !== UNKNOWABLE && through?.[0] === 'true';
    this.#asked = {
      facts: context.facts,
      action,
      throughService,
      stated: (name) => this.#statedOf(name, name),
    };
  }

  /** The assumptions that were asked for so far, by key in lower case. */
  get used(): ReadonlyMap<string, Assumed> {
    return this.#used;
  }

  get(key: string): Found {
    const found = this.#context.get(key);
    const name = key.toLowerCase();
    const row = assumableKey(name);
    if (row === undefined || this.#context.isSettled(name) || !row.isOpen(found, this.#asked)) return found;
    const stated = this.#statedOf(name, key, row.usual);
    if (row.settle === undefined) return stated ?? UNKNOWABLE;
    return row.settle(stated === UNKNOWABLE ? undefined : stated, this.#asked);
  }

  /** The stated values of a key, or the usual one; unknowable if the key is withheld. */
  #statedOf(name: string, key: string, usual?: string): Found {
    if (this.#withheld.has(name)) return UNKNOWABLE;
    const stated = this.#stated.get(name);
    const values = stated ?? (usual === undefined ? undefined : [usual]);
    if (values === undefined) return undefined;
    const { name: listed = key } = assumableKey(name) ?? {};
    this.#used.set(name, { key: listed, values, byDefault: stated === undefined });
    return values;
  }

  /** True if the author may state the value of a key of this permission. */
  isAssumable(key: string): boolean {
    const name = key.toLowerCase();
    const row = assumableKey(name);
    if (row === undefined || this.#stated.has(name) || this.#context.isSettled(name)) return false;
    return row.isOpen(this.#context.get(key), this.#asked);
  }

  /** True for a request that a service makes in the caller's name. */
  get isThroughService(): boolean {
    return this.#asked.throughService;
  }

  withoutAbac(key: string): string | undefined {
    return this.#context.withoutAbac(key);
  }

  readings(key: string): Readings | undefined {
    return this.#context.readings(key);
  }

  isMultivalued(key: string): boolean {
    return this.#context.isMultivalued(key);
  }
}

/** A permission with the assumptions of its request, for a decision whose assumptions are not recorded. */
export function withAssumptions(permission: Permission): Permission {
  const { action, context } = permission;
  const assumptions = context instanceof CallContext ? context.facts.surroundings?.assumptions : undefined;
  if (!(context instanceof CallContext) || assumptions === undefined) return permission;
  return { ...permission, context: new AssumingContext(context, { action, assumptions }) };
}
