import { beforeAll, describe, expect, test } from '@jest/globals';
import { prepareDrawings } from '../diagram/diagram.ts';
import { siteOf } from '../site/site-of.ts';
import { anchorFaults, anchorsOf } from '../testing/anchors.ts';
import { type Extent, generatedRecord } from '../testing/generated-record.ts';
import { type Page, pagesOf } from './pages.ts';

const LARGEST_PAGE = 300_000;

async function generatedPages(extent: Extent): Promise<readonly Page[]> {
  const site = siteOf([generatedRecord(extent)], { repeat: 'npx keyhole spec' });
  await prepareDrawings(site);
  return pagesOf(site);
}

describe.each<[string, Extent]>([
  ['hundreds of features', { features: 400, rules: 1, examples: 4 }],
  ['a feature of hundreds of rules', { features: 1, rules: 400, examples: 4 }],
  ['a rule of thousands of examples', { features: 1, rules: 1, examples: 1600 }],
  ['a register of thousands of outcomes', { features: 200, rules: 2, examples: 4, outcomes: 1600 }],
])('the site of %s', (_, extent) => {
  let pages: readonly Page[];
  beforeAll(async () => {
    pages = await generatedPages(extent);
  });

  test(`has no page above ${LARGEST_PAGE} bytes`, () => {
    const sizes = pages.map(({ address, text }) => [address, Buffer.byteLength(text)] as const);
    expect(sizes.filter(([, size]) => size > LARGEST_PAGE)).toEqual([]);
  });

  test('has each id once on a page, and no dead link', () => {
    expect(anchorFaults(anchorsOf(pages)).slice(0, 10)).toEqual([]);
  });

  test('shows each example in one place, with its decision', () => {
    const shown = pages.flatMap(({ text }) =>
      Array.from(text.matchAll(/<article class="example" id="L\d+(?:-\d+)?"/g)),
    );
    expect(shown).toHaveLength(extent.features * extent.rules * extent.examples);
    const explained = pages.flatMap(({ text }) => text.match(/<details class="explanation">/g) ?? []);
    expect(explained).toHaveLength(shown.length);
  });
});

test('a feature that is split keeps a place for each of its old addresses', async () => {
  const pages = anchorsOf(await generatedPages({ features: 1, rules: 20, examples: 8, outcomes: 160 }));
  const own = pages.get('exchange/question-1/');
  const rules = [...pages.keys()].filter((address) => address.startsWith('exchange/question-1/rule-'));
  expect(rules).toHaveLength(20);
  for (const id of ['R5', 'L7', 'L12', 'G00001', 'G00160']) expect(own?.ids).toContain(id);
});
