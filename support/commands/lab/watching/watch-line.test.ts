import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import type { DecisionReport } from '../../../gateway/record/decision-report.ts';
import { type WatchForm, watchText } from './watch-line.ts';

const request: DecisionReport = {
  id: '5F2A1C9E0B7D4E63',
  time: new Date(2026, 10, 21, 9, 5, 7).toISOString(),
  operation: 'GetObject',
  caller: 'the transfer role',
  decisions: [
    {
      result: 'Granted',
      action: 's3:GetObject',
      resource: 'arn',
      resourceName: '"hello.txt" in the bucket',
      allowedBy: [],
    },
  ],
  response: { status: 200 },
};
const denied: DecisionReport = {
  ...request,
  decisions: [
    ...request.decisions,
    {
      ...{ result: 'Denied', action: 'kms:Decrypt', resource: 'arn', resourceName: 'the shared key' },
      denial: {
        ...{
          sentence: 'denied by the key policy',
          layer: 'key policy',
          explicit: false,
          reason: 'foreign-key',
        },
        crossAccount: true,
        considered: [
          {
            ...{ policy: 'the key policy', layer: 'key policy', statement: 'statement 1', effect: 'Allow' },
            mismatch: { element: 'Action', detail: 'it is kms:Encrypt' },
          },
        ],
      },
    } as DecisionReport['decisions'][number],
  ],
  response: { status: 403, code: 'AccessDenied' },
};
const { decisions: _none, ...rest } = request;
const unsigned: DecisionReport = {
  ...{ id: rest.id, time: rest.time, decisions: [] },
  response: { status: 403, code: 'SignatureDoesNotMatch' },
};

const shown = (report: DecisionReport, form: WatchForm = {}) => {
  const text = watchText(report, form);
  return text && stripVTControlCharacters(text);
};

describe('the line of a request', () => {
  test.each([
    [
      'allowed',
      request,
      '09:05:07 ✓ the transfer role  GetObject on "hello.txt" in the bucket  allowed  5F2A1C9E0B7D4E63\n',
    ],
    [
      'denied',
      denied,
      '09:05:07 ✗ the transfer role  GetObject on "hello.txt" in the bucket  denied by the key policy  5F2A1C9E0B7D4E63\n',
    ],
    [
      'let through by soft mode',
      { ...denied, response: { status: 200 }, wouldBe: 'denied' as const },
      '09:05:07 ! the transfer role  GetObject on "hello.txt" in the bucket  soft mode let it through: denied by the key policy  5F2A1C9E0B7D4E63\n',
    ],
    [
      'let through by soft mode, and failed',
      { ...denied, response: { status: 404, code: 'NoSuchKey' }, wouldBe: 'denied' as const },
      '09:05:07 ! the transfer role  GetObject on "hello.txt" in the bucket  soft mode let it through, then 404 NoSuchKey: denied by the key policy  5F2A1C9E0B7D4E63\n',
    ],
    [
      'not understood',
      unsigned,
      '09:05:07 ! an unknown caller  a request  403 SignatureDoesNotMatch  5F2A1C9E0B7D4E63\n',
    ],
    [
      'not decided',
      { ...unsigned, response: { status: 501, code: 'NotImplemented' } },
      '09:05:07 ? an unknown caller  a request  501 NotImplemented  5F2A1C9E0B7D4E63\n',
    ],
  ])('that was %s', (_, report, line) => {
    expect(shown(report)).toBe(line);
  });

  test('has its result below if a terminal is too narrow for both', () => {
    const long = structuredClone(denied);
    Object.assign(long.decisions[1]?.denial ?? {}, {
      sentence: `denied by the key policy: ${'no '.repeat(30)}`,
    });
    const lines = shown(long, { width: 80 })?.trimEnd().split('\n') ?? [];
    expect(lines.slice(0, 2)).toEqual([
      '09:05:07 ✗ the transfer role  GetObject on "hello.txt" in the bucket',
      expect.stringMatching(/^ {11}denied by the key policy: no no/),
    ]);
    expect(lines.at(-1)).toMatch(/^ {11}\S.*5F2A1C9E0B7D4E63$/);
    for (const { length } of lines) expect(length).toBeLessThanOrEqual(80);
    expect(shown(request, { width: 100 })).toBe(shown(request));
  });

  test('has no commands for the terminal', () => {
    expect(shown({ ...request, caller: 'a\u001b[2Jb\n' })).toContain('a\\x1b[2Jb\\x0a  GetObject');
  });

  test('is followed by the considered statements of a denial', () => {
    expect(shown(denied, { explain: true })).toMatch(
      /E63\n {2}✗ kms:Decrypt on the shared key\n[\s\S]*Allow +statement 1 +Action +it is kms:Encrypt\n$/,
    );
    expect(shown(request, { explain: true })).toBe(shown(request));
  });

  test('is left out, if only denials are wanted and nothing was denied', () => {
    const only = (report: DecisionReport) => shown(report, { only: 'denied' });
    expect([only(request), only(denied), only(unsigned)]).toEqual([
      undefined,
      shown(denied),
      shown(unsigned),
    ]);
  });

  test('is the report of the decisions in JSON', () => {
    expect(JSON.parse(shown(denied, { json: true }) ?? '')).toEqual(denied);
  });
});
