import type { GatewayServer } from '../gateway/serving/gateway-server.ts';

/** A store outside of this process, with the gateway in front of it. */
export interface StartedBackend extends AsyncDisposable {
  readonly gateway: GatewayServer;
  /** Where the store itself answers, without the gateway: `http://127.0.0.1:4566`. */
  readonly storeEndpoint: string;
  /** Throws SpecError `unusable-backend` once the store has gone, or hangs: there is no use in asking it any more. */
  check(): Promise<void>;
  /** From here on what is written through the gateway can be put back with `rewind`, as far as it can. */
  mark(): void;
  /** Puts everything back to what it was at the mark. False where that cannot be done: then nothing was. */
  rewind(): Promise<boolean>;
  /** Removes all that was made through the gateway; throws where something stays. */
  removeAll(): Promise<void>;
  /** Something was made past the gateway: the store is emptied altogether by the next {@link removeAll}, where it can be. */
  disturbed(): void;
}

/** Starts a backend. Throws SpecError `unusable-backend` where it cannot be had. */
export type StartBackend = () => Promise<StartedBackend>;

/** Where the specification runs: on the embedded store unless something else was chosen. */
let chosen: StartBackend | undefined;
let starting: Promise<StartedBackend> | undefined;

/** Has the run use a backend, which is started at once: that takes seconds, while features load. */
export function useBackend(open: StartBackend): Promise<StartedBackend> {
  chosen = open;
  starting = open();
  starting.catch(() => {});
  return starting;
}

/** The backend of the run; undefined where it is the embedded store. Throws SpecError as its start did. */
export async function startedBackend(): Promise<StartedBackend | undefined> {
  return starting;
}

/** True where scenarios run on another store than the embedded one. */
export function isForeignBackend(): boolean {
  return chosen !== undefined;
}

/**
 * What stores other than the embedded one do not perform: LocalStack's open edition answers that an operation has not been
 * emulated, or, of DynamoDB, first downloads a program to emulate it with.
 * Source: LocalStack's documentation, "API Coverage" and "DynamoDB".
 */
const missing: ReadonlySet<string> = new Set(['s3:UpdateObjectEncryption', 'dynamodb:CreateTable']);

/** The operation that a scenario needs, by its tag `@needs:s3:UpdateObjectEncryption`, and that these stores do not have. */
export function missingOperation(tags: readonly string[]): string | undefined {
  return tags.map((tag) => tag.replace(/^@needs:/, '')).find((operation) => missing.has(operation));
}

/** Removes what is left and stops the backend, if there is one. */
export async function stopBackend(): Promise<void> {
  const closing = starting;
  chosen = undefined;
  starting = undefined;
  const started = await closing?.catch(() => undefined);
  await started?.[Symbol.asyncDispose]();
}
