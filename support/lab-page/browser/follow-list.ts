import { element } from '../../documentation/browser/element.ts';
import { follow } from './live-source.ts';

/** The most rows that a page keeps; older ones are on the page of earlier requests. */
const MOST_ROWS = 200;

/** Adds the new rows of a list above the others, as they happen. */
export function followList(list: HTMLElement): void {
  new LiveList(list).begin();
}

/**
 * A list whose new rows arrive above the others. Rows do not move while the pointer or the focus is on one, while one is open,
 * nor while the reader holds them still. New ones then wait, and a button says how many.
 */
class LiveList {
  readonly #list: HTMLElement;
  readonly #waiting: Element[] = [];
  readonly #known: Set<string>;
  readonly #still = element('input', { type: 'checkbox' });
  readonly #show = element('button', { type: 'button', class: 'waiting', hidden: '' });
  readonly #bound = element('p', { class: 'small soft near', hidden: '' });
  #dropped = 0;

  constructor(list: HTMLElement) {
    this.#list = list;
    this.#known = new Set([...list.children].map(idOf));
  }

  /** Listens to the reader and to the lab. */
  begin(): void {
    const list = this.#list;
    const said = element('span', { role: 'status', class: 'soft' });
    const label = element('label', { class: 'still' }, this.#still, ' hold still');
    list.parentElement?.querySelector('.stream-head p')?.append(' ', label);
    list.before(element('p', { class: 'small' }, said, ' ', this.#show));
    list.after(this.#bound);
    const offer = () => this.#offer();
    this.#show.addEventListener('click', () => this.#add());
    this.#still.addEventListener('change', offer);
    list.addEventListener('pointerleave', offer);
    list.addEventListener('focusout', () => setTimeout(offer));
    list.addEventListener('toggle', offer, { capture: true });
    const url = new URL(list.dataset.stream ?? 'stream', location.href);
    url.searchParams.set('after', list.dataset.last ?? '');
    follow({ url, said, onMessage: (data) => this.#take(data) });
  }

  #take(data: string): void {
    for (const row of rowsOf(data)) {
      const id = idOf(row);
      if (this.#known.has(id) || !isWanted(row, this.#list)) continue;
      this.#known.add(id);
      this.#waiting.push(row);
      if (this.#waiting.length > MOST_ROWS) this.#drop(this.#waiting.shift());
    }
    this.#offer();
  }

  #offer(): void {
    const isHeld = this.#still.checked || this.#list.matches(':hover, :focus-within, :has(details[open])');
    if (!isHeld) {
      this.#add();
      return;
    }
    const { length } = this.#waiting;
    this.#show.hidden = length === 0;
    this.#show.textContent = length === MOST_ROWS ? `${MOST_ROWS} new or more` : `${length} new`;
  }

  #add(): void {
    const list = this.#list;
    this.#show.hidden = true;
    if (this.#waiting.length === 0) return;
    document.getElementById('quiet')?.setAttribute('hidden', '');
    for (const old of list.querySelectorAll('.new')) old.classList.remove('new');
    list.prepend(...this.#waiting.splice(0).toReversed());
    while (list.childElementCount > MOST_ROWS) {
      this.#drop(list.lastElementChild);
      list.lastElementChild?.remove();
    }
    if (this.#dropped > 0) this.#sayBound();
  }

  #drop(row: Element | null | undefined): void {
    if (row) this.#known.delete(idOf(row));
    this.#dropped += 1;
  }

  #sayBound(): void {
    const again = element('a', { href: location.href.replace(/#.*$/, '') }, 'Load the page again');
    const reason = ' to read earlier ones: the lab keeps the last 1,000 requests.';
    this.#bound.hidden = false;
    this.#bound.replaceChildren(`The newest ${MOST_ROWS} are here. `, again, reason);
  }
}

/** The rows of a message, oldest first. The lab wrote them as it writes those of its pages, with every name escaped. */
function rowsOf(text: string): readonly Element[] {
  const rows = [...new DOMParser().parseFromString(text, 'text/html').querySelectorAll('li[data-id]')];
  for (const row of rows) row.querySelector('a, details')?.classList.add('new');
  return rows.map((row) => document.adoptNode(row)).toReversed();
}

function idOf(row: Element): string {
  return row instanceof HTMLElement ? (row.dataset.id ?? '') : '';
}

/** True for a row that the reader asked for. */
function isWanted(row: Element, list: HTMLElement): boolean {
  const answer = row instanceof HTMLElement ? row.dataset.answer : undefined;
  return list.dataset.only === undefined || list.dataset.only === answer;
}
