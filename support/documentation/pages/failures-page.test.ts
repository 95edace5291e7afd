import { describe, expect, test } from '@jest/globals';
import { PageContext } from '../site/page-context.ts';
import { siteOf } from '../site/site-of.ts';
import {
  allowedRequest,
  recordedExample,
  recordedFeature,
  recordedStep,
  sampleRecord,
} from '../testing/sample-record.ts';
import { failuresPage } from './failures-page.ts';

const DENIED = 'access is denied: the key policy of the shared key does not allow kms:Decrypt';

function opened(line: number, more: Partial<ReturnType<typeof recordedExample>> = {}) {
  return recordedExample({
    line,
    name: `Example ${line}`,
    verdict: 'failed',
    steps: [recordedStep('When', 'it is read'), recordedStep('Then', DENIED, { result: 'failed' })],
    failure: { step: DENIED, line: line + 3, message: `expected: ${DENIED}\nanswered: access is granted` },
    requests: [allowedRequest({ id: `A${line}`, step: 0 })],
    ...more,
  });
}

const pageOf = (...examples: readonly ReturnType<typeof recordedExample>[]) =>
  failuresPage(
    new PageContext(
      siteOf([sampleRecord({ features: [recordedFeature(examples)] })], { repeat: 'npm run spec' }),
      'run/',
    ),
  );

describe('the page of what does not hold', () => {
  test('has the cause with its lines, then stated, found and at', () => {
    const text = pageOf(opened(10), opened(20));
    expect(text).toContain('2 requests that must be refused are allowed.');
    expect(text).toContain('Allows in 2 failing examples');
    expect(text).toContain('<mark><span>&quot;kms:GenerateDataKey&quot;</span></mark>');
    expect(text).toContain('<code>reading.feature:13</code>');
    expect(text.indexOf('What the failures have in common')).toBeLessThan(text.indexOf('id="opened"'));
  });

  test('lists what was skipped and not run apart', () => {
    const skipped = recordedExample({ verdict: 'skipped', line: 30, skipped: 'the store performs no copy' });
    const text = pageOf(
      opened(10),
      skipped,
      recordedExample({ verdict: 'not run', line: 40, name: 'Another' }),
    );
    expect(text).toMatch(/id="skipped">.*Skipped <span class="soft num">1<[\s\S]*the store performs no copy/);
    expect(text).toMatch(/id="not-run">.*Not run <span class="soft num">1</);
  });

  test('escapes names and messages', () => {
    const failure = { step: DENIED, line: 1, message: 'a\n</pre><script>x</script>' };
    const text = pageOf(opened(10, { name: '<b>bold</b>', failure }));
    expect(text).toContain('&lt;b&gt;bold&lt;/b&gt;');
    expect(text).not.toContain('<script>x');
  });

  test('stays below 300 KB with thousands of failures', () => {
    const text = pageOf(...Array.from({ length: 3_000 }, (_, index) => opened(index * 10 + 1)));
    expect(text.length).toBeLessThan(300_000);
    expect(text).toMatch(/and \d{4} more\./);
  });
});
