import { element } from '../../documentation/browser/element.ts';

/** The most rows that a page keeps; older ones are on the page of earlier requests. */
const MOST_ROWS = 200;

/**
 * Adds each new decision above the others. Rows do not move while the pointer or the focus is on one, nor while the
 * reader holds them still. New ones then wait, and a button says how many.
 */
export function followDecisions(list: HTMLElement): void {
  const waiting: Element[] = [];
  const still = element('input', { type: 'checkbox' });
  const label = element('label', { class: 'still' }, still, ' hold still');
  const show = element('button', { type: 'button', class: 'waiting', hidden: '' });
  const said = element('span', { role: 'status', class: 'soft' });
  list.parentElement?.querySelector('.stream-head p')?.append(' ', label);
  list.before(element('p', { class: 'small' }, said, ' ', show));
  const isHeld = () => still.checked || list.matches(':hover, :focus-within');

  const add = () => {
    show.hidden = true;
    if (waiting.length === 0) return;
    document.getElementById('quiet')?.setAttribute('hidden', '');
    for (const old of list.querySelectorAll('.new')) old.classList.remove('new');
    list.prepend(...waiting.splice(0).toReversed());
    while (list.childElementCount > MOST_ROWS) list.lastElementChild?.remove();
  };
  const offer = () => {
    if (!isHeld()) return add();
    show.hidden = waiting.length === 0;
    show.textContent = `${waiting.length} new`;
  };
  show.addEventListener('click', add);
  still.addEventListener('change', offer);
  list.addEventListener('pointerleave', offer);
  list.addEventListener('focusout', () => setTimeout(offer));

  const url = new URL(list.dataset.stream ?? 'stream', location.href);
  url.searchParams.set('after', list.dataset.last ?? '');
  const source = new EventSource(url);
  source.addEventListener('open', () => {
    said.textContent = 'live';
  });
  source.addEventListener('error', () => {
    said.textContent = 'The lab does not answer; waiting for it.';
  });
  source.addEventListener('message', ({ data }) => {
    const row = rowOf(String(data));
    if (row === undefined || !isWanted(row, list)) return;
    waiting.push(row);
    if (waiting.length > MOST_ROWS) waiting.shift();
    offer();
  });
  addEventListener('pagehide', () => source.close());
}

/** The row of a message. The lab wrote it as it writes the rows of its pages, with every name escaped. */
function rowOf(text: string): Element | undefined {
  const row = new DOMParser().parseFromString(text, 'text/html').querySelector('li');
  if (row === null) return undefined;
  row.querySelector('a')?.classList.add('new');
  return document.adoptNode(row);
}

/** True for a row that the list has not, and that the reader asked for. */
function isWanted(row: Element, list: HTMLElement): boolean {
  const link = row.querySelector<HTMLElement>('a');
  const { id = '', answer } = link?.dataset ?? {};
  if (list.dataset.only !== undefined && list.dataset.only !== answer) return false;
  return list.querySelector(`[data-id="${CSS.escape(id)}"]`) === null;
}
