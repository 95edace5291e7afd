import { describe, expect, test } from '@jest/globals';
import { recordedExample, recordedFeature, sampleRecord } from '../testing/sample-record.ts';
import { searchIndexOf, searchIndexScript } from './search-index.ts';
import { siteOf } from './site-of.ts';

const site = siteOf([sampleRecord()], { repeat: '' });
const [feature] = site.patterns.flatMap(({ features }) => features);
const address = feature?.address ?? '';

/** The entries of the index with their kinds and pages in words. */
function entriesOf(pages: ReadonlyMap<string, string>) {
  const index = searchIndexOf(site, pages);
  return index.entries.map(([kind, page, fragment, title]) => ({
    kind: index.kinds[kind],
    to: `${index.pages[page]?.[0]}#${fragment}`,
    title,
  }));
}

describe('the index of the search', () => {
  test('has each denial, permission and example, and leads to pages of the site alone', () => {
    expect(entriesOf(new Map([[address, 'A question']]))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'Examples', to: `${address}#L10` }),
        expect.objectContaining({ kind: 'Permissions', title: 'kms:Decrypt', to: `${address}#L10` }),
        expect.objectContaining({ kind: 'Denials', to: `${address}#L10` }),
      ]),
    );
    const withDenials = new Map([
      [address, ''],
      ['denials/kms-Decrypt/', ''],
    ]);
    expect(entriesOf(withDenials)).toContainEqual({
      kind: 'Permissions',
      title: 'kms:Decrypt',
      to: 'denials/kms-Decrypt/#',
    });
    expect(entriesOf(new Map())).toEqual([]);
  });

  test('grows with the examples alone: what they share is in it once', () => {
    const examples = Array.from({ length: 1000 }, (_, index) =>
      recordedExample({ name: `Example ${index}`, line: index + 1, firstLine: index + 1 }),
    );
    const many = siteOf([sampleRecord({ features: [recordedFeature(examples)] })], { repeat: '' });
    const pages = new Map([[address, ''], ...many.examples.map((example) => [example.address, ''] as const)]);
    const more = searchIndexOf(many, pages).entries.length - searchIndexOf(site, pages).entries.length;
    expect(more).toBe(999);
  });

  test('is a script whose data are inert', () => {
    const script = searchIndexScript({
      kinds: ['</script>'],
      pages: [],
      entries: [[0, 0, '', '"quoted" \u2028', '']],
    });
    expect(JSON.parse(script.replace(/^globalThis\.keyholeIndex=/, ''))).toMatchObject({
      entries: [[0, 0, '', '"quoted" \u2028', '']],
    });
  });
});
