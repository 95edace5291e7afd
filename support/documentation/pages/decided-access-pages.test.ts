import { describe, expect, test } from '@jest/globals';
import type { DecidedMatrix } from '../record/decided-matrix.ts';
import { PageContext } from '../site/page-context.ts';
import { siteOf } from '../site/site-of.ts';
import { recordedScenario, sampleRecord } from '../testing/sample-record.ts';
import { decidedAccessPages } from './decided-access-pages.ts';

const write = {
  policy: 'the key policy of the shared key',
  layer: 'key policy',
  statement: 'the statement "Write"',
  effect: 'Allow' as const,
  source: { file: 'scenarios/exchange/key-policy.json', line: 4 },
};

/** The access of a role and an odd stranger to a key. */
const decided: DecidedMatrix = {
  scenario: 'exchange',
  principals: [{ phrase: 'the writer role', account: 'intake' }, { phrase: '<b>"&' }],
  resources: [
    {
      kind: 'key',
      phrase: 'the shared key',
      account: 'vault',
      cells: [
        {
          principal: 0,
          access: 'encrypt',
          result: 'allowed',
          uses: [{ actions: ['kms:Encrypt'], result: 'allowed', statements: [0] }],
        },
        {
          principal: 0,
          access: 'decrypt',
          result: 'denied',
          uses: [
            {
              ...{
                actions: ['kms:Decrypt'],
                result: 'denied',
                layer: 'key policy',
                explicit: false,
                refused: 'kms:Decrypt',
              },
              ...{ reason: 'no statement allows it', mismatch: 'Action: another one', statements: [0] },
            },
          ],
        },
        {
          principal: 1,
          access: 'encrypt',
          result: 'conditional',
          uses: [
            {
              actions: ['kms:Encrypt'],
              result: 'conditional',
              statements: [0],
              allowedIf: 'aws:SourceVpce is absent',
            },
          ],
        },
        {
          principal: 1,
          access: 'decrypt',
          result: 'undecidable',
          uses: [
            { actions: ['kms:Decrypt'], result: 'undecidable', reason: 'it is unknown', statements: [] },
          ],
        },
      ],
    },
  ],
  statements: [write],
};

function pagesOf(matrix: DecidedMatrix = decided, more: Parameters<typeof sampleRecord>[0] = {}) {
  const site = siteOf([sampleRecord({ matrices: [matrix], ...more })], { repeat: 'npm run spec' });
  return new Map(
    decidedAccessPages(site).map(({ address, render }) => [address, render(new PageContext(site, address))]),
  );
}

describe('the pages of an access matrix', () => {
  const pages = pagesOf();
  const overview = pages.get('exchange/matrix/') ?? '';
  const key = pages.get('exchange/matrix/shared-key/') ?? '';

  test('are one for the scenario and one for each resource', () => {
    expect([...pages.keys()]).toEqual(['exchange/matrix/', 'exchange/matrix/shared-key/']);
    expect(overview).toContain('href="shared-key/index.html#encrypt-1"');
    expect(overview).toContain('aria-label="the writer role, the shared key: encrypt"');
    expect(overview).toContain('<span>encrypt (it depends), decrypt (not decided)</span>');
    expect(overview).toContain('1 of 4 are allowed');
  });

  test('lead from each cell to the statement that decides it', () => {
    expect(key).toContain(
      '<a class="is-denied" href="#decrypt-1" aria-label="the writer role, decrypt: denied, key policy">',
    );
    const [, explanation = ''] = /<div id="decrypt-1">(.*?)<\/details>/s.exec(key) ?? [];
    expect(explanation).toContain(
      'nearest <a href="../../documents/key-policy.json/index.html#L4"><code>key-policy.json:4</code></a> “Write”',
    );
    expect(explanation).toContain('no statement allows it; nearest, but Action: another one');
    expect(explanation).toContain('<div class="statement nearest">');
    expect(explanation).toContain('GenerateDataKey');
    expect(key).toContain('allowed if <code>aws:SourceVpce</code> is absent');
    expect(key).toContain('it is unknown');
  });

  test('say which encryptions the accesses to a bucket are about', () => {
    const [resource] = decided.resources;
    const bucket = { ...decided, resources: resource === undefined ? [] : [{ ...resource, kind: 'bucket' }] };
    const told = 'Read is of an object under the bucket’s default encryption';
    expect(pagesOf(bucket).get('exchange/matrix/shared-key/')).toContain(told);
    expect(key).not.toContain(told);
  });

  test('escape names', () => {
    expect(key).toContain('&lt;b&gt;&quot;&amp;');
    expect(key).not.toContain('<b>"&');
  });

  test('say how much they leave out', () => {
    const cut = pagesOf({ ...decided, of: { principals: 5000, resources: 500 } });
    for (const page of cut.values())
      expect(page).toContain(
        'Shown are 2 of 5000 principals and 1 of 500 resources. <code>keyhole matrix exchange</code>',
      );
  });

  test('are left out if the site shows another reading of the scenario than the one that was decided', () => {
    const { run } = sampleRecord();
    const later = sampleRecord({
      run: { ...run, ended: '2026-11-30T19:44:31.000Z' },
      scenarios: [recordedScenario({ region: 'us-east-1' })],
    });
    const site = siteOf([sampleRecord({ matrices: [decided] }), later], { repeat: 'npm run spec' });
    expect(decidedAccessPages(site)).toEqual([]);
  });
});
