import type { WrittenSite } from './written-sites.ts';

/** The forms of addresses with many pages of one kind. One page of each kind is looked at, and all others. */
const KINDS: readonly RegExp[] = [
  /^evidence\/[^/]+\/index\.html$/,
  /^denials\/[^/]+\/index\.html$/,
  /^(?:write-only-bucket|key-arn-gotcha|multi-account-access)\/index\.html$/,
  /^[^/]+\/principals\/[^/]+\/index\.html$/,
  /^[^/]+\/documents\/.+\/index\.html$/,
  /^[^/]+\/matrix\/[^/]+\/index\.html$/,
  /^[^/]+\/(?:access|matrix|source)\/index\.html$/,
  /^[^/]+\/[^/]+\/index\.html$/,
  /^[^/]+\/[^/]+\/[^/]+\/index\.html$/,
];

/** Pages that have components of which no other page of their kind has one. */
const OWN = ['multi-account-access/access/index.html', 'multi-account-access/access-matrix/index.html'];

/** For tests: a page of every kind that a site has, as paths of files. Pages of no known kind are all among them. */
export function pagesToLookAt({ pages }: WrittenSite): readonly string[] {
  const kinds = Map.groupBy(pages.toSorted(), (page) => {
    const kind = KINDS.findIndex((form) => form.test(page));
    const ending = page.match(/(access|matrix|source)\/index\.html$/)?.[1] ?? '';
    return kind < 0 || OWN.includes(page) ? page : `${kind} ${ending}`;
  });
  return [...kinds.values()].flatMap(([first]) => first ?? []);
}

/** For tests: the pages on which a run that fails looks otherwise. */
export const pagesOfFailures: readonly string[] = [
  'index.html',
  'run/index.html',
  'evidence/index.html',
  'write-only-bucket/index.html',
  'write-only-bucket/choosing-another-encryption/index.html',
];
