import { setTimeout as wait } from 'node:timers/promises';
import { event, farewell, hello, QUIET } from './stream-events.ts';

/** How the stream of a value's changes is written. */
export interface ChangeStreamOptions {
  /** The id of the lab. */
  readonly lab: string;
  /** A short text that is another one once the value has changed. It is asked for often. */
  readonly version: () => string;
  /** The value in its current version: its digest, and the text of a message about it. */
  readonly read: () => Promise<{ readonly id: string; readonly data: string }>;
  /** The digest of the value that the reader has. */
  readonly after: string | undefined;
  /** Ends the stream; its reason is the farewell. */
  readonly signal: AbortSignal;
  readonly interval?: number;
  readonly heartbeat?: number;
}

/** Server-sent events of one value: a message whenever it is another than the one that the reader has. */
export async function* changeStream({
  lab,
  version,
  read,
  after,
  signal,
  interval = 300,
  heartbeat = 2000,
}: ChangeStreamOptions): AsyncGenerator<Uint8Array> {
  let last = after;
  let seen: string | undefined;
  let silent = 0;
  yield hello(lab);
  while (!signal.aborted) {
    const current = version();
    const value = current === seen ? undefined : await read();
    seen = current;
    if (value !== undefined && value.id !== last) {
      silent = 0;
      last = value.id;
      yield Buffer.from(event({ id: value.id, data: value.data }));
    } else if (silent >= heartbeat) {
      silent = 0;
      yield QUIET;
    }
    silent += interval;
    await wait(interval, undefined, { ref: false, signal }).catch(() => {});
  }
  yield farewell(signal.reason);
}
