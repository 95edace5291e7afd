import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { RunExample } from '../../comparison/compare-runs.ts';
import type { SeenAnswer } from '../../comparison/seen-answer.ts';
import { runRecord } from '../../documentation/record/run-record.ts';
import { RunRecorder } from '../../documentation/record/run-recorder.ts';
import { aloneAnswers } from './alone-answers.ts';
import { keepRunRecord } from './keep-run-record.ts';

const by = 'ana';
const granted: SeenAnswer = { result: 'Granted', by };
const denied: SeenAnswer = {
  result: 'Denied',
  by,
  action: 'kms:Decrypt',
  code: 'AccessDenied',
  status: 403,
  message: 'no',
};
const failed: SeenAnswer = { result: 'Failed', by, code: 'NoSuchKey', status: 404, message: 'gone' };

const example = (line: number, requests: readonly SeenAnswer[], more: Partial<RunExample> = {}) => ({
  uri: 'features/a.feature',
  line,
  outcomes: [],
  status: 'passed' as const,
  requests,
  ...more,
});

describe('the answers of a store alone', () => {
  test.each<[string, readonly SeenAnswer[], RunExample, object[]]>([
    ['as AWS', [granted], example(3, [granted]), [{ agrees: true }]],
    ['that it allows', [denied], example(3, [granted]), [{ agrees: false, how: 'allows kms:Decrypt' }]],
    [
      'each once',
      [denied, denied],
      example(3, [granted, granted]),
      [{ agrees: false, how: 'allows kms:Decrypt' }],
    ],
    [
      'that it refuses',
      [granted],
      example(3, [failed]),
      [{ agrees: false, how: 'refuses it: answers 404 NoSuchKey: gone' }],
    ],
    ['nothing without a comparison', [granted], example(4, [granted]), []],
    [
      'what it leaves',
      [granted],
      example(3, [granted], {
        status: 'failed',
        failure: { step: '"a" is encrypted with key 2', message: 'no' },
        instead: 'key 1',
      }),
      [{ agrees: false, how: 'has key 1' }],
    ],
  ])('say %s', (_, requests, alone, told) => {
    const place = { file: 'features/a.feature', line: 3 };
    expect(aloneAnswers([example(3, requests)], [alone])).toEqual(told.map((one) => ({ ...place, ...one })));
  });

  test('are in the record of the run', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'keyhole-')), 'run.json');
    const alone = aloneAnswers([example(3, [denied])], [example(3, [granted])]);
    await keepRunRecord(new RunRecorder(), { paths: [], run: file, backend: 'localstack', alone });
    expect(runRecord.parse(JSON.parse(readFileSync(file, 'utf8'))).alone).toEqual(alone);
  });
});
