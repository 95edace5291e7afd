import type { Operation, Output, Service } from '../../aws/operations.ts';
import type { Awaitable } from '../awaitable.ts';
import type { Lookup } from '../store.ts';
import { ReadCache } from './read-cache/read-cache.ts';
import { changesReads, keyOfRead } from './read-cache/stale-reads.ts';
import type { Request } from './services/request.ts';
import type { Upstream } from './upstream/upstream.ts';

/** Reads of an endpoint. An answer is kept until a write may have changed it. */
export class KeptReads {
  readonly cache: ReadCache;
  readonly #upstream: Upstream;

  /** Keeps answers for so many milliseconds. */
  constructor(upstream: Upstream, believedFor: number) {
    this.#upstream = upstream;
    this.cache = new ReadCache(believedFor);
  }

  /** The kept answer to a read, at once if it is there, or the endpoint's current answer. */
  ask<S extends Service, O extends Operation<S>>(lookup: Lookup<S, O>): Awaitable<Output<S, O>> {
    const { service, operation, input, account, region } = lookup;
    const key = keyOfRead({ service, operation, input, account, region });
    if (lookup.fresh) this.cache.forget(key);
    return this.cache.get(key, () => this.#upstream.perform({ service, operation, input, account, region }));
  }

  /** Forgets the answers that a request may change. */
  forget(request: Request): void {
    if (changesReads(request.service, request.operation)) this.cache.clearAfter(request);
  }
}
