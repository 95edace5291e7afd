import { SpecError } from '../scenario/spec-error.ts';
import { Upstream } from '../stores/endpoint/upstream/upstream.ts';

/** How long a store may think about the simplest of requests. */
export interface PresenceOptions {
  /** Milliseconds; as long as is sensible where it is left out. */
  readonly patience?: number | undefined;
}

/** Services are loaded by their first requests, which can take half a minute on a busy machine. */
const patienceAtFirst = 60_000;
const patienceLater = 10_000;

const anywhere = { account: '000000000000', region: 'us-east-1' } as const;
const someRequest = { service: 's3', operation: 'ListBuckets', input: {}, ...anywhere } as const;

/**
 * Makes the first requests of a store, so that what is wrong is told before any scenario, and services are loaded by then.
 * Throws SpecError `unusable-backend`.
 */
export async function firstRequests(
  url: URL,
  { patience = patienceAtFirst }: PresenceOptions,
): Promise<void> {
  const upstream = new Upstream(url, { patience });
  try {
    await Promise.all([
      upstream.perform(someRequest),
      upstream.perform({ service: 'kms', operation: 'ListKeys', input: {}, ...anywhere }),
      upstream.perform({ service: 'iam', operation: 'ListUsers', input: {}, ...anywhere }),
    ]);
  } catch (cause) {
    const message = `no AWS endpoint that can be used answers at ${url.origin}: ${reasonOf(cause)}. Start the emulator, or name another endpoint`;
    throw new SpecError('unusable-backend', message, { cause });
  } finally {
    upstream.close();
  }
}

/**
 * What looks whether a store is still there, and throws SpecError `unusable-backend` where it is not; once it was not, that
 * is final. It asks on a connection of its own: an answer that is kept, or a connection that is, tells nothing.
 */
export function presenceOf(url: URL, { patience = patienceLater }: PresenceOptions): () => Promise<void> {
  let lost: SpecError | undefined;
  return async () => {
    if (lost) throw lost;
    const upstream = new Upstream(url, { patience });
    try {
      await upstream.perform(someRequest);
    } catch (cause) {
      const message = `the store at ${url.origin} was lost during the run: ${reasonOf(cause)}. Run again once it is there`;
      lost = new SpecError('unusable-backend', message, { cause });
      throw lost;
    } finally {
      upstream.close();
    }
  };
}

/** In a sentence: what is no AWS endpoint may answer with a page. */
function reasonOf(cause: unknown): string {
  const why = (cause instanceof Error ? cause.message : String(cause)).replace(/^keyhole: /, '');
  const line = why.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line.replace(/\.$/, '');
}
