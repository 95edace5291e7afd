import { changeStream } from './change-stream.ts';
import { decisionRow } from './components/decision-rows.ts';
import { isListed, trailRow } from './components/trail-rows.ts';
import { decisionStream } from './decision-stream.ts';
import { digestOf, digestOfAll } from './digest-of.ts';
import type { LabContext } from './lab-context.ts';
import type { LabView } from './lab-view.ts';
import type { Farewell } from './stream-events.ts';
import { trailChoice } from './trail-page.ts';

/** The most readers of streams at a time. A browser keeps no more than six connections to a host. */
const MOST_READERS = 24;

/** How long readers are waited for when the lab ends, in milliseconds. */
const LAST_WORDS = 300;

/** The parts of a page that streams need. */
interface StreamedPage {
  readonly view: LabView;
  /** The id of the lab. */
  readonly lab: string;
  /** The context of the page of the lab, for the links of rows. */
  readonly context: () => LabContext;
}

/** The live streams of a lab: decisions, events of CloudTrail, changes of policies. */
export class LiveStreams {
  readonly #page: StreamedPage;
  readonly #closing = new AbortController();
  readonly #readers = new Set<Promise<void>>();

  constructor(page: StreamedPage) {
    this.#page = page;
  }

  /** The events for a reader, by what its query asks for; undefined if there are too many readers. */
  open(query: URLSearchParams, last: string | undefined): AsyncGenerator<Uint8Array> | undefined {
    if (this.#readers.size >= MOST_READERS) return undefined;
    return this.#counted(this.#chosen(query, last ?? query.get('after') ?? undefined));
  }

  /** Says farewell to readers. Resolves once they are told, or do not listen. */
  async close(why: Farewell): Promise<void> {
    this.#closing.abort(why);
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, LAST_WORDS);
    await Promise.race([Promise.all(this.#readers), promise]);
    clearTimeout(timer);
  }

  #chosen(query: URLSearchParams, after: string | undefined): AsyncGenerator<Uint8Array> {
    const { view, lab, context } = this.#page;
    const { signal } = this.#closing;
    if (query.has('policies')) return this.#policies(after, query.get('policies') ?? '');
    const shared = { lab, requests: view.requests, after: after === '' ? undefined : after, signal };
    if (!query.has('trail')) {
      const links = context();
      return decisionStream({ ...shared, row: (request) => decisionRow(links, request).text });
    }
    return decisionStream({ ...shared, row: this.#trailRows(query) });
  }

  /** The rows of a request's events in the CloudTrail that a query chooses, newest first. */
  #trailRows(query: URLSearchParams): (request: { readonly id: string }) => string {
    const { view } = this.#page;
    const choice = trailChoice(view, query);
    const { account } = choice;
    return ({ id }) =>
      (account === undefined ? [] : view.cloudTrailOf(id, account))
        .filter((event) => isListed(event, choice, view.scenario))
        .map((event) => trailRow(event, view.scenario).text)
        .toReversed()
        .join('');
  }

  /** The changes of one policy, by its name, or of all of them. */
  #policies(after: string | undefined, name: string): AsyncGenerator<Uint8Array> {
    const { view, lab } = this.#page;
    const read = async () => {
      const { places } = await view.policies.list();
      if (name === '') return { id: digestOfAll(places), data: '' };
      const place = places.find((one) => one.name === name);
      return {
        id: digestOf(place?.text),
        data: JSON.stringify({ text: place?.text ?? '', exists: place !== undefined }),
      };
    };
    const { version } = view.policies;
    return changeStream({ lab, version, read, after, signal: this.#closing.signal });
  }

  async *#counted(stream: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#readers.add(promise);
    try {
      yield* stream;
    } finally {
      this.#readers.delete(promise);
      resolve();
    }
  }
}
