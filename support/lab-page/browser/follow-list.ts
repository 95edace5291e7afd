import { element } from '../../documentation/browser/element.ts';
import { follow } from './live-source.ts';

/** The most rows that a page keeps; older ones are on the page of earlier requests. */
const MOST_ROWS = 200;

/**
 * Adds the new rows of a list above the others. Rows do not move while the pointer or the focus is on one, nor while the
 * reader holds them still. New ones then wait, and a button says how many.
 */
export function followList(list: HTMLElement): void {
  const waiting: Element[] = [];
  let dropped = 0;
  const still = element('input', { type: 'checkbox' });
  const label = element('label', { class: 'still' }, still, ' hold still');
  const show = element('button', { type: 'button', class: 'waiting', hidden: '' });
  const said = element('span', { role: 'status', class: 'soft' });
  const bound = element('p', { class: 'small soft near', hidden: '' });
  list.parentElement?.querySelector('.stream-head p')?.append(' ', label);
  list.before(element('p', { class: 'small' }, said, ' ', show));
  list.after(bound);
  const isHeld = () =>
    still.checked || list.matches(':hover, :focus-within') || list.querySelector('details[open]') !== null;
  const known = new Set([...list.children].map(idOf));

  const add = () => {
    show.hidden = true;
    if (waiting.length === 0) return;
    document.getElementById('quiet')?.setAttribute('hidden', '');
    for (const old of list.querySelectorAll('.new')) old.classList.remove('new');
    list.prepend(...waiting.splice(0).toReversed());
    while (list.childElementCount > MOST_ROWS) {
      const last = list.lastElementChild;
      if (last === null) break;
      known.delete(idOf(last));
      last.remove();
      dropped += 1;
    }
    if (dropped === 0) return;
    bound.hidden = false;
    bound.replaceChildren(
      `The newest ${MOST_ROWS} are here. `,
      element('a', { href: location.href.replace(/#.*$/, '') }, 'Load the page again'),
      ' to read earlier ones: the lab keeps the last 1,000 requests.',
    );
  };
  const offer = () => {
    if (!isHeld()) return add();
    show.hidden = waiting.length === 0;
    show.textContent = waiting.length === MOST_ROWS ? `${MOST_ROWS} new or more` : `${waiting.length} new`;
  };
  show.addEventListener('click', add);
  still.addEventListener('change', offer);
  list.addEventListener('pointerleave', offer);
  list.addEventListener('focusout', () => setTimeout(offer));
  list.addEventListener('toggle', offer, { capture: true });

  const url = new URL(list.dataset.stream ?? 'stream', location.href);
  url.searchParams.set('after', list.dataset.last ?? '');
  follow({
    url,
    said,
    onMessage(data) {
      for (const row of rowsOf(data)) {
        const id = idOf(row);
        if (known.has(id) || !isWanted(row, list)) continue;
        known.add(id);
        waiting.push(row);
        const first = waiting.length > MOST_ROWS ? waiting.shift() : undefined;
        if (first === undefined) continue;
        known.delete(idOf(first));
        dropped += 1;
      }
      offer();
    },
  });
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
