import { describe, expect, test } from '@jest/globals';
import { siteOf } from '../site/site-of.ts';
import {
  allowedRequest,
  recordedExample,
  recordedFeature,
  recordedStep,
  sampleRecord,
} from '../testing/sample-record.ts';
import { code, plain } from './markdown.ts';
import { markdownSummary } from './summary.ts';

const STATED = 'access is denied: no identity policy allows kms:Decrypt';

function opened(line: number, name = `Example ${line}`) {
  return recordedExample({
    line,
    name,
    verdict: 'failed',
    steps: [recordedStep('When', 'it is read'), recordedStep('Then', STATED, { result: 'failed' })],
    failure: { step: STATED, line: line + 3, message: 'expected: x\nanswered: y' },
    requests: [allowedRequest({ id: `A${line}`, step: 0 })],
  });
}

const summaryOf = (...examples: readonly ReturnType<typeof recordedExample>[]) =>
  markdownSummary(
    siteOf([sampleRecord({ features: [recordedFeature(examples)] })], { repeat: 'npm run spec' }),
  );

describe('the summary in Markdown', () => {
  test('of a run that holds is its verdict and a table of patterns', () => {
    const text = summaryOf(recordedExample());
    expect(text).toMatch(/^### 1 of 1 outcomes hold\n/);
    expect(text).toContain('| Exchange | 1 | 1 hold |');
    expect(text).not.toContain('####');
  });

  test('says what opened, with stated, found and at', () => {
    const text = summaryOf(opened(10), recordedExample({ line: 30, verdict: 'skipped', skipped: 'no copy' }));
    expect(text).toContain('#### Opened: allowed, and must be refused (1)');
    expect(text).toContain(`| E01 Example 10 | ${STATED} | allowed to the writer role: key-policy.json:4 |`);
    expect(text).toContain('`features/exchange/reading.feature:13` |');
    expect(text).toContain('| no copy | E01 |');
  });

  test('stays below 60 KB, and counts what it cut', () => {
    const text = summaryOf(...Array.from({ length: 2_000 }, (_, index) => opened(index * 10 + 1)));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60 * 1024);
    const [, cut] = /may not be longer: (\d+) of "Opened/.exec(text) ?? [];
    const shown = text.match(/^\| E01 Example/gm)?.length ?? 0;
    expect(shown + Number(cut)).toBe(2_000);
  });
});

describe('a text in a table', () => {
  test.each([
    ['a | b', 'a \\| b'],
    ['`x` *y* _z_', '\\`x\\` \\*y\\* \\_z\\_'],
    ['<img src=x>', '&lt;img src=x&gt;'],
    ['@ana #12 [a](https://x)', '&#64;ana &#35;12 \\[a\\](https&#58;//x)'],
    ['two\nlines', 'two lines'],
  ])('%j becomes %j', (text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  test.each([
    ['a|b', '`a\\|b`'],
    ['a`b', '``a`b``'],
    ['`a`', '`` `a` ``'],
    ['', ''],
  ])('%j is code as %j', (text, expected) => {
    expect(code(text)).toBe(expected);
  });
});
