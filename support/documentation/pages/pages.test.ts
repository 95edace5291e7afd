import { describe, expect, test } from '@jest/globals';
import type { RecordedExample } from '../record/run-record.ts';
import { siteOf } from '../site/site-of.ts';
import { anchorFaults, anchorsOf } from '../testing/anchors.ts';
import {
  allowedRequest,
  recordedExample,
  recordedFeature,
  recordedStep,
  sampleRecord,
} from '../testing/sample-record.ts';
import { pagesOf } from './pages.ts';

/** The ids and links of each page of a site, by its address. */
function siteAnchors(examples: readonly RecordedExample[], ids: readonly string[]) {
  const [entry] = sampleRecord().outcomes;
  if (entry === undefined) throw new TypeError('the sample has no outcome');
  const record = sampleRecord({
    features: [
      recordedFeature(examples.slice(0, 1)),
      recordedFeature(examples.slice(1), { file: 'features/exchange/paths.feature' }),
    ],
    outcomes: ids.map((id) => ({ ...entry, id })),
  });
  return anchorsOf(pagesOf(siteOf([record], { repeat: 'npx keyhole spec' })));
}

test('the page of a pattern stays below 300 KB, and leads to each question', () => {
  const steps = Array.from({ length: 3 }, () => recordedStep('Given', 'a fact '.repeat(20)));
  const features = Array.from({ length: 100 }, (_, file) =>
    recordedFeature(
      Array.from({ length: 20 }, (__, line) =>
        recordedExample({ name: `Example ${file} ${line}`, line: line + 1, outcomes: [], steps }),
      ),
      { file: `features/exchange/question-${file}.feature` },
    ),
  );
  const pages = pagesOf(siteOf([sampleRecord({ features })], { repeat: 'npx keyhole spec' }));
  const text = pages.find(({ address }) => address === 'exchange/')?.text ?? '';
  expect(text.length).toBeLessThan(300 * 1024);
  expect(text).toContain('href="question-99/index.html"');
  expect(text).toContain('20 examples');
});

describe('every id is on its page once, and every link leads to one', () => {
  const on = (line: number, outcomes: readonly string[], more: Partial<RecordedExample> = {}) =>
    recordedExample({ name: `Example ${line}`, line, outcomes: [...outcomes], tags: [...outcomes], ...more });

  test.each<[string, readonly string[]]>([
    ['as lines of examples', ['L10', 'L20', 'R8']],
    ['as ids of the page', ['main', 'here', 'outcomes', 'limits', 'run', 'documents']],
    ['as patterns and features', ['exchange', 'paths', 'reading']],
    ['several of one example', ['W01', 'W02', 'W03']],
  ])('with outcomes named %s', (_, ids) => {
    const allowed = { requests: [allowedRequest()] };
    const pages = siteAnchors([on(10, ids), on(20, ids), on(30, ids.slice(1), allowed), on(40, [])], ids);
    expect(anchorFaults(pages)).toEqual([]);
  });

  test('with two examples on one line, as records of two commits can have', () => {
    const pages = siteAnchors(
      [on(10, []), on(20, ['W01']), on(20, ['W02'], { name: 'Another' })],
      ['W01', 'W02'],
    );
    expect(anchorFaults(pages)).toEqual([]);
  });
});
