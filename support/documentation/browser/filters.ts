import { all, element } from './element.ts';
import { target } from './folds.ts';

/** The names of the filters: those of data attributes of examples, and of parameters in the address. */
const NAMES = ['account', 'action', 'tag', 'verdict'] as const;
type Name = (typeof NAMES)[number];
type Chosen = Readonly<Partial<Record<Name, string>>>;

const EXAMPLES = NAMES.map((name) => `.example[data-${name}]`).join(', ');

/**
 * Adds the filter of the examples of a page. It is kept in the query of the address, so that a filtered view can be sent.
 */
export function addFilters(): void {
  const examples = all(EXAMPLES);
  const values = new Map(NAMES.map((name) => [name, countsOf(examples, name)]));
  const useful = NAMES.filter((name) => (values.get(name)?.size ?? 0) > 1);
  const place = placeOfFilters(examples);
  if (examples.length < 2 || useful.length === 0 || place === undefined) return;
  const form = new FilterForm(examples, useful, values);
  place.before(form.element);
  form.follow();
  addEventListener('popstate', () => form.follow());
  addEventListener('hashchange', () => form.showTarget());
}

/** How many examples have each value of an attribute. */
function countsOf(examples: readonly HTMLElement[], name: Name): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const example of examples)
    for (const value of valuesOf(example, name)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function valuesOf(example: HTMLElement, name: Name): readonly string[] {
  return (example.dataset[name] ?? '').split(' ').filter((value) => value !== '');
}

/** The filter stands before what it filters: the questions of a pattern, the rules of a question. */
function placeOfFilters([first]: readonly HTMLElement[]): Element | undefined {
  const feature = first?.closest('.feature');
  const features = all('.feature').length;
  const within = features > 1 ? feature : (first?.closest('.rule') ?? first?.closest('.examples'));
  return within ?? first;
}

/** The filter, and the examples that it shows. */
class FilterForm {
  readonly element: HTMLFormElement;
  readonly #examples: readonly HTMLElement[];
  readonly #selects: ReadonlyMap<Name, HTMLSelectElement>;
  readonly #count = element('span', { role: 'status' });
  readonly #clear = element('button', { type: 'reset' }, 'clear');

  constructor(
    examples: readonly HTMLElement[],
    names: readonly Name[],
    values: ReadonlyMap<Name, ReadonlyMap<string, number>>,
  ) {
    this.#examples = examples;
    this.#selects = new Map(names.map((name) => [name, selectOf(name, values.get(name) ?? new Map())]));
    const labels = [...this.#selects].map(([name, select]) => element('label', {}, name, select));
    const shown = element('p', { class: 'shown' }, this.#count, ' ', this.#clear);
    this.element = element(
      'form',
      { class: 'filters', 'aria-label': 'Filter the examples' },
      ...labels,
      shown,
    );
    this.element.addEventListener('change', () => this.#choose());
    this.element.addEventListener('submit', (event) => event.preventDefault());
    this.element.addEventListener('reset', (event) => {
      event.preventDefault();
      this.#set({});
      this.#choose();
      this.#selects.values().next().value?.focus();
    });
  }

  /** Shows what the address asks for. */
  follow(): void {
    const asked = new URLSearchParams(location.search);
    this.#set(Object.fromEntries(NAMES.map((name) => [name, asked.get(name) ?? ''])));
    this.#show();
    if (location.hash !== '') this.showTarget();
    else if (this.#chosen().length > 0) this.element.scrollIntoView();
  }

  /** Ends the filter if it hides what the fragment of the address names. */
  showTarget(): void {
    const found = target();
    if (!found?.closest('[hidden]')) return;
    this.#set({});
    this.#choose();
    found.scrollIntoView();
  }

  #set(chosen: Chosen): void {
    for (const [name, select] of this.#selects) {
      select.value = chosen[name] ?? '';
      if (select.selectedIndex < 0) select.value = '';
    }
  }

  #choose(): void {
    const query = new URLSearchParams([...this.#chosen()]).toString();
    try {
      history.replaceState(history.state, '', `${location.pathname}${query && `?${query}`}${location.hash}`);
    } catch {
      // A browser may forbid a file to change its address; the filter works all the same.
    }
    this.#show();
  }

  #chosen(): readonly (readonly [Name, string] & [string, string])[] {
    return [...this.#selects].flatMap(([name, { value }]) =>
      value === '' ? [] : [[name, value] as [Name, string]],
    );
  }

  #show(): void {
    const chosen = this.#chosen();
    let shown = 0;
    for (const example of this.#examples) {
      const fits = chosen.every(([name, value]) => valuesOf(example, name).includes(value));
      if (fits) shown++;
      example.hidden = !fits;
      for (let next = example.nextElementSibling; next instanceof HTMLDetailsElement; ) {
        next.hidden = !fits;
        next = next.nextElementSibling;
      }
    }
    for (const part of all('.rule, .feature'))
      if (!part.contains(this.element) && part.querySelector(EXAMPLES))
        part.hidden = chosen.length > 0 && !part.querySelector('.example:not([hidden])');
    this.#count.textContent = `${shown} of ${this.#examples.length} examples shown`;
    this.#clear.hidden = chosen.length === 0;
  }
}

function selectOf(name: Name, counts: ReadonlyMap<string, number>): HTMLSelectElement {
  const select = element('select', { name }, element('option', { value: '' }, 'any'));
  for (const [value, count] of [...counts].toSorted(([one], [other]) => one.localeCompare(other, 'en')))
    select.append(element('option', { value }, `${value} (${count})`));
  return select;
}
