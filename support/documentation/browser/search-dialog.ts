import { element } from './element.ts';
import type { FindingGroup } from './finder.ts';
import { loadFinder } from './search-index.ts';

/** Where the search finds its index, and where its results lead. */
export interface SearchPlaces {
  /** The URL of the first page of the site. */
  readonly root: string;
  /** The URL of the script with the index. */
  readonly index: string;
}

const HINT = 'An outcome, a permission, the name of a statement, a principal, or words of a denial.';

/** The dialog of the search: a combobox whose options are links, by kind. */
export class SearchDialog {
  readonly #places: SearchPlaces;
  readonly #list = element('div', { id: 'search-results', role: 'listbox', 'aria-label': 'Results' });
  readonly #status = element('p', { role: 'status', class: 'small soft' }, HINT);
  readonly #input = element('input', {
    id: 'search-words',
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    'aria-autocomplete': 'list',
    'aria-controls': 'search-results',
    'aria-expanded': 'false',
  });
  readonly #dialog = element(
    'dialog',
    { class: 'search', 'aria-label': 'Search' },
    element('label', { for: 'search-words' }, 'Search'),
    this.#input,
    this.#status,
    this.#list,
    element(
      'form',
      { method: 'dialog', class: 'small soft' },
      element('span', {}, 'Arrow keys choose, Enter follows, Escape closes.'),
      ' ',
      element('button', {}, 'Close'),
    ),
  );
  #options: readonly HTMLAnchorElement[] = [];
  #chosen = -1;

  constructor(places: SearchPlaces) {
    this.#places = places;
    this.#list.hidden = true;
    this.#input.addEventListener('input', () => this.#find());
    this.#input.addEventListener('keydown', (event) => this.#press(event));
    this.#list.addEventListener('click', (event) => {
      const opensElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
      if (!opensElsewhere && event.target instanceof Element && event.target.closest('a'))
        this.#dialog.close();
    });
    this.#dialog.addEventListener('click', ({ target }) => {
      if (target === this.#dialog) this.#dialog.close();
    });
    document.body.append(this.#dialog);
  }

  /** Opens the dialog, with words to look for if some are given. */
  open(words?: string): void {
    if (!this.#dialog.open) this.#dialog.showModal();
    if (words !== undefined) this.#input.value = words;
    this.#input.focus();
    this.#input.select();
    this.#find();
  }

  async #find(): Promise<void> {
    const words = this.#input.value.trim();
    try {
      const finder = await loadFinder(this.#places.index);
      if (words === this.#input.value.trim()) this.#show(words, words === '' ? [] : finder.find(words));
    } catch (error) {
      this.#show('', []);
      this.#status.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  #show(words: string, groups: readonly FindingGroup[]): void {
    this.#list.replaceChildren(...groups.map((group, index) => this.#group(group, index)));
    this.#options = [...this.#list.querySelectorAll('a')];
    for (const [index, option] of this.#options.entries()) option.id = `search-option-${index}`;
    const count = groups.reduce((sum, group) => sum + group.count, 0);
    this.#list.hidden = count === 0;
    this.#input.setAttribute('aria-expanded', String(count > 0));
    this.#status.textContent =
      words === ''
        ? HINT
        : count === 0
          ? 'Nothing has these words.'
          : `${count} ${count === 1 ? 'result' : 'results'}`;
    this.#choose(count === 0 ? -1 : 0);
  }

  #group({ kind, findings, count }: FindingGroup, index: number): HTMLElement {
    const more = count > findings.length ? `, the first ${findings.length} of ${count}` : '';
    const title = element('p', { id: `search-kind-${index}`, role: 'presentation' }, `${kind}${more}`);
    const options = findings.map(({ title: words, page, address }) =>
      element(
        'a',
        { role: 'option', href: new URL(address, this.#places.root).href, tabindex: '-1' },
        element('span', {}, words),
        ' ',
        element('span', { class: 'soft' }, page),
      ),
    );
    return element('div', { role: 'group', 'aria-labelledby': title.id }, title, ...options);
  }

  #press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const count = this.#options.length;
    if (count > 0 && event.key === 'ArrowDown') this.#choose((this.#chosen + 1) % count);
    else if (count > 0 && event.key === 'ArrowUp') this.#choose((this.#chosen - 1 + count) % count);
    else if (event.key === 'Enter') this.#options[this.#chosen]?.click();
    else return;
    event.preventDefault();
  }

  #choose(index: number): void {
    this.#options[this.#chosen]?.setAttribute('aria-selected', 'false');
    this.#chosen = index;
    for (const [at, option] of this.#options.entries())
      option.setAttribute('aria-selected', String(at === index));
    const chosen = this.#options[index];
    if (chosen === undefined) this.#input.removeAttribute('aria-activedescendant');
    else {
      this.#input.setAttribute('aria-activedescendant', chosen.id);
      chosen.scrollIntoView({ block: 'nearest' });
    }
  }
}
