import type { GatewayServer } from '../gateway/serving/gateway-server.ts';
import { spending } from './time-spent.ts';

/** A store outside of this process, with the gateway in front of it. */
export interface StartedBackend extends AsyncDisposable {
  readonly gateway: GatewayServer;
  /** The store's own address, without the gateway: `http://127.0.0.1:4566`. */
  readonly storeEndpoint: string;
  /**
   * Throws SpecError `unusable-backend` if the store has stopped or does not answer; later calls throw the same error.
   */
  check(): Promise<void>;
  /** Marks the current state. `rewind` puts back what is written through the gateway from now on, as far as it can. */
  mark(): void;
  /** Puts everything back to the state at the mark. Resolves with false if it cannot, and then has changed nothing. */
  rewind(): Promise<boolean>;
  /** Removes everything that was made through the gateway. Throws SpecError if something could not be removed. */
  removeAll(): Promise<void>;
  /**
   * Tells the backend that something was made past the gateway. The next {@link removeAll} then empties the whole
   * store, if it can.
   */
  disturbed(): void;
}

/** Starts a backend. Throws SpecError `unusable-backend` if it does not start. */
export type StartBackend = () => Promise<StartedBackend>;

/** The backend that the specification runs on; undefined for the embedded store. */
let chosen: StartBackend | undefined;
let starting: Promise<StartedBackend> | undefined;

/** Chooses the backend of the run and starts it at once. Starting takes seconds, while features load. */
export function useBackend(open: StartBackend): Promise<StartedBackend> {
  chosen = open;
  starting = spending('starting', open);
  starting.catch(() => {});
  return starting;
}

/** The backend of the run; undefined for the embedded store. Throws SpecError if its start did. */
export async function startedBackend(): Promise<StartedBackend | undefined> {
  return starting;
}

/** True if examples run on another store than the embedded one. */
export function isForeignBackend(): boolean {
  return chosen !== undefined;
}

/**
 * Operations that stores other than the embedded one do not perform. LocalStack's open edition answers that an
 * operation has not been emulated. For DynamoDB it first downloads an emulator. `s3:ObjectOwners` is no operation: LocalStack
 * gives every object to the owner of its bucket, and one canonical user id to all accounts.
 * Source: LocalStack's documentation, "API Coverage" and "DynamoDB".
 */
const missing: ReadonlySet<string> = new Set([
  's3:UpdateObjectEncryption',
  's3:ObjectOwners',
  'iam:EnableMFADevice',
  'dynamodb:CreateTable',
]);

/**
 * The operation that an example needs, by its tag `@needs:s3:UpdateObjectEncryption`, and that these stores do not
 * have; undefined if they have it.
 */
export function missingOperation(tags: readonly string[]): string | undefined {
  return tags.map((tag) => tag.replace(/^@needs:/, '')).find((operation) => missing.has(operation));
}

/** Removes what is left and stops the backend, if there is one. */
export async function stopBackend(): Promise<void> {
  const closing = starting;
  chosen = undefined;
  starting = undefined;
  const started = await closing?.catch(() => undefined);
  if (started !== undefined) await spending('stopping', async () => await started[Symbol.asyncDispose]());
}
