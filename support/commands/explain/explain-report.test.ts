import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { StatementReport } from '../../gateway/record/decision-report.ts';
import { denialList, explainReport } from './explain-report.ts';
import type { RecordedDecision } from './recorded-decision.ts';

const long = 'statement-with-a-name-that-is-far-too-long-for-any-column';
const considered: readonly StatementReport[] = [
  {
    policy: 'the inline policy "KMSaccess" of the role transfer',
    layer: 'identity',
    statement: `the statement "${long}"`,
    effect: 'Allow',
    source: { file: 'scenarios/a/policies/kms-access.json', line: 104 },
    mismatch: {
      element: 'Action',
      detail: 'kms:Decrypt is not among kms:Encrypt, kms:ReEncrypt*, kms:GenerateDataKey*',
    },
  },
  {
    policy: 'the key policy of the shared key',
    layer: 'key policy',
    statement: 'statement 1',
    effect: 'Allow',
    note: 'aws:TagKeys is absent, so ForAllValues:StringEquals holds',
  },
  {
    policy: 'the grant "g" on the key the shared key',
    layer: 'grant',
    statement: 'the grant "g" on the key the shared key',
    effect: 'Allow',
    mismatch: { element: 'Principal', detail: 'the transfer role is not the processing role' },
  },
];

const decision: RecordedDecision = {
  id: '5F2A1C9E0B7D4E63',
  time: '2025-01-01T00:00:00.000Z',
  service: 's3',
  operation: 'GetObject',
  region: 'eu-west-1',
  principal: 'arn:aws:sts::222222222222:assumed-role/transfer/spec',
  caller: 'the transfer role',
  decisions: [
    {
      result: 'Granted',
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::b/k',
      resourceName: '"k" in the b bucket',
      allowedBy: [],
    },
    {
      result: 'Denied',
      action: 'kms:Decrypt',
      resource: 'arn:aws:kms:eu-west-1:111111111111:key/k',
      resourceName: 'the shared key',
      denial: {
        sentence:
          'denied by the key policy of the shared key: no statement allows kms:Decrypt to the transfer role',
        remedy: 'allow kms:Decrypt to the transfer role in the key policy of the shared key',
        layer: 'key policy',
        explicit: false,
        reason: 'foreign-key',
        crossAccount: true,
        nearest: considered[0],
        considered,
      },
    },
  ],
  response: { status: 403, code: 'AccessDenied', message: 'Access Denied' },
  origin: {
    feature: 'features/a-pattern-of-some-length/one-question-of-it.feature',
    line: 7,
    firstLine: 7,
    example: 'A',
    outcomes: ['W03'],
  },
};

const columns = Object.getOwnPropertyDescriptor(process.stdout, 'columns');
function terminalOf(width: number): void {
  Object.defineProperty(process.stdout, 'columns', { value: width, configurable: true, writable: true });
}
afterEach(() => {
  if (columns) Object.defineProperty(process.stdout, 'columns', columns);
  else Reflect.deleteProperty(process.stdout, 'columns');
});

const linesOf = (text: string) => stripVTControlCharacters(text).split('\n');

describe('explainReport', () => {
  test.each([60, 80, 110, 200])('fits a terminal of %i columns, and ends no line with a space', (width) => {
    terminalOf(width);
    const lines = [...linesOf(explainReport(decision)), ...linesOf(denialList([decision]))];
    expect(lines.filter((line) => line.length > width || line !== line.trimEnd())).toEqual([]);
  });

  test('the list says that soft mode let a denied request through', () => {
    terminalOf(200);
    const listed = (wouldBe?: 'denied') => linesOf(denialList([{ ...decision, wouldBe }])).join('\n');
    expect(listed('denied')).toContain(': let through by soft mode; else ');
    expect(listed()).not.toContain('soft mode');
  });

  test('shows the remedy of a denial, and a note beside the statement that it is about', () => {
    terminalOf(200);
    const text = stripVTControlCharacters(explainReport(decision));
    expect(text).toContain('\n      remedy: allow kms:Decrypt to the transfer role in the key policy of');
    expect(text).toMatch(/matches +aws:TagKeys is absent, so ForAllValues:StringEquals holds/);
  });

  test('puts elements below one another, each detail beside its own', () => {
    terminalOf(160);
    const lines = linesOf(explainReport(decision));
    const [action, principal] = [/ Action +kms/, / Principal +the/].map((element) =>
      lines.find((line) => element.test(line)),
    );
    expect(action?.indexOf('Action')).toBe(principal?.indexOf('Principal'));
    expect(action?.indexOf('kms:Decrypt is')).toBe(principal?.indexOf('the transfer role is'));
  });

  test('names each policy once, with its file, and each statement with its line', () => {
    terminalOf(200);
    const text = linesOf(explainReport(decision)).join('\n');
    expect(text).toContain(
      'the inline policy "KMSaccess" of the role transfer · scenarios/a/policies/kms-access.json\n',
    );
    expect(text).toMatch(/:104 {2}Allow {2}"statement-with-a-name-that-is-f…" +Action/);
    expect(text).toMatch(/ Allow {2}statement 1 +matches {4}aws:TagKeys/);
  });

  test('passes no commands to the terminal', () => {
    terminalOf(200);
    const key = 'a\u001b[2Jb';
    const [first] = decision.decisions;
    const lines = explainReport({ ...decision, decisions: first ? [{ ...first, resourceName: key }] : [] });
    expect(lines).not.toContain('\u001b[2J');
    expect(lines).toContain(String.raw`a\x1b[2Jb`);
  });

  test('says if no permission was decided, if the caller is unknown, and why keyhole could not decide', () => {
    terminalOf(200);
    const { origin, caller: _, ...rest } = decision;
    const text = explainReport({ ...rest, decisions: [], undecidable: 'it depends on aws:SourceIp' });
    expect(text).toContain('no permission was decided: the request was refused before');
    expect(text).toContain('an unknown caller · s3 GetObject');
    expect(text).toContain('keyhole cannot decide this: it depends on aws:SourceIp');
    expect(text).not.toContain(String(origin?.feature));
  });

  test('says what is wrong with a document that was refused', () => {
    const response = {
      status: 400,
      code: 'MalformedPolicy',
      message: 'Policy has invalid action',
      detail: 'Statement[0].Action (line 3, column 7): "s3:GetObjekt" is not an action of s3',
    };
    const text = linesOf(explainReport({ ...decision, decisions: [], response })).join(' ');
    expect(text).toMatch(/400 MalformedPolicy: Policy has invalid action/);
    expect(text).toMatch(/the document: Statement\[0\]\.Action \(line 3, column 7\): "s3:GetObjekt"/);
  });
});
