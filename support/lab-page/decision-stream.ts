import type { DecisionReport } from '../gateway/record/decision-report.ts';
import { type PolledStreamOptions, polledStream } from './polled-stream.ts';
import { event } from './stream-events.ts';

/** How the stream of a lab's requests is written. */
export interface StreamOptions extends PolledStreamOptions {
  /** The requests after one of an id; all that are kept for an id that is unknown. */
  readonly requests: (after: string | undefined) => readonly DecisionReport[];
  /** The markup of a request's rows; empty for one that the reader does not want. */
  readonly row: (request: DecisionReport) => string;
  /** The id of the last request that the reader has. */
  readonly after: string | undefined;
}

/** The most requests of one message: a reader that was slow gets the newest. */
const MOST_AT_ONCE = 50;

/**
 * Server-sent events of a lab's requests, oldest first. Nothing is kept for a reader but the id of its last request: the log
 * has the rest, and forgets the oldest. A slow reader therefore misses requests, and costs no memory.
 */
export function decisionStream({
  lab,
  requests,
  row,
  after,
  signal,
  interval,
  heartbeat,
}: StreamOptions): AsyncGenerator<Uint8Array> {
  let last = after;
  return polledStream({ lab, signal, interval, heartbeat }, () => {
    const fresh = requests(last).slice(-MOST_AT_ONCE);
    last = fresh.at(-1)?.id ?? last;
    const rows = fresh.map((request) => ({ id: request.id, data: row(request) }));
    return rows
      .filter(({ data }) => data !== '')
      .map(event)
      .join('');
  });
}
