import { failing } from '../components/ribbon.ts';
import type { Address } from '../site/addresses.ts';
import { evidenceAddress, PageContext } from '../site/page-context.ts';
import type { Site } from '../site/site.ts';
import { denialPages, denialsPage, permissionPage } from './denials-page.ts';
import { evidencePage, patternEvidencePage } from './evidence-page.ts';
import { failuresPage } from './failures-page.ts';
import { indexPage } from './index-page.ts';
import { patternPage } from './pattern-page.ts';
import { questionPage } from './question-page.ts';
import { hasSource, sourcePage } from './source-page.ts';

/** A page of the site. */
export interface Page {
  readonly address: Address;
  readonly text: string;
}

/** All pages of a site. */
export function pagesOf(site: Site): readonly Page[] {
  const page = (address: Address, render: (context: PageContext) => string): Page => ({
    address,
    text: render(new PageContext(site, address)),
  });
  const { patterns } = site;
  return [
    page('', indexPage),
    ...patterns.map((pattern) => page(pattern.address, (context) => patternPage(context, pattern))),
    ...patterns.flatMap(({ features }) =>
      features.map((feature) => page(feature.address, (context) => questionPage(context, feature))),
    ),
    page('evidence/', evidencePage),
    ...patterns.map((pattern) =>
      page(evidenceAddress(pattern.name), (context) => patternEvidencePage(context, pattern)),
    ),
    ...patterns
      .filter(hasSource)
      .map((pattern) => page(`${pattern.address}source/`, (context) => sourcePage(context, pattern))),
    ...(failing(site) ? [page('run/', failuresPage)] : []),
    page('denials/', denialsPage),
    ...denialPages(site).map(({ address, ...shown }) =>
      page(address, (context) => permissionPage(context, shown)),
    ),
  ];
}
