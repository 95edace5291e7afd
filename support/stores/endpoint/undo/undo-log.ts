import { isDataOperation } from '../../data-operations.ts';
import { isRead } from '../read-cache/stale-reads.ts';
import type { Ask, Undo } from '../services/endpoint-service.ts';
import { endpointServices } from '../services/endpoint-services.ts';
import type { Request } from '../services/request.ts';
import { emptyBucket } from '../services/s3/empty-bucket.ts';
import type { Place } from '../upstream/request-place.ts';
import type { Upstream } from '../upstream/upstream.ts';

/**
 * The writes since a mark, as long as they can be undone: objects, and documents that a write replaces whole.
 * Undoing takes a few requests; removing and creating a scenario takes a hundred.
 */
export class UndoLog {
  readonly #upstream: Upstream;
  /** The functions that restore the state at the mark, by the thing that was written. */
  readonly #undos = new Map<string, Promise<Undo>>();
  readonly #buckets = new Map<string, Place>();
  #state: 'off' | 'on' | 'beyond undoing' = 'off';

  constructor(upstream: Upstream) {
    this.#upstream = upstream;
  }

  /** Sets the mark: later writes can be undone. */
  mark(): void {
    this.#undos.clear();
    this.#buckets.clear();
    this.#state = 'on';
  }

  /** Removes the mark: nothing is undone any more. */
  stop(): void {
    this.#state = 'off';
    this.#undos.clear();
    this.#buckets.clear();
  }

  /** Notes a write before it is performed; resolves once the state that it replaces is known. */
  async before({ service, operation, input, account, region }: Request): Promise<void> {
    if (this.#state !== 'on' || isRead(operation)) return;
    const { undoable, undoData } = endpointServices[service];
    if (isDataOperation(operation) && undoData !== undefined) {
      const written = undoData(input);
      if (written !== 'nothing to undo') this.#buckets.set(written.bucket, { account, region });
      return;
    }
    const [what, remember] = undoable?.(operation) ?? [];
    if (remember === undefined) {
      this.#state = 'beyond undoing';
      return;
    }
    const thing = `${what} ${account} ${region} ${namesIn(input)}`;
    const known = this.#undos.get(thing);
    const undo = known ?? remember(this.#askAt({ account, region }), input);
    this.#undos.set(thing, undo);
    try {
      await undo;
    } catch {
      // The write itself reports whether it fails as well.
      this.#state = 'beyond undoing';
    }
  }

  #askAt({ account, region }: Place): Ask {
    return (service, operation, input) =>
      this.#upstream.perform({ service, operation, input, account, region });
  }

  /** Restores the state at the mark. False if that cannot be done: then nothing was changed. */
  async rewind(): Promise<boolean> {
    if (this.#state !== 'on') return false;
    this.#state = 'off';
    await Promise.all([
      ...[...this.#undos.values()].map(async (undo) => (await undo)()),
      ...[...this.#buckets].map(([bucket, place]) => emptyBucket(this.#askAt(place), bucket)),
    ]);
    this.mark();
    return true;
  }
}

/**
 * The names of the thing that a write changes. The same thing has the same names, whichever operation writes
 * it.
 */
function namesIn(input: object): string {
  const members = ['KeyId', 'Bucket', 'RoleName', 'UserName', 'PolicyName'];
  return JSON.stringify(members.map((member) => Reflect.get(input, member) ?? null));
}
