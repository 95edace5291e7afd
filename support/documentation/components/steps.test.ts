import { describe, expect, test } from '@jest/globals';
import type { RecordedRequest } from '../record/recorded-decision.ts';
import type { RecordedExample } from '../record/run-record.ts';
import { siteOf } from '../site/site-of.ts';
import {
  allowedRequest,
  recordedExample,
  recordedFeature,
  recordedStep,
  refusedRequest,
  sampleRecord,
} from '../testing/sample-record.ts';
import { steps, stepText } from './steps.ts';

/** The steps of an example as markup. */
function shown(more: Partial<RecordedExample>): string {
  const record = sampleRecord({ features: [recordedFeature([recordedExample(more)])] });
  const [example] = siteOf([record], { repeat: '' }).examples;
  if (example === undefined) throw new TypeError('the sample has no example');
  return steps(example, undefined).text;
}

test.each([
  ['reads "hello.txt"', 'reads <q>“hello.txt”</q>'],
  ['does not allow kms:Decrypt', 'does not allow <code>kms:Decrypt</code>'],
  ['kms:ReEncrypt* and s3:GetObject', '<code>kms:ReEncrypt*</code> and <code>s3:GetObject</code>'],
  ['reads "<script>"', 'reads <q>“&lt;script&gt;”</q>'],
  ['reads ""', 'reads <q>“”</q>'],
  ['a quotation mark " alone', 'a quotation mark &quot; alone'],
])('the text %j is set as %j', (text, markup) => {
  expect(stepText(text).text).toBe(markup);
});

describe('the mark of an answer stands at the Then', () => {
  const failed: RecordedRequest = { ...allowedRequest(), response: { status: 404, code: 'NoSuchKey' } };
  const undecidable: RecordedRequest = { ...allowedRequest(), decisions: [], undecidable: 'no fact tells' };

  test.each([
    ['allowed', allowedRequest()],
    ['denied', refusedRequest()],
    ['failed', failed],
    ['failed', undecidable],
  ])('as "%s"', (answer, request) => {
    expect(shown({ requests: [request] })).toMatch(
      new RegExp(`<li class="outcome"><b>Then</b><div><span class="is-${answer}"><svg`),
    );
  });

  test('as broken where the step failed', () => {
    const [scenario, uploaded, reads] = recordedExample().steps;
    const then = recordedStep('Then', 'access is granted', { result: 'failed' });
    const all = [scenario, uploaded, reads, then].filter((step) => step !== undefined);
    expect(shown({ steps: all, verdict: 'failed' })).toContain('<span class="is-broken"><svg');
  });

  test.each(['skipped', 'not run'] as const)('not at all where the step is "%s"', (result) => {
    const all = recordedExample().steps.map((step) => ({ ...step, result }));
    expect(shown({ steps: all, verdict: result, requests: [] })).not.toContain('<svg');
  });
});

test('steps of the Background are left out, and tables and texts are kept', () => {
  const markup = shown({
    steps: [
      recordedStep('Given', 'the exchange scenario', { background: true }),
      recordedStep('When', 'it looks', {
        table: [
          ['who', 'read'],
          ['the <writer>', 'yes'],
        ],
      }),
      recordedStep('Then', 'it says', { docString: 'a & b' }),
    ],
  });
  expect(markup).not.toContain('the exchange scenario');
  expect(markup).toContain('<th scope="col">who</th>');
  expect(markup).toContain('<td>the &lt;writer&gt;</td>');
  expect(markup).toContain('<pre class="doc-string">a &amp; b</pre>');
});
