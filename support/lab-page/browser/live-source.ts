import { element } from '../../documentation/browser/element.ts';

/** How a page follows a stream of its lab. */
export interface Following {
  readonly url: URL;
  /** The element that says whether the stream is live. */
  readonly said: HTMLElement;
  readonly onMessage: (data: string, id: string) => void;
}

/** Milliseconds after which a page asks again for a stream that its browser has given up. */
const AGAIN = 3000;

/**
 * Follows a stream of the lab, and says how it stands: live, ended, or silent. The browser connects again by itself. If another
 * lab then answers, the page is out of date, and says so.
 */
export function follow(following: Following): void {
  const live = new LiveSource(following);
  live.connect();
  addEventListener('pagehide', () => live.close());
}

/** A stream of the lab, over all connections to it. */
class LiveSource {
  readonly #following: Following;
  #source: EventSource | undefined;
  /** The lab that the page is of. */
  #lab: string | undefined;
  #isOther = false;
  #hasEnded = false;
  #isRenewed = false;

  constructor(following: Following) {
    this.#following = following;
  }

  connect(): void {
    const source = new EventSource(this.#following.url);
    this.#source = source;
    source.addEventListener('lab', ({ data }) => this.#greeted(String(data)));
    source.addEventListener('renewed', () => {
      this.#isRenewed = true;
    });
    source.addEventListener('end', () => {
      this.#hasEnded = true;
      const time = new Date().toISOString().slice(11, 19);
      this.#say(`The lab has ended at ${time} UTC. This page shows what it had.`);
    });
    source.addEventListener('error', () => {
      if (!this.#hasEnded) this.#say('The lab does not answer; waiting for it.');
      // A browser gives up after an answer that is no stream, such as that of a lab that is starting.
      if (source.readyState === EventSource.CLOSED && !this.#isOther) setTimeout(() => this.connect(), AGAIN);
    });
    source.addEventListener('message', ({ data, lastEventId }) =>
      this.#following.onMessage(String(data), lastEventId),
    );
  }

  close(): void {
    this.#source?.close();
  }

  #greeted(lab: string): void {
    if (this.#lab !== undefined && this.#lab !== lab) {
      this.#say('Another lab listens here now: ', again());
      this.#isOther = true;
      this.close();
      return;
    }
    this.#lab = lab;
    this.#hasEnded = false;
    if (this.#isRenewed) this.#say('live. The scenario was changed or put back: ', again());
    else this.#say('live');
  }

  #say(...words: readonly (Node | string)[]): void {
    if (!this.#isOther) this.#following.said.replaceChildren(...words);
  }
}

function again(): HTMLElement {
  return element('a', { href: location.pathname }, 'load its page');
}
