import { AwsError } from '../../../aws/aws-error.ts';
import type { Ask, Made } from '../services/endpoint-service.ts';
import { endpointServices } from '../services/endpoint-services.ts';
import type { Request } from '../services/request.ts';
import type { Upstream } from '../upstream/upstream.ts';

/**
 * The things that were created through the gateway and, as far as it knows, still exist. The endpoint is not
 * keyhole's, so they are removed in the end. Their order is reversed, since later things refer to earlier
 * ones.
 */
export class Ledger {
  readonly #upstream: Pick<Upstream, 'perform'>;
  readonly #onMade: (...made: Made) => void;
  /** The function that removes each thing, by its name. */
  #made = new Map<string, Made[1]>();

  /** Tells each thing that is made, and how to remove it if it still exists. */
  constructor(upstream: Pick<Upstream, 'perform'>, onMade: (...made: Made) => void = () => {}) {
    this.#upstream = upstream;
    this.#onMade = onMade;
  }

  /** Notes a request that was performed. */
  note(request: Request, output: object): void {
    const { account, region } = request;
    const service = endpointServices[request.service];
    const ask: Ask = (named, operation, input) =>
      this.#upstream.perform({ service: named, operation, input, account, region });
    const made = service.made?.[request.operation]?.(request, output, ask);
    if (made !== undefined) {
      const [what, remove] = made;
      this.#made.set(what, remove);
      this.#onMade(what, () => unlessGone(remove));
    }
    const gone = service.gone?.(request);
    if (gone !== undefined) this.#made.delete(gone);
  }

  /** True for a thing that was created and still exists. */
  has(what: string): boolean {
    return this.#made.has(what);
  }

  /** Keeps what it has noted so far. The function that it returns goes back to that, and removes nothing. */
  mark(): () => void {
    const marked = new Map(this.#made);
    return () => {
      this.#made = new Map(marked);
    };
  }

  /** Removes everything; resolves with the things that could not be removed, and the reasons. */
  async removeAll(): Promise<readonly string[]> {
    const left: string[] = [];
    const made = [...this.#made].toReversed();
    this.#made.clear();
    // Groups go after their users, which leave them, and policies last: IAM removes none that is attached.
    const isA = (kind: string) => (thing: (typeof made)[number]) => thing[0].startsWith(`${kind} `);
    const groups = made.filter(isA('group'));
    const policies = made.filter(isA('policy'));
    const others = made.filter((thing) => !groups.includes(thing) && !policies.includes(thing));
    for (const some of [others, groups, policies]) {
      await Promise.all(
        some.map(async ([what, remove]) => {
          try {
            await unlessGone(remove);
          } catch (error) {
            left.push(`${what}: ${error instanceof Error ? error.message : error}`);
          }
        }),
      );
    }
    return left;
  }
}

/** Removes a thing that may be gone already. */
async function unlessGone(remove: Made[1]): Promise<void> {
  try {
    await remove();
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

const goneCodes: ReadonlySet<string> = new Set([
  'NoSuchBucket',
  'NoSuchEntity',
  'NotFoundException',
  'NotFound',
  'ResourceNotFoundException',
]);

function isGone(error: unknown): boolean {
  return error instanceof AwsError && goneCodes.has(error.code);
}
