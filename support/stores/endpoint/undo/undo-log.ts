import type { Operation } from '../../../aws/operations.ts';
import type { Awaitable } from '../../awaitable.ts';
import { isDataOperation } from '../../data-operations.ts';
import { isRead } from '../read-cache/stale-reads.ts';
import type { Ledger } from '../removal/ledger.ts';
import type { Ask, Undo } from '../services/endpoint-service.ts';
import { endpointServices } from '../services/endpoint-services.ts';
import type { Request } from '../services/request.ts';
import { emptyBucket, isEmptyBucket } from '../services/s3/empty-bucket.ts';
import { nameOfBucket } from '../services/s3/s3-at-endpoint.ts';
import type { Place } from '../upstream/request-place.ts';
import type { Upstream } from '../upstream/upstream.ts';

/** A bucket with a written object, and whether it was empty at the mark. */
interface WrittenBucket extends Place {
  readonly isEmpty: Promise<boolean>;
}

/** The operations that write to an object that is there: they go with the object. */
const TO_OBJECTS: ReadonlySet<Operation> = new Set<Operation>(['PutObjectAcl']);

/**
 * The writes since a mark, as long as they can be undone. They are objects in buckets that were empty, documents that a write replaces
 * whole, and things that were created.
 * Undoing takes a few requests; removing and creating a scenario takes a hundred.
 */
export class UndoLog {
  readonly #upstream: Pick<Upstream, 'perform'>;
  readonly #ledger: Ledger;
  /** The functions that restore the state at the mark, by the thing that was written. */
  readonly #undos = new Map<string, Promise<Undo>>();
  readonly #buckets = new Map<string, WrittenBucket>();
  /** The buckets that are empty at the mark, as the last rewind emptied them. */
  #emptied: ReadonlySet<string> = new Set();
  #state: 'off' | 'on' | 'beyond undoing' = 'off';
  #restoreLedger: () => void = () => {};

  constructor(upstream: Pick<Upstream, 'perform'>, ledger: Ledger) {
    this.#upstream = upstream;
    this.#ledger = ledger;
  }

  /** Sets the mark: later writes can be undone. */
  mark(): void {
    this.#undos.clear();
    this.#buckets.clear();
    this.#emptied = new Set();
    this.#restoreLedger = this.#ledger.mark();
    this.#state = 'on';
  }

  /** Removes the mark: nothing is undone any more. */
  stop(): void {
    this.#state = 'off';
    this.#undos.clear();
    this.#buckets.clear();
  }

  /** Notes a write before it is performed; resolves once the state that it replaces is known, at once if nothing is undone. */
  before(request: Request): Awaitable<void> {
    if (this.#state === 'on' && !isRead(request.operation)) return this.#noted(request);
  }

  async #noted({ service, operation, input, account, region }: Request): Promise<void> {
    const { made = {}, undoable, undoData } = endpointServices[service];
    // Its answer tells what it made.
    if (Object.hasOwn(made, operation)) return;
    if ((isDataOperation(operation) || TO_OBJECTS.has(operation)) && undoData !== undefined) {
      const written = undoData(input);
      if (written !== 'nothing to undo') await this.#beforeObject(written.bucket, { account, region });
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

  /** Notes a bucket before an object is written to it. Objects are undone by emptying it, if it is empty at the mark. */
  async #beforeObject(bucket: string, place: Place): Promise<void> {
    const { isEmpty } = this.#buckets.get(bucket) ?? { isEmpty: this.#isEmpty(bucket, place) };
    this.#buckets.set(bucket, { ...place, isEmpty });
    // A write to a bucket that cannot be listed reports that itself.
    if (!(await isEmpty.catch(() => false))) this.#state = 'beyond undoing';
  }

  /** Buckets that were not created here are asked each time: other clients may have filled them since. */
  async #isEmpty(bucket: string, place: Place): Promise<boolean> {
    if (this.#isMade(bucket)) return true;
    if (this.#emptied.has(bucket) && this.#ledger.has(nameOfBucket(bucket))) return true;
    return isEmptyBucket(this.#askAt(place), bucket);
  }

  #isMade(bucket: string): boolean {
    return this.#undos.has(nameOfMade(nameOfBucket(bucket)));
  }

  /** Notes a thing that a write made, and how to remove it. What was made again is removed after all later writes are undone. */
  made(what: string, remove: Undo): void {
    if (this.#state === 'on') this.#undos.set(nameOfMade(what), Promise.resolve(remove));
  }

  #askAt({ account, region }: Place): Ask {
    return (service, operation, input) =>
      this.#upstream.perform({ service, operation, input, account, region });
  }

  /**
   * Restores the state at the mark. False if that cannot be done: then nothing was changed. Throws the error of a request that
   * failed, once no other is under way: then a part is restored.
   */
  async rewind(): Promise<boolean> {
    if (this.#state !== 'on') return false;
    this.#state = 'off';
    const ended = await Promise.allSettled([
      this.#undoAll(),
      ...[...this.#buckets]
        // A bucket that was made is removed with its objects.
        .filter(([bucket]) => !this.#isMade(bucket))
        .map(([bucket, place]) => emptyBucket(this.#askAt(place), bucket)),
    ]);
    const failed = ended.find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    this.#restoreLedger();
    const emptied = new Set(
      [...this.#emptied, ...this.#buckets.keys()].filter((bucket) => !this.#isMade(bucket)),
    );
    this.mark();
    this.#emptied = emptied;
    return true;
  }

  /** The last write is undone first: what it refers to, and the names of a thing, may be of an earlier one. */
  async #undoAll(): Promise<void> {
    for (const undo of [...this.#undos.values()].toReversed()) await (await undo)();
  }
}

/** The name under which the removal of a thing that was made is noted. */
function nameOfMade(what: string): string {
  return `made ${what}`;
}

/**
 * The names of the thing that a write changes. The same thing has the same names, whichever operation writes
 * it.
 */
function namesIn(input: object): string {
  const members = [
    'KeyId',
    'AliasName',
    'Bucket',
    'RoleName',
    'UserName',
    'PolicyName',
    'PolicyArn',
    'SecretId',
  ];
  return JSON.stringify(members.map((member) => Reflect.get(input, member) ?? null));
}
