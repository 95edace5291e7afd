import { setTimeout as wait } from 'node:timers/promises';
import type { DecisionReport } from '../gateway/record/decision-report.ts';
import { event, farewell, hello, QUIET } from './stream-events.ts';

/** How the stream of a lab's requests is written. */
export interface StreamOptions {
  /** The id of the lab. */
  readonly lab: string;
  /** The requests after one of an id; all that are kept for an id that is unknown. */
  readonly requests: (after: string | undefined) => readonly DecisionReport[];
  /** The markup of a request's rows; empty for one that the reader does not want. */
  readonly row: (request: DecisionReport) => string;
  /** The id of the last request that the reader has. */
  readonly after: string | undefined;
  /** Ends the stream; its reason is the farewell. */
  readonly signal: AbortSignal;
  /** Milliseconds between two looks at the log. */
  readonly interval?: number;
  /** Milliseconds without a request after which a comment is sent, so that a reader that has gone is noticed. */
  readonly heartbeat?: number;
}

/** The most requests of one message: a reader that was slow gets the newest. */
const MOST_AT_ONCE = 50;

/**
 * Server-sent events of a lab's requests, oldest first. Nothing is kept for a reader but the id of its last request: the log
 * has the rest, and forgets the oldest. A slow reader therefore misses requests, and costs no memory.
 */
export async function* decisionStream({
  lab,
  requests,
  row,
  after,
  signal,
  interval = 200,
  heartbeat = 2000,
}: StreamOptions): AsyncGenerator<Uint8Array> {
  let last = after;
  let silent = 0;
  yield hello(lab);
  while (!signal.aborted) {
    const fresh = requests(last).slice(-MOST_AT_ONCE);
    last = fresh.at(-1)?.id ?? last;
    const rows = fresh.map((request) => ({ id: request.id, data: row(request) }));
    const wanted = rows.filter(({ data }) => data !== '');
    if (wanted.length > 0) {
      silent = 0;
      yield Buffer.from(wanted.map(event).join(''));
    } else if (silent >= heartbeat) {
      silent = 0;
      yield QUIET;
    }
    silent += interval;
    await wait(interval, undefined, { ref: false, signal }).catch(() => {});
  }
  yield farewell(signal.reason);
}
