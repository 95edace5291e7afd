import { SpecError } from '../scenario/spec-error.ts';
import { Upstream } from '../stores/endpoint/upstream/upstream.ts';

/** The time that a store has for the simplest request. */
export interface PresenceOptions {
  /** The longest wait for an answer, in milliseconds; a sensible default if it is left out. */
  readonly patience?: number | undefined;
}

/** A store loads a service at its first request, which can take half a minute on a busy machine. */
const patienceAtFirst = 60_000;
const patienceLater = 10_000;

const anywhere = { account: '000000000000', region: 'us-east-1' } as const;
const someRequest = { service: 's3', operation: 'ListBuckets', input: {}, ...anywhere } as const;

/**
 * Makes the first requests to a store. A fault is then reported before any example, and the store has loaded its
 * services.
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
    const message = `no usable AWS endpoint answers at ${url.origin}: ${reasonOf(cause)}. Start the emulator, or give another --endpoint`;
    throw new SpecError('unusable-backend', message, { cause });
  } finally {
    upstream.close();
  }
}

/**
 * Returns a function that throws SpecError `unusable-backend` if the store no longer answers; the first failure is
 * final. Each check opens its own connection: a kept answer or connection proves nothing.
 */
export function presenceOf(url: URL, { patience = patienceLater }: PresenceOptions): () => Promise<void> {
  let lost: SpecError | undefined;
  return async () => {
    if (lost) throw lost;
    const upstream = new Upstream(url, { patience });
    try {
      await upstream.perform(someRequest);
    } catch (cause) {
      const message = `the store at ${url.origin} stopped answering during the run: ${reasonOf(cause)}. Start it and run again`;
      lost = new SpecError('unusable-backend', message, { cause });
      throw lost;
    } finally {
      upstream.close();
    }
  };
}

/** The cause in one line, shortened: a server that is not an AWS endpoint may answer with a whole page. */
function reasonOf(cause: unknown): string {
  const why = (cause instanceof Error ? cause.message : String(cause)).replace(/^keyhole: /, '');
  const line = why.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line.replace(/\.$/, '');
}
