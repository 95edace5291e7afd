import { element } from '../../documentation/browser/element.ts';

/** How a page follows a stream of its lab. */
export interface Following {
  readonly url: URL;
  /** The element that says whether the stream is live. */
  readonly said: HTMLElement;
  readonly onMessage: (data: string, id: string) => void;
}

/**
 * Follows a stream of the lab, and says how it stands: live, ended, or silent. The browser connects again by itself. If another
 * lab then answers, the page is out of date, and says so.
 */
export function follow({ url, said, onMessage }: Following): void {
  const source = new EventSource(url);
  let lab: string | undefined;
  let hasEnded = false;
  let isOther = false;
  let isRenewed = false;
  const say = (...words: readonly (Node | string)[]) => {
    if (!isOther) said.replaceChildren(...words);
  };
  source.addEventListener('lab', ({ data }) => {
    if (lab !== undefined && lab !== data) {
      say('Another lab listens here now: ', again());
      isOther = true;
      source.close();
      return;
    }
    lab = data;
    hasEnded = false;
    if (isRenewed) say('live. The scenario was changed or put back: ', again());
    else say('live');
  });
  source.addEventListener('renewed', () => {
    isRenewed = true;
  });
  source.addEventListener('end', () => {
    hasEnded = true;
    say(`The lab has ended at ${new Date().toISOString().slice(11, 19)} UTC. This page shows what it had.`);
  });
  source.addEventListener('error', () => {
    if (!hasEnded) say('The lab does not answer; waiting for it.');
    // A browser gives up after an answer that is no stream.
    if (source.readyState === EventSource.CLOSED && !isOther)
      setTimeout(() => follow({ url, said, onMessage }), 3000);
  });
  source.addEventListener('message', ({ data, lastEventId }) => onMessage(String(data), lastEventId));
  addEventListener('pagehide', () => source.close());
}

function again(): HTMLElement {
  return element('a', { href: location.pathname }, 'load its page');
}
