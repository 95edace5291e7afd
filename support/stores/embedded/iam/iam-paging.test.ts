import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Page, pageOf } from './iam-paging.ts';

const identity = (text: string) => text;

describe('paging', () => {
  test('following the markers gives every item once, in order, whatever the page size', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.integer({ min: 1, max: 7 }), (items, MaxItems) => {
        const seen: string[] = [];
        let page: Page<string> = pageOf(items, identity, { MaxItems });
        seen.push(...page.items);
        while (page.end.IsTruncated) {
          expect(page.items).toHaveLength(MaxItems);
          page = pageOf(items, identity, { MaxItems, Marker: page.end.Marker });
          seen.push(...page.items);
        }
        expect(page.end.Marker).toBeUndefined();
        expect(seen).toEqual([...items].sort((a, b) => (a < b ? -1 : 1)));
      }),
    );
  });

  test('an item deleted between two pages hides no other', () => {
    const first = pageOf(['a', 'b', 'c'], identity, { MaxItems: 1 });
    const second = pageOf(['b', 'c'], identity, { MaxItems: 1, Marker: first.end.Marker });
    expect(second.items).toEqual(['b']);
  });
});
