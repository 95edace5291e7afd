import { describe, expect, test } from '@jest/globals';
import type { RecordedExample } from '../record/run-record.ts';
import { PageContext } from '../site/page-context.ts';
import {
  accessScenario,
  accessSite,
  denied,
  exampleOf,
  granted,
  requestOf,
} from '../testing/sample-access.ts';
import { accessIndexPage } from './access-index-page.ts';
import { accessPages } from './access-page.ts';

/** The pages of access of a pattern with these examples, by their address. */
function pagesOf(examples: readonly RecordedExample[], more: Parameters<typeof accessSite>[1] = {}) {
  const { site, pattern } = accessSite(examples, more);
  return new Map(
    accessPages(pattern).map(({ address, render }) => [address, render(new PageContext(site, address))]),
  );
}

const read = requestOf([granted('s3:GetObject'), denied('kms:Decrypt')]);

describe('the page of access', () => {
  test('has a cell with mark and word that leads to its decision', () => {
    expect(pagesOf([exampleOf([read])]).get('exchange/access/')).toContain(
      '<td class="denied"><a class="is-denied" href="../reading/index.html#E01" aria-label="the writer role, read: denied, key policy"><svg class="mark" aria-hidden="true"><use href="#m-denied"/></svg><span>key policy</span></a></td>',
    );
  });

  test('says that a use was not tried', () => {
    const other = requestOf([granted('s3:DeleteObject')], { caller: 'the deleter' });
    const page = pagesOf([exampleOf([read]), exampleOf([other], { line: 20 })]).get('exchange/access/') ?? '';
    expect(page.match(/<td class="not-run"><span class="cell">not tried<\/span><\/td>/g)).toHaveLength(2);
  });

  test('says so if nothing was tried', () => {
    expect(pagesOf([exampleOf([])]).get('exchange/access/')).toContain(
      'No request of the scenario as it stands was tried.',
    );
  });

  test('escapes names', () => {
    const scenario = accessScenario();
    const principals = scenario.principals.map((principal) => ({ ...principal, phrase: '<script>"&' }));
    const odd = requestOf([granted('s3:GetObject')], { caller: '<script>"&' });
    const page =
      pagesOf([exampleOf([odd])], { scenarios: [{ ...scenario, principals }] }).get('exchange/access/') ?? '';
    expect(page).toContain('&lt;script&gt;&quot;&amp;');
    expect(page).not.toContain('<script>"');
  });

  test('is split by resource if it is too large', () => {
    const readers = Array.from({ length: 400 }, (_, index) =>
      exampleOf(
        [requestOf([granted('s3:GetObject'), granted('kms:Decrypt')], { caller: `reader ${index}` })],
        { line: index + 1 },
      ),
    );
    const pages = pagesOf(readers);
    expect([...pages.keys()]).toEqual([
      'exchange/access/',
      'exchange/access/exchange-bucket/',
      'exchange/access/shared-key/',
    ]);
    expect(pages.get('exchange/access/')).toContain('href="exchange-bucket/index.html"');
    for (const page of pages.values()) expect(page.length).toBeLessThan(300_000);
  });
});

test('the index counts the principals that reach a resource, use by use', () => {
  const { site } = accessSite([exampleOf([read])]);
  const page = accessIndexPage(new PageContext(site, 'access/'));
  expect(page).toContain('href="../exchange/access/index.html#exchange-bucket">the exchange bucket</a>');
  expect(page).toContain('<td>0 of 1 that tried</td><td>read 0 of 1</td>');
});
