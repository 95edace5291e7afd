import { describe, expect, test } from '@jest/globals';
import type { PolicyInForce, RecordedScenario } from '../record/recorded-scenario.ts';
import type { RunRecord } from '../record/run-record.ts';
import { PageContext } from '../site/page-context.ts';
import type { Site } from '../site/site.ts';
import { siteOf } from '../site/site-of.ts';
import {
  allowedRequest,
  recordedExample,
  recordedFeature,
  recordedScenario,
  recordedStep,
  refusedRequest,
  sampleRecord,
} from '../testing/sample-record.ts';
import { documentPage } from './document-page.ts';
import { documentsPage } from './documents-page.ts';
import { principalPage } from './principal-page.ts';

function siteWith(more: Partial<RunRecord>): Site {
  return siteOf([sampleRecord(more)], { repeat: 'npx keyhole spec' });
}

const both = [recordedFeature([recordedExample({ requests: [allowedRequest(), refusedRequest()] })])];

/** The page of the only document of a site, without markup. */
function documentIn(site: Site): string {
  const [document] = site.documents.values();
  if (document === undefined) throw new TypeError('the sample has no document');
  return plain(documentPage(new PageContext(site, document.address), document));
}

/** The page of the first principal of a site. */
function principalIn(site: Site): string {
  const principal = site.patterns[0]?.principals[0];
  if (principal === undefined) throw new TypeError('the sample has no principal');
  return principalPage(new PageContext(site, principal.address), principal);
}

/** The scenario of the sample, with a writer that has some policies. */
function scenarioWith(policies: readonly PolicyInForce[]): RecordedScenario {
  const scenario = recordedScenario();
  const principals = scenario.principals.map((principal) => ({ ...principal, policies: [...policies] }));
  return { ...scenario, principals };
}

function plain(markup: string): string {
  return markup.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

describe('the page of a document', () => {
  test('says what each statement did, and what its placeholders stand for', () => {
    const page = documentIn(siteWith({ features: both }));
    expect(page).toContain('Key policy of the shared key');
    expect(page).toContain('2 statements. 1 of them allowed requests in this run.');
    expect(page).toContain('allows 1 request kms:GenerateDataKey E01');
    expect(page).toContain('nearest in 1 denial kms:Decrypt Action does not match E01');
    expect(page).toContain('Decides nothing in this run. No request was allowed by it, and none came near.');
    expect(page).toContain('Placeholders in the document in this run roles.writer.arn');
  });

  test('says so if no request was decided by it, and nothing has it attached', () => {
    const scenario = recordedScenario();
    const documents = scenario.documents.map((document) => ({ ...document, uses: [] }));
    const features = [recordedFeature([recordedExample({ requests: [] })])];
    const page = documentIn(siteWith({ features, scenarios: [{ ...scenario, documents }] }));
    expect(page).toContain('No request in this run was decided by them.');
    expect(page).toContain('attached to nothing in scenarios/exchange/scenario.yaml');
  });

  test('names the examples that take a statement out', () => {
    const steps = [recordedStep('Given', 'the key policy of the shared key lacks "Root"')];
    const page = documentIn(siteWith({ features: [recordedFeature([recordedExample({ steps })])] }));
    expect(page).toContain('taken out in E01');
    expect(page).toContain('Named in examples the key policy of the shared key lacks “Root” E01');
  });

  test('is made for a document that no example runs on, and for one that is not JSON', () => {
    const scenario = recordedScenario();
    const documents = scenario.documents.map((document) => ({ ...document, text: 'none <b>' }));
    const example = recordedExample({ scenario: undefined, requests: [] });
    const site = siteWith({
      features: [recordedFeature([example])],
      scenarios: [{ ...scenario, documents }],
    });
    expect(documentIn(site)).toContain('0 statements.');
  });
});

test('the list of documents counts statements, and those that decide nothing', () => {
  const site = siteWith({ features: both });
  const page = plain(documentsPage(new PageContext(site, 'documents/')));
  expect(page).toContain('1 document with 2 statements; 1 of them decides nothing in this run.');
  expect(page).toContain('key-policy.json the key policy of the shared key 2 1');
});

describe('the page of a principal', () => {
  test('has what was allowed and what was refused, with the statements', () => {
    const page = plain(principalIn(siteWith({ features: both })));
    expect(page).toContain('2 requests in this run; 1 of them denied.');
    expect(page).toContain('kms:GenerateDataKey the shared key key-policy.json:4 E01');
    expect(page).toContain('to the writer role key-policy.json:4 E01');
  });

  test('tells denials of one reason in one row', () => {
    const requests = [refusedRequest(), refusedRequest({ id: 'B' }), refusedRequest({ id: 'C' })];
    const page = plain(
      principalIn(siteWith({ features: [recordedFeature([recordedExample({ requests })])] })),
    );
    expect(page.match(/no statement allows/g)).toHaveLength(1);
  });

  test('has failures without a denial, undecidable requests and stated facts', () => {
    const stated = allowedRequest();
    const decisions = stated.decisions.map((permission) => ({ ...permission, assumption: 'assuming <it>' }));
    const requests = [
      refusedRequest({ decisions: [], response: { status: 404, code: 'NoSuchKey' } }),
      refusedRequest({ decisions: [], response: undefined, undecidable: 'no value of a key' }),
      { ...stated, decisions },
    ];
    const page = principalIn(siteWith({ features: [recordedFeature([recordedExample({ requests })])] }));
    expect(plain(page)).toContain('404 NoSuchKey');
    expect(plain(page)).toContain('undecidable: no value of a key');
    expect(page).toContain('assuming &lt;it&gt;');
  });

  test.each([
    ['of AWS', { name: 'ReadOnly', kind: 'managed', arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } as const],
    ['of a file that the record lacks', { name: 'ReadOnly', kind: 'inline', file: 'gone.json' } as const],
  ])('lists a policy %s', (_, policy) => {
    const page = plain(principalIn(siteWith({ scenarios: [scenarioWith([policy])] })));
    expect(page).toContain(`ReadOnly ${policy.kind} ${'arn' in policy ? policy.arn : policy.file}`);
  });

  test('says so if it made no request and has no policy', () => {
    const example = recordedExample({ requests: [] });
    const page = plain(principalIn(siteWith({ features: [recordedFeature([example])] })));
    expect(page).toContain('No request was made as this principal in this run.');
    expect(page).toContain('No policy is attached to it.');
  });
});
