import { type PolledStreamOptions, polledStream } from './polled-stream.ts';
import { event } from './stream-events.ts';

/** How the stream of a value's changes is written. */
export interface ChangeStreamOptions extends PolledStreamOptions {
  /** A short text that is another one once the value has changed. It is asked for often. */
  readonly version: () => string;
  /** The value in its current version: its digest, and the text of a message about it. */
  readonly read: () => Promise<{ readonly id: string; readonly data: string }>;
  /** The digest of the value that the reader has. */
  readonly after: string | undefined;
}

/** Server-sent events of one value: a message whenever it is another than the one that the reader has. */
export function changeStream({
  lab,
  version,
  read,
  after,
  signal,
  interval = 300,
  heartbeat,
}: ChangeStreamOptions): AsyncGenerator<Uint8Array> {
  let last = after;
  let seen: string | undefined;
  return polledStream({ lab, signal, interval, heartbeat }, async () => {
    const current = version();
    if (current === seen) return '';
    const { id, data } = await read();
    seen = current;
    if (id === last) return '';
    last = id;
    return event({ id, data });
  });
}
