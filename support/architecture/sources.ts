import { globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ROOT } from './imports.ts';

/** A guide, a reference or a standard, with its pages. */
export interface Publication {
  readonly name: string;
  readonly url: string;
  /**
   * The URL of the page of an operation or a type, with a `*` for its name; undefined if the publication has no such
   * pages.
   */
  readonly operations: string | undefined;
  /** The URLs of the other pages, by their titles. */
  readonly pages: ReadonlyMap<string, string>;
}

/** A page or an operation of a publication, as a source names it. */
export interface Reference {
  readonly publication: Publication;
  readonly titles: readonly string[];
  /** The first operation or type that is named, if one is. */
  readonly operation: string | undefined;
}

/** The sources of one comment: the references, and the faults as sentences. */
export interface Sources {
  readonly references: readonly Reference[];
  readonly faults: readonly string[];
}

interface Row {
  readonly url: string;
  readonly operations?: string;
  readonly pages?: Readonly<Record<string, string>>;
}

/** The publications of sources.yaml by name, with the full URLs of their pages. */
export function readPublications(): ReadonlyMap<string, Publication> {
  const file = readFileSync(new URL('support/architecture/sources.yaml', ROOT), 'utf8');
  const rows = Object.entries<Row>(parse(file));
  return new Map(rows.map(([name, row]) => [name, publicationOf(name, row)]));
}

function publicationOf(name: string, { url, operations, pages = {} }: Row): Publication {
  const urls = Object.entries(pages).map(([title, path]) => [title, new URL(path, url).href] as const);
  return { name, url, operations: operations && new URL(operations, url).href, pages: new Map(urls) };
}

/** The start of the sources in a comment. */
const SOURCE = /(?<=\/\/.*|\/\*\*.*|^\s*\*.*)(?<![A-Za-z])Source: /;

/** Lines of the same comment that end its sources. */
const OTHER = /^(?:Differs|Undocumented):|^@|^- /;

/** The texts after `Source:` in the comments of a file, each to the end of its sentence. */
export function sourceTexts(file: string): readonly string[] {
  const lines = readFileSync(new URL(file, ROOT), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const found = SOURCE.exec(line);
    if (found === null) return [];
    const parts = [line.slice(found.index + found[0].length)];
    for (const next of lines.slice(index + 1)) {
      const [, text = ''] = /^\s*(?:\*(?!\/)|\/\/)\s?(.*)$/.exec(next) ?? [];
      if (parts.at(-1)?.endsWith('*/') || text.trim() === '' || OTHER.test(text.trim())) break;
      parts.push(text.trim());
    }
    return [firstSentence(parts.join(' ').replace(/\s*\*\/$/, ''))];
  });
}

/** A sentence ends with a full stop before a space or the end, outside quotes. */
function firstSentence(text: string): string {
  return /^(?:"[^"]*"|\.(?=\S)|[^".])*/.exec(text)?.[0] ?? text;
}

/** The files whose comments may name sources. */
export function filesWithSources(): readonly string[] {
  const files = globSync('{support,steps,scenarios,examples}/**/*.{ts,js}', {
    cwd: ROOT,
    exclude: (path) => path.includes('node_modules'),
  });
  return files.filter((file) => !file.startsWith('support/architecture/')).sort();
}

/** Texts that may stand in place of a publication: a recorded answer of AWS, or another function's source. */
const NO_PUBLICATION = /^(?:AWS's answers to |as \{@link )/;

/**
 * Reads the text after `Source:`. It is a list that semicolons separate. Each entry is a publication with a page in
 * quotes, or with an operation; a section is marked as one. An entry after the first may be a remark without quotes.
 */
export function readSources(text: string, publications: ReadonlyMap<string, Publication>): Sources {
  const references: Reference[] = [];
  const faults: string[] = [];
  for (const [index, entry] of text.split(/; (?=(?:[^"]*"[^"]*")*[^"]*$)/).entries()) {
    const publication = publicationIn(entry, publications);
    if (publication !== undefined) {
      const reference = referenceIn(entry.slice(publication.name.length), publication);
      references.push(reference);
      for (const title of reference.titles) {
        if (!publication.pages.has(title)) faults.push(`${publication.name} has no page "${title}"`);
      }
    } else if (!NO_PUBLICATION.test(entry) && (index === 0 || /"|\bguide\b|\breference\b/i.test(entry))) {
      faults.push(`"${entry}" does not begin with a publication of sources.yaml`);
    }
  }
  return { references, faults };
}

function publicationIn(entry: string, publications: ReadonlyMap<string, Publication>) {
  return publications.get(/^[^,:]*?(?=, |: |$)/.exec(entry)?.[0] ?? '');
}

/** The reference of an entry. A quoted text is a page, unless it is marked as a section or is quoted from a page. */
function referenceIn(rest: string, publication: Publication): Reference {
  const quoted = [...rest.matchAll(/(section |: )?"([^"]*)"/g)];
  const titles = quoted.flatMap(([, other, text = '']) => (other === undefined ? [text] : []));
  const [, operation] = /each operation/.test(rest) ? [] : (/^, ([A-Z]\w+)\b/.exec(rest) ?? []);
  return { publication, titles, operation: publication.operations && operation };
}
