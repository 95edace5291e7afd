import { describe, expect, test } from '@jest/globals';
import { PageContext } from '../site/page-context.ts';
import { siteOf } from '../site/site-of.ts';
import { recordedExample, recordedFeature, sampleRecord } from '../testing/sample-record.ts';
import { evidencePage } from './evidence-page.ts';
import { patternEvidencePages } from './pattern-evidence-pages.ts';

type Record = ReturnType<typeof sampleRecord>;

const pageOf = (...records: readonly Record[]) =>
  evidencePage(new PageContext(siteOf(records, { repeat: 'npm run spec' }), 'evidence/'));

const [outcome] = sampleRecord().outcomes;

describe('the evidence', () => {
  test('says verdict, commit and versions, and how to repeat the run', () => {
    const record = sampleRecord();
    const commit = { id: 'cc34b872af4798d6cc8d9ea867f3da7c720afad6', changed: true };
    const text = pageOf({ ...record, run: { ...record.run, commit } });
    expect(text).toContain('The outcome holds on the embedded store.');
    expect(text).toContain('with changes that are in no commit');
    expect(text).toContain('keyhole 0.1.0, Node.js 24.21.0');
    expect(text).toContain(`git checkout ${commit.id}`);
  });

  test('has each outcome with its reason, its statement and what was compared', () => {
    const text = pageOf(sampleRecord());
    expect(text).toContain('<tr id="E01">');
    expect(text).toContain('key-policy.json:4');
    expect(text).toContain('<td data-l="compared">all</td>');
  });

  test('names outcomes of the register that no example of the run proves', () => {
    const more = { ...outcome, id: 'E99', pattern: 'exchange', statement: 's' };
    const record = sampleRecord();
    const outcomes = [...record.outcomes, { ...record.outcomes[0], ...more }] as Record['outcomes'];
    expect(pageOf({ ...record, outcomes })).toContain('1 outcome of the register is not run');
  });

  test('states no confidence without a register', () => {
    const features = [recordedFeature([recordedExample({ outcomes: [], tags: [] })])];
    const text = pageOf(sampleRecord({ features, outcomes: [] }));
    expect(text).toContain('no confidence is stated');
    expect(text).toContain('1 denied');
    expect(text).toContain('The example holds on the embedded store.');
  });

  test('says what was skipped, interrupted, or not executed', () => {
    const example = recordedExample({ verdict: 'skipped', skipped: 'the store performs no kms:Decrypt' });
    const record = sampleRecord({ features: [recordedFeature([example])] });
    const text = pageOf({ ...record, run: { ...record.run, interrupted: true, dryRun: true } });
    expect(text).toContain('The outcome is skipped');
    expect(text).toContain('the store performs no <code>kms:Decrypt</code>');
    expect(text).toContain('<strong>interrupted</strong>');
    expect(text).toContain('Nothing was executed');
  });

  test('escapes names, and links to pages of the web alone', () => {
    const record = sampleRecord();
    const outcomes = record.outcomes.map((one) => ({
      ...one,
      statement: '<img src=x> & "y"',
      page: 'javascript:alert(1)',
    }));
    const text = pageOf({ ...record, outcomes });
    expect(text).toContain('&lt;img src=x&gt; &amp; &quot;y&quot;');
    expect(text).not.toContain('<img');
    expect(text).not.toContain('href="javascript:');
  });

  test('of a pattern begins with its verdict and has the digests of its documents', () => {
    const site = siteOf([sampleRecord()], { repeat: 'npm run spec' });
    const [pattern] = site.patterns;
    const [first] = pattern === undefined ? [] : patternEvidencePages(pattern);
    const text = first?.render(new PageContext(site, first.address));
    expect(text).toContain('The outcome holds');
    expect(text).toContain('0'.repeat(64));
  });
});
