import { describe, expect, test } from '@jest/globals';
import { PageContext } from '../site/page-context.ts';
import { siteOf } from '../site/site-of.ts';
import {
  allowedRequest,
  recordedExample,
  recordedFeature,
  refusedRequest,
  sampleRecord,
} from '../testing/sample-record.ts';
import { denialPages, denialsPage, permissionPage } from './denials-page.ts';

type Example = ReturnType<typeof recordedExample>;

const siteWith = (...examples: readonly Example[]) =>
  siteOf([sampleRecord({ features: [recordedFeature(examples)] })], { repeat: 'npm run spec' });

const textsOf = (site: ReturnType<typeof siteWith>) =>
  denialPages(site).map((shown) => ({
    address: shown.address,
    text: permissionPage(new PageContext(site, shown.address), shown),
  }));

/** The refused request with another denial. */
function refusedAs(more: object) {
  const [decision] = refusedRequest().decisions;
  const denial = decision?.denial && { ...decision.denial, ...more };
  return refusedRequest({ decisions: decision === undefined ? [] : [{ ...decision, denial }] });
}

describe('the pages of denials', () => {
  test('lead from the last words of a message to what refused, and to each permission', () => {
    const site = siteWith(recordedExample());
    const text = denialsPage(new PageContext(site, 'denials/'));
    expect(text).toContain('1 request refused; 1 permission denied.');
    expect(text).toContain('key policy, for a caller of another account: no statement allows it');
    expect(text).toContain('<a href="kms-Decrypt/index.html"><code>kms:Decrypt</code></a>');
  });

  test('have each reason with the statement that came nearest', () => {
    const [page] = textsOf(siteWith(recordedExample()));
    expect(page?.address).toBe('denials/kms-Decrypt/');
    expect(page?.text).toContain('key-policy.json:4');
    expect(page?.text).not.toContain('Other permissions');
    expect(page?.text).toContain(
      'does not match kms:GenerateDataKey'.replace('kms:GenerateDataKey', '<code>'),
    );
  });

  test.each<[string, object]>([
    ['no statement came near and none was considered', { nearest: undefined, considered: [] }],
    ['the layer is of a newer version', { layer: 'some <new> layer' }],
    ['a grant refused', { layer: 'grant', nearest: undefined }],
  ])('stand if %s', (_, more) => {
    const [page] = textsOf(siteWith(recordedExample({ requests: [refusedAs(more)] })));
    expect(page?.text).toContain('The writer cannot read its own object');
    expect(page?.text).not.toContain('<new>');
  });

  test('say that nothing was refused', () => {
    const site = siteWith(recordedExample({ requests: [allowedRequest()] }));
    expect(denialsPage(new PageContext(site, 'denials/'))).toContain('No request was refused in this run.');
    expect(denialPages(site)).toEqual([]);
  });

  test('have several pages if there are hundreds', () => {
    const requests = Array.from({ length: 600 }, (_, index) => refusedRequest({ id: `${index}` }));
    const pages = textsOf(siteWith(recordedExample({ requests })));
    expect(pages.map(({ address }) => address)).toEqual([
      'denials/kms-Decrypt/',
      'denials/kms-Decrypt/more/2/',
      'denials/kms-Decrypt/more/3/',
    ]);
    expect(pages[1]?.text).toContain('Page 2 of 3 of denials');
  });

  test('escape names', () => {
    const site = siteWith(recordedExample({ name: '<img src=x>' }));
    for (const { text } of textsOf(site)) expect(text).not.toContain('<img');
  });
});
