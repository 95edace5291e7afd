import { setTimeout as wait } from 'node:timers/promises';
import { farewell, hello, QUIET } from './stream-events.ts';

/** How a stream of server-sent events is written. */
export interface PolledStreamOptions {
  /** The id of the lab. */
  readonly lab: string;
  /** Ends the stream; its reason is the farewell. */
  readonly signal: AbortSignal;
  /** Milliseconds between two looks at what the stream is about. */
  readonly interval?: number | undefined;
  /** Milliseconds without an event after which a comment is sent, so that a reader that has gone is noticed. */
  readonly heartbeat?: number | undefined;
}

/** A stream of the events that looks at the lab find: the text of some events, or an empty text if nothing is new. */
export async function* polledStream(
  { lab, signal, interval = 200, heartbeat = 2000 }: PolledStreamOptions,
  look: () => string | Promise<string>,
): AsyncGenerator<Uint8Array> {
  let silent = 0;
  yield hello(lab);
  while (!signal.aborted) {
    const events = await look();
    if (events !== '') {
      silent = 0;
      yield Buffer.from(events);
    } else if (silent >= heartbeat) {
      silent = 0;
      yield QUIET;
    }
    silent += interval;
    await wait(interval, undefined, { ref: false, signal }).catch(() => {});
  }
  yield farewell(signal.reason);
}
