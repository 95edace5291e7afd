import { describe, expect, test } from '@jest/globals';
import type { RecordedDenial, RecordedRequest, RecordedStatement } from '../record/recorded-decision.ts';
import { PageContext } from '../site/page-context.ts';
import { siteOf } from '../site/site-of.ts';
import {
  allowedRequest,
  recordedExample,
  recordedFeature,
  refusedRequest,
  sampleRecord,
} from '../testing/sample-record.ts';
import { because } from './because.ts';
import { explanation } from './explanation.ts';
import { explanationBook } from './explanation-book.ts';

/** A page with an example that makes the given requests. */
function pageWith(requests: readonly RecordedRequest[]) {
  const features = [recordedFeature([recordedExample({ requests: [...requests] })])];
  const site = siteOf([sampleRecord({ features })], { repeat: 'npx keyhole spec' });
  const [example] = site.examples;
  if (example === undefined) throw new TypeError('the sample has no example');
  return { context: new PageContext(site, example.feature.address), example };
}

/** The explanation of a request. */
function explained(request: RecordedRequest): string {
  const { context, example } = pageWith([request]);
  return explanation(context, example, request, { id: 'E01' }).text;
}

/** The line beneath an example that makes the given requests, without markup. */
function line(...requests: readonly RecordedRequest[]): string {
  const { context, example } = pageWith(requests);
  return because(context, example).text.replaceAll(/<[^>]*>/g, '');
}

/** The refused request with another denial. */
function refusedAs(more: Partial<RecordedDenial>): RecordedRequest {
  const request = refusedRequest();
  const decisions = request.decisions.map((permission) => ({
    ...permission,
    denial: permission.denial && { ...permission.denial, ...more },
  }));
  return { ...request, decisions };
}

const unwritten: RecordedStatement = {
  policy: 'the policy "<b>" of the writer role',
  layer: 'identity',
  statement: 'the statement "<i>"',
  effect: 'Allow',
  mismatch: { element: 'Action', detail: 'kms:Decrypt does not match s3:*' },
};
const grant: RecordedStatement = {
  policy: 'the grant "use" on the shared key',
  layer: 'grant',
  statement: 'the grant "use" on the shared key',
  effect: 'Allow',
  mismatch: { element: 'Principal', detail: 'the writer role is not the reader role' },
};
const [ofDenial] = refusedRequest().decisions.flatMap(({ denial }) => denial ?? []);
/** A denial in which a statement of another policy of the same file matched. */
const twoPolicies = refusedAs({
  considered: (ofDenial?.considered ?? []).flatMap((statement) => {
    const { mismatch: _, ...matching } = statement;
    return [statement, { ...matching, layer: 'resource', policy: 'the resource policy of the bucket' }];
  }),
});
const withoutAllow = allowedRequest({
  principal: 'arn:aws:iam::111111111111:root',
  decisions: allowedRequest().decisions.map((permission) => ({ ...permission, allowedBy: undefined })),
});

test('an explanation says what would allow the request, if the record has it', () => {
  expect(explained(refusedAs({ remedy: 'allow kms:Decrypt in the key policy of the shared key' }))).toMatch(
    /What would allow it<\/h4><p>Allow <code>kms:Decrypt<\/code> in the key policy/,
  );
  expect(explained(refusedRequest())).not.toContain('What would allow it');
});

describe('the explanation of a denial', () => {
  const shown = explained(refusedRequest());

  test('has the sentence as its summary, and the id within', () => {
    expect(shown).toMatch(/^<details class="explanation"><summary class="is-denied">/);
    expect(shown).toContain(
      'Denied by the key policy of the shared key: no statement allows <code>kms:Decrypt</code>',
    );
    expect(shown).toContain('<div id="E01">');
  });

  test('opens the nearest statement, marks the element that does not match, and folds the others', () => {
    expect(shown).toContain('<div class="statement nearest">');
    expect(shown).toMatch(
      /<mark><b>&quot;Action&quot;<\/b>: <span>&quot;kms:GenerateDataKey&quot;<\/span><\/mark>/,
    );
    expect(shown).toContain(
      '<span class="what">Allow “Root”</span><span class="why">not in force in this example</span>',
    );
  });

  test('says what each account allows if both must', () => {
    expect(shown).toContain('The resource is another account’s: both accounts must allow it.');
    expect(shown).toContain(
      'vault account</span><span>the statement in the key policy does not allow it. This refuses the request',
    );
  });

  test('marks the telling words of the answer, and says how to ask again', () => {
    expect(shown).toContain('<mark>no resource-based policies allow access</mark>');
    expect(shown).toContain('npx keyhole explain E01');
    expect(shown).toContain('Holds on embedded store');
  });

  test('opens the statement of an explicit denial without a mark', () => {
    const [nearest] = refusedRequest().decisions.flatMap(({ denial }) => denial?.nearest ?? []);
    const { mismatch: _, ...denying } = nearest ?? unwritten;
    const denied = explained(
      refusedAs({
        explicit: true,
        nearest: { ...denying, effect: 'Deny' },
        considered: [{ ...denying, effect: 'Deny' }],
      }),
    );
    expect(denied).toContain('<div class="statement decides">');
    expect(denied).not.toMatch(/<mark><b>/);
  });

  test('lists statements without a file, and grants, escaped', () => {
    const listed = explained(refusedAs({ nearest: undefined, considered: [unwritten, grant] }));
    expect(listed).toContain('Allow “&lt;i&gt;”');
    expect(listed).toContain('the grant “use” on the shared key');
    expect(listed).not.toMatch(/<[bi]>[^<]*of the writer role/);
  });

  test('names a layer that refuses whatever the policies say', () => {
    const refused = refusedAs({ layer: 'cross-account operation', nearest: undefined, considered: [grant] });
    expect(explained(refused)).toContain('<p>no policy can allow it to another account</p>');
    expect(line(refused)).toBe('no policy can allow it to another account');
  });

  test('refers to an earlier explanation of the same denial', () => {
    const requests = [refusedRequest(), refusedRequest({ id: 'OTHER' })];
    const { context, example } = pageWith(requests);
    const [first = '', second = ''] = requests.map(
      (request, index) => explanation(context, example, request, { id: `E01-${index}` }).text,
    );
    expect(first).toContain('class="statement nearest"');
    expect(second).not.toContain('class="statement nearest"');
    expect(second).toContain('The same as in <a href="#E01-0">The writer cannot read its own object</a>');
  });
});

describe('the explanations of a large page', () => {
  /** An explanation on a page that has as many characters already. */
  function explainedAfter(characters: number): string {
    const { context, example } = pageWith([twoPolicies]);
    explanationBook(context).add(characters);
    return explanation(context, example, twoPolicies, { id: 'E01' }).text;
  }

  test.each([
    ['folds the text of each statement', 0, true],
    ['leaves out the text of statements that did not decide', 100_000, false],
  ])('%s', (_, characters, folded) => {
    const shown = explainedAfter(characters);
    expect(shown.includes('<details class="fold">')).toBe(folded);
    expect(shown).toContain('<div class="statement nearest">');
    expect(shown).toContain('<b>matches</b>');
  });

  test('has a document without its statements, if none of them is near', () => {
    const shown = explainedAfter(200_000);
    expect(shown).toContain('<div class="statement nearest">');
    expect(shown).not.toContain('<b>matches</b>');
    expect(shown).toContain(
      '<span>the resource policy of the bucket</span><span class="soft">1 statement</span>',
    );
  });
});

describe('the explanation of a request that was not denied', () => {
  test.each([
    [
      'undecidable',
      refusedRequest({ decisions: [], response: undefined, undecidable: 'it depends on <aws:SourceIp>' }),
      'keyhole cannot decide this: it depends on &lt;<code>aws:SourceIp</code>&gt;',
    ],
    [
      'not found',
      refusedRequest({ decisions: [], response: { status: 404, code: 'NoSuchKey' } }),
      'Fails: NoSuchKey',
    ],
    ['not implemented', allowedRequest({ response: { status: 501 } }), 'Fails: 501'],
    ['allowed', allowedRequest(), 'Allowed: <code>kms:GenerateDataKey</code>'],
    [
      'allowed through an access point',
      allowedRequest({
        decisions: [
          {
            result: 'Granted',
            action: 's3:GetObject',
            resource: 'arn:aws:s3:eu-west-1:1:accesspoint/mine/object/k',
            resourceName: 'k',
          },
          {
            result: 'Granted',
            action: 's3:GetObject',
            resource: 'arn:aws:s3:::records/k',
            resourceName: 'k',
          },
        ],
      }),
      'Allowed: <code>s3:GetObject</code> on the access point, <code>s3:GetObject</code> on its bucket',
    ],
    ['without a permission', allowedRequest({ decisions: [] }), 'Answered: the request takes no permission'],
  ])('%s', (_, request, words) => {
    expect(explained(request)).toContain(words);
  });

  test('says so if no statement is needed', () => {
    expect(explained(withoutAllow)).toContain(
      'to the root user of the account that owns the resource; no statement is needed',
    );
  });

  test('has a caller and an operation that are not known', () => {
    const unknown = refusedRequest({
      caller: undefined,
      principal: undefined,
      service: undefined,
      operation: undefined,
    });
    expect(explained(unknown)).toContain(
      '<span>an unknown caller</span><span>a request that was not understood</span>',
    );
  });
});

describe('the line beneath an example', () => {
  test.each([
    ['allowed', [allowedRequest()], 'allowed by key-policy.json:4'],
    [
      'allowed to a root user',
      [withoutAllow],
      'allowed to the root user of the account that owns the resource',
    ],
    ['denied, with a nearest statement', [refusedRequest()], 'nearest key-policy.json:4'],
    [
      'denied, and nothing comes near',
      [refusedAs({ nearest: undefined })],
      'nothing comes near in key-policy.json',
    ],
    ['denied by a statement', [refusedAs({ explicit: true })], 'decided by key-policy.json:4'],
    [
      'denied without a file',
      [refusedAs({ layer: 'identity', nearest: undefined, considered: [unwritten] })],
      'nothing comes near in the policy “&lt;b&gt;” of the writer role',
    ],
    [
      'denied without any policy',
      [refusedAs({ layer: 'resource', nearest: undefined, considered: [unwritten] })],
      'no statement of the resource-based policy was considered',
    ],
    [
      'several requests',
      [allowedRequest(), refusedRequest(), refusedRequest()],
      'nearest key-policy.json:4allowed by key-policy.json:4',
    ],
    ['no request', [], ''],
  ])('%s', (_, requests, expected) => {
    expect(line(...requests)).toBe(expected);
  });
});
