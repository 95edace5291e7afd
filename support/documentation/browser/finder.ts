import MiniSearch from 'minisearch';
import type { SearchIndex } from '../site/search-format.ts';

/** A result: what it is, where it leads, and the page that it is on. */
export interface Finding {
  readonly title: string;
  readonly page: string;
  /** The address from the root of the site. */
  readonly address: string;
}

/** The results of one kind, the best first. */
export interface FindingGroup {
  readonly kind: string;
  readonly findings: readonly Finding[];
  /** How many there are, also those that are left out. */
  readonly count: number;
}

/** The results of a kind that are shown at once. */
const SHOWN = 6;

interface Indexed {
  readonly id: number;
  readonly title: string;
  readonly text: string;
  readonly page: string;
}

/** Finds entries of the index of a site by words, also by words with a typing error. */
export class Finder {
  readonly #index: SearchIndex;
  readonly #search: MiniSearch<Indexed>;

  constructor(index: SearchIndex) {
    this.#index = index;
    this.#search = new MiniSearch<Indexed>({
      fields: ['title', 'text', 'page'],
      tokenize: wordsOf,
      searchOptions: {
        tokenize: (query) => query.split(/[\s"“”,;()]+/).flatMap(separately),
        boost: { title: 3, text: 1.5 },
        prefix: true,
      },
    });
    this.#search.addAll(
      index.entries.map(([, page, , title, text], id) => ({
        id,
        title,
        text,
        page: index.pages[page]?.[1] ?? '',
      })),
    );
  }

  /**
   * The results for a query, by kind: the kind with the best result first. All words must be found; if none has them all, words
   * may be mistyped; then some words suffice.
   */
  find(query: string): readonly FindingGroup[] {
    const results = this.#search.search(query, { combineWith: 'AND' });
    for (const combineWith of ['AND', 'OR'] as const)
      if (results.length === 0) results.push(...this.#search.search(query, { combineWith, fuzzy }));
    const groups = new Map<number, { readonly findings: Finding[]; count: number }>();
    for (const { id } of results) {
      const entry = this.#index.entries[id];
      if (entry === undefined) continue;
      const [kind, page, fragment, title] = entry;
      const group = groups.get(kind) ?? { findings: [], count: 0 };
      groups.set(kind, group);
      group.count++;
      if (group.findings.length >= SHOWN) continue;
      const [address = '', name = ''] = this.#index.pages[page] ?? [];
      const hash = fragment === '' ? '' : `#${encodeURIComponent(fragment)}`;
      group.findings.push({ title, page: name, address: `${address}index.html${hash}` });
    }
    return [...groups].map(([kind, group]) => ({ kind: this.#index.kinds[kind] ?? '', ...group }));
  }
}

/** How much of a word may be mistyped: nothing of ids, two letters of `Decrpyt`. */
function fuzzy(term: string): number | false {
  return term.length < 4 || /\d/.test(term) ? false : 0.28;
}

/** The words of a text: `kms:GenerateDataKey` is found as a whole, and by `kms`, `generate`, `data`, `key`. */
function wordsOf(text: string): string[] {
  return text.split(/[\s"“”,;()]+/).flatMap((word) => {
    const parts = separately(word);
    const inCamelCase = parts.flatMap((part) => part.split(/(?<=[a-z\d])(?=[A-Z])/));
    return [...new Set([word, ...parts, ...inCamelCase])].filter((part) => part !== '');
  });
}

function separately(word: string): string[] {
  return word.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
}
