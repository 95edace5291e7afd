import type { ContextEntry } from '@aws-sdk/client-iam';
import type { RequestContext } from '../../../../authorization/terms/permission.ts';
import { conditionKey } from '../../../context/condition-keys.ts';

/** The values of condition keys that follow from the simulated caller and resource, by AWS's names. */
export type FollowingKeys = Readonly<Record<string, string | undefined>>;

/**
 * The condition keys of a simulated request: those that the caller of the simulation gives, and those that follow from the
 * simulated caller and resource. Any other key is absent, as in AWS's simulation, and is listed as missing.
 *
 * Undocumented: which keys AWS derives from the simulated caller and resource.
 */
export class SimulationContext implements RequestContext {
  readonly #given = new Map<string, ContextEntry>();
  readonly #following = new Map<string, string>();
  readonly #missing = new Map<string, string>();

  constructor(entries: readonly ContextEntry[], following: FollowingKeys) {
    for (const entry of entries) this.#given.set((entry.ContextKeyName ?? '').toLowerCase(), entry);
    for (const [key, value] of Object.entries(following))
      if (value !== undefined) this.#following.set(key.toLowerCase(), value);
  }

  /** The keys that a policy asked for and that have no value. */
  get missing(): readonly string[] {
    return [...this.#missing.values()];
  }

  get(key: string): readonly string[] | undefined {
    const name = key.toLowerCase();
    const given = this.#given.get(name)?.ContextKeyValues;
    if (given !== undefined) return given;
    const following = this.#following.get(name);
    if (following !== undefined) return [following];
    if (!this.#missing.has(name)) this.#missing.set(name, key);
    return undefined;
  }

  isMultivalued(key: string): boolean {
    const name = key.toLowerCase();
    return this.#given.get(name)?.ContextKeyType?.endsWith('List') ?? conditionKey(name)?.many === true;
  }
}
