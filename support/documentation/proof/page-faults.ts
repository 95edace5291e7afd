import { HtmlValidate, Rule, StaticConfigLoader } from 'html-validate';

/** The links and the ids of a page. */
interface Anchors {
  readonly hrefs: Set<string>;
  readonly ids: Set<string>;
  /** The links of the arrows of drawings, and those of the cells of matrices. */
  readonly arrows: Set<string>;
  readonly cells: Set<string>;
  /** The ids within explanations, and those of the first lines of statements. */
  readonly decisions: Set<string>;
  readonly statements: Set<string>;
}

function noAnchors(): Anchors {
  const [hrefs, ids, arrows, cells, decisions, statements] = Array.from(
    { length: 6 },
    () => new Set<string>(),
  );
  return { hrefs, ids, arrows, cells, decisions, statements } as Anchors;
}

/** Collects while a page is validated, so that each page is parsed once. */
let anchors = noAnchors();

/** Also refuses styles within elements, apart from custom properties: the validator's own rule misreads quoted ones. */
class CollectAnchors extends Rule {
  override setup(): void {
    this.on('attr', ({ key, value, target }) => {
      if (typeof value !== 'string') return;
      if (key === 'href' || key === 'src') anchors.hrefs.add(value);
      if (key === 'style' && !value.startsWith('--')) this.report(target, 'a style is more than data');
      if (key === 'id') anchors.ids.add(value);
    });
    this.on('dom:ready', ({ document }) => {
      const collect = (selector: string, attribute: 'id' | 'href', into: Set<string>) => {
        for (const element of document.querySelectorAll(selector)) {
          const value = element.getAttributeValue(attribute);
          if (value !== null) into.add(value);
        }
      };
      collect('table.matrix td a', 'href', anchors.cells);
      collect('details.explanation > div', 'id', anchors.decisions);
      collect('.statement .line', 'id', anchors.statements);
    });
  }
}

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:recommended'],
    plugins: [{ name: 'anchors', rules: { 'anchors/collect': CollectAnchors } }],
    rules: {
      'anchors/collect': 'error',
      // The form of HTML5, as the templates write it.
      'doctype-style': ['error', { style: 'lowercase' }],
      // An id may hold what HTML allows: a path, a colon.
      'valid-id': ['error', { relaxed: true }],
      // Custom properties carry data, such as the indent of a line or the number of columns.
      'no-inline-style': 'off',
      // Lines are as the content makes them.
      'no-trailing-whitespace': 'off',
      // Titles say where a reader is, and names of features are as long as their authors make them.
      'long-title': 'off',
    },
  }),
);

/** For tests: the faults of a page's HTML, and its links and ids. */
export function readPage(file: string, text: string): { readonly faults: readonly string[] } & Anchors {
  anchors = noAnchors();
  // The validator reads no drawing.
  for (const [drawing] of text.matchAll(/<svg class="d"[\s\S]*?<\/svg>/g))
    for (const [, isArrow, href = ''] of drawing.matchAll(/<a( class="arrow")? href="([^"]*)"/g)) {
      anchors.hrefs.add(href);
      if (isArrow !== undefined) anchors.arrows.add(href);
    }
  const { results } = validator.validateStringSync(text, file);
  const faults = results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `${file}:${line} ${ruleId}: ${message}`),
  );
  return { faults, ...anchors };
}

/**
 * For tests: the places that links of pages lead to and that are not there, each once, with a page that leads to it. `hasFile`
 * tells whether a file is in the site.
 */
export function deadLinks(
  pages: ReadonlyMap<string, Anchors>,
  hasFile: (file: string) => boolean,
): readonly string[] {
  const dead = new Map<string, string>();
  for (const [file, { hrefs }] of pages)
    for (const href of hrefs) {
      const to = new URL(href, `file:///${file.split('/').map(encodeURIComponent).join('/')}`);
      if (to.protocol !== 'file:') continue;
      const path = decodeURIComponent(to.pathname.slice(1));
      const fragment = decodeURIComponent(to.hash.slice(1));
      if (!hasFile(path)) dead.set(path, `${path} is no file, and ${file} leads to it`);
      else if (fragment !== '' && !pages.get(path)?.ids.has(fragment))
        dead.set(`${path}#${fragment}`, `${path} has no element ${fragment}, and ${file} leads to it`);
    }
  return [...dead.values()];
}
