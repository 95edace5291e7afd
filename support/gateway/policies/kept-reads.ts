import type { PoliciesInForce } from '../../authorization/terms/policies-in-force.ts';
import type { Awaitable } from '../../stores/awaitable.ts';
import type { Store } from '../../stores/store.ts';
import type { KnownSurroundings } from '../surroundings/surroundings.ts';
import { PolicyCache } from './policy-cache.ts';

/** The resource's part in a decision. */
export type ResourceSide = Pick<
  PoliciesInForce,
  'resource' | 'grants' | 'restrictPublicBuckets' | 'acls' | 'canonicalId'
>;

/** The kinds of kept reads, by the writes that make them stale. */
export type KeptKind = 'identities' | 'resources' | 'grants';

/** Reads of a store that decisions share, kept until a write may have changed them. */
export class KeptReads {
  readonly store: Store;
  /** The settings of accounts that no store holds. */
  readonly surroundings: KnownSurroundings;
  readonly #caches: Readonly<Record<KeptKind, PolicyCache<unknown>>>;

  constructor(store: Store, surroundings: KnownSurroundings) {
    this.store = store;
    this.surroundings = surroundings;
    const cache = () => new PolicyCache<unknown>(undefined, store.believedFor);
    this.#caches = { identities: cache(), resources: cache(), grants: cache() };
  }

  /** The kept value of a key, or the loaded one. A key names what was read, so that it has one type of value. */
  get<T>(kind: KeptKind, key: string, load: () => Promise<T>): Awaitable<T> {
    return this.#caches[kind].get(key, load) as Awaitable<T>;
  }

  /** Forgets all reads of some kinds. */
  forget(kinds: readonly KeptKind[]): void {
    for (const kind of kinds) this.#caches[kind].clear();
  }
}
