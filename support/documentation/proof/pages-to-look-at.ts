import type { WrittenSite } from './written-sites.ts';

/** The forms of addresses with many pages of one kind. One page of each kind is looked at, and all others. */
const KINDS: readonly RegExp[] = [
  /^evidence\/[^/]+\/index\.html$/,
  /^denials\/[^/]+\/index\.html$/,
  /^decisions\/[^/]+\/index\.html$/,
  /^(?:write-only-bucket|key-arn-gotcha)\/index\.html$/,
  /^[^/]+\/principals\/[^/]+\/index\.html$/,
  /^[^/]+\/documents\/.+\/index\.html$/,
  /^[^/]+\/(?:access|source|variants)\/index\.html$/,
  /^[^/]+\/[^/]+\/index\.html$/,
];

/** For tests: a page of every kind that a site has, as paths of files. Pages of no known kind are all among them. */
export function pagesToLookAt({ pages }: WrittenSite): readonly string[] {
  const kinds = Map.groupBy(pages.toSorted(), (page) => {
    const kind = KINDS.findIndex((form) => form.test(page));
    const ending = page.match(/(access|source)\/index\.html$/)?.[1] ?? '';
    return kind < 0 ? page : `${kind} ${ending}`;
  });
  return [...kinds.values()].flatMap(([first]) => first ?? []);
}

/** For tests: the pages whose layout differs most on a small screen: lists, Gherkin, a document, tables and a drawing. */
export const pagesOfLayouts: readonly string[] = [
  'index.html',
  'write-only-bucket/index.html',
  'write-only-bucket/writing-without-reading/index.html',
  'write-only-bucket/documents/added/key-policy.json/index.html',
  'write-only-bucket/access/index.html',
  'evidence/write-only-bucket/index.html',
];

/** For tests: the pages on which a run that fails looks otherwise. */
export const pagesOfFailures: readonly string[] = [
  'index.html',
  'run/index.html',
  'evidence/index.html',
  'write-only-bucket/writing-without-reading/index.html',
];
