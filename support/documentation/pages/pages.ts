import { failing } from '../components/ribbon.ts';
import type { Address } from '../site/addresses.ts';
import { PageContext } from '../site/page-context.ts';
import type { Site } from '../site/site.ts';
import { accessIndexPage } from './access-index-page.ts';
import { accessPages } from './access-page.ts';
import { decidedAccessPages } from './decided-access-pages.ts';
import { denialPages, denialsPage, permissionPage } from './denials-page.ts';
import { differencesPage } from './differences-page.ts';
import { documentPage } from './document-page.ts';
import { documentsPage } from './documents-page.ts';
import { evidencePage } from './evidence-page.ts';
import { failuresPage } from './failures-page.ts';
import { indexPage } from './index-page.ts';
import { patternEvidencePages } from './pattern-evidence-pages.ts';
import { patternPages } from './pattern-page.ts';
import { principalPage } from './principal-page.ts';
import { questionPages } from './question-page.ts';
import { hasSource, sourcePage } from './source-page.ts';
import { stepsPage } from './steps-page.ts';

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
  const byAddress = new Map(
    patterns.flatMap(({ principals }) => principals.map((principal) => [principal.address, principal])),
  );
  return [
    page('', indexPage),
    page('steps/', stepsPage),
    page('differences/', differencesPage),
    ...patterns.flatMap(patternPages).map(({ address, render }) => page(address, render)),
    ...patterns.flatMap(({ features }) =>
      features.flatMap(questionPages).map(({ address, render }) => page(address, render)),
    ),
    page('access/', accessIndexPage),
    ...patterns.flatMap(accessPages).map(({ address, render }) => page(address, render)),
    ...decidedAccessPages(site).map(({ address, render }) => page(address, render)),
    page('evidence/', evidencePage),
    ...patterns.flatMap(patternEvidencePages).map(({ address, render }) => page(address, render)),
    ...patterns
      .filter(hasSource)
      .map((pattern) => page(`${pattern.address}source/`, (context) => sourcePage(context, pattern))),
    ...(failing(site) ? [page('run/', failuresPage)] : []),
    page('denials/', denialsPage),
    ...denialPages(site).map((shown) => page(shown.address, (context) => permissionPage(context, shown))),
    page('documents/', documentsPage),
    ...[...site.documents.values()].map((document) =>
      page(document.address, (context) => documentPage(context, document)),
    ),
    ...[...byAddress.values()].map((principal) =>
      page(principal.address, (context) => principalPage(context, principal)),
    ),
  ];
}
