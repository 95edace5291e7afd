import { describe, expect, test } from '@jest/globals';
import type { RecordedExample } from '../record/run-record.ts';
import { PageContext } from '../site/page-context.ts';
import { siteOf } from '../site/site-of.ts';
import {
  allowedRequest,
  recordedExample,
  recordedFeature,
  refusedRequest,
  sampleRecord,
} from '../testing/sample-record.ts';
import { example } from './example.ts';

/** The first example of a record as markup, on the page of its feature or elsewhere. */
function shown(more: Partial<RecordedExample> = {}, inPlace = true): string {
  const record = sampleRecord({ features: [recordedFeature([recordedExample(more)])] });
  const site = siteOf([record], { repeat: 'npx keyhole spec' });
  const [first] = site.examples;
  if (first === undefined) throw new TypeError('the sample has no example');
  const context = new PageContext(site, inPlace ? first.feature.address : first.feature.pattern.address);
  return example(context, first, { differs: undefined, level: 3, inPlace }).text;
}

describe('an example on the page of its feature', () => {
  test('has an address by its line, and its denial explained beneath, with the id of the outcome', () => {
    const markup = shown();
    expect(markup).toContain('id="L10"');
    expect(markup).toMatch(/<details class="explanation">/);
    expect(markup).toMatch(/id="E01"/);
    expect(markup).toContain('href="#E01">why<');
  });

  test('that was allowed carries the id of the outcome itself, and its request is explained too', () => {
    const markup = shown({ requests: [allowedRequest()] });
    expect(markup).toMatch(/<a class="id" id="E01"/);
    expect(markup).toContain('<div id="L10-answer">');
    expect(markup).not.toContain('>why<');
  });

  test('explains each request under an id of its own, and folds many', () => {
    const requests = [
      allowedRequest({ id: 'A' }),
      refusedRequest({ id: 'B' }),
      refusedRequest({ id: 'C' }),
      allowedRequest({ id: 'D' }),
    ];
    const few = shown({ requests: requests.slice(0, 3) });
    expect([...few.matchAll(/<div id="([^"]+)"/g)].map(([, id]) => id)).toEqual([
      'L10-answer',
      'E01',
      'L10-why2',
    ]);
    expect(few).not.toContain('requests, each with its decision');
    expect(shown({ requests })).toMatch(
      /<details class="explanations"><summary>4 requests, each with its decision<\/summary><details class="explanation">/,
    );
  });

  test.each(['skipped', 'not run'] as const)('that was %s explains nothing', (verdict) => {
    expect(shown({ verdict })).not.toContain('<details');
  });
});

test('on another page it leads to the page of its feature', () => {
  const markup = shown({}, false);
  expect(markup).toContain('id="reading-L10"');
  expect(markup).toContain('href="reading/index.html#L10"');
  expect(markup).toContain('href="reading/index.html#E01">why<');
  expect(markup).not.toContain('<details');
});

describe('the verdict is said unless it passed', () => {
  test.each([
    ['failed', 'is-broken">failed<', ' broken"'],
    ['broken', 'is-broken">failed<', ' broken"'],
    ['unusable', 'is-broken">failed<', ' broken"'],
    ['skipped', 'is-still">skipped<', ' is-not-run"'],
    ['not run', 'is-still">not run<', ' is-not-run"'],
  ] as const)('%s', (verdict, tag, state) => {
    const markup = shown({ verdict, requests: [] });
    expect(markup).toContain(tag);
    expect(markup).toContain(state);
  });

  test('with the reason of a skip, and the first line of a failure', () => {
    expect(shown({ verdict: 'skipped', skipped: 'not <here>', requests: [] })).toContain('not &lt;here&gt;');
    const failure = { step: '', line: 0, message: 'expected: access is granted\nat line 3' };
    const markup = shown({ verdict: 'failed', failure });
    expect(markup).toContain('expected: access is granted');
    expect(markup).not.toContain('at line 3');
  });
});

test('names are input: none becomes an element', () => {
  const name = '<img src=x onerror=alert(1)> "quoted"';
  expect(shown({ name, description: name })).not.toContain('<img');
});
