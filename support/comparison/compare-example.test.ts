import { describe, expect, test } from '@jest/globals';
import { compareExample, type SeenExample } from './compare-example.ts';
import type { SeenAnswer } from './seen-answer.ts';

const by = 'ana';
const granted: SeenAnswer = { result: 'Granted', by };
const denied: SeenAnswer = {
  result: 'Denied',
  by,
  action: 'kms:Decrypt',
  code: 'AccessDenied',
  status: 403,
  message: 'm',
};
const failed: SeenAnswer = { result: 'Failed', by, code: 'NoSuchKey', status: 404, message: 'no such key' };
const refused: SeenAnswer = { result: 'Failed', by, code: 'AccessDenied', status: 403, message: 'theirs' };
const unperformed: SeenAnswer = { result: 'Failed', by, code: 'X', status: 501, message: 'not emulated' };

const passed = (...requests: readonly SeenAnswer[]): SeenExample => ({ status: 'passed', requests });
const stopped = (request: SeenAnswer, more: Partial<SeenExample> = {}): SeenExample => ({
  status: 'failed',
  requests: [request],
  failure: { step: '"a" is encrypted with key 2', message: 'Expected values to be equal:\n+ 1' },
  ...more,
});

describe('a store alone', () => {
  test.each<[string, SeenExample, SeenExample]>([
    ['allows what AWS allows, and leaves the same', passed(granted), passed(granted)],
    ['refuses with the same code and status, for whatever reason', passed(denied), stopped(refused)],
    [
      'fails with the same code and status, in other words',
      passed(failed),
      stopped({ ...failed, message: 'x' }),
    ],
    ['is asked for nothing', passed(), passed()],
  ])('agrees where it %s', (_, judged, alone) => {
    expect(compareExample(judged, alone)).toEqual({ verdict: 'agrees' });
  });

  test.each<[string, SeenExample, SeenExample, object]>([
    [
      'allows what AWS denies',
      passed(denied),
      stopped(granted),
      { by: 'allows', aws: 'denies', action: 'kms:Decrypt', alone: 'allows it' },
    ],
    [
      'allows what fails on AWS',
      passed(failed),
      stopped(granted),
      { by: 'allows', aws: 'answers NoSuchKey', alone: 'allows it' },
    ],
    [
      'refuses what AWS allows',
      passed(granted),
      stopped(failed),
      { by: 'refuses', aws: 'allows it', alone: 'answers 404 NoSuchKey: no such key' },
    ],
    [
      'refuses with another code',
      passed(denied),
      stopped(failed),
      {
        by: 'answers',
        aws: 'denies',
        action: 'kms:Decrypt',
        answering: '403 AccessDenied',
        alone: 'answers 404 NoSuchKey: no such key',
      },
    ],
    [
      'refuses with another status',
      passed(denied),
      stopped({ ...refused, status: 400 }),
      { by: 'answers', answering: '403 AccessDenied', alone: 'answers 400 AccessDenied: theirs' },
    ],
    [
      'leaves something else behind',
      passed(granted),
      stopped(granted, { instead: 'key 1' }),
      { by: 'leaves', aws: 'has it that "a" is encrypted with key 2', alone: 'has key 1' },
    ],
    [
      'leaves behind what cannot be told in a word',
      passed(granted),
      stopped(granted),
      { by: 'leaves', alone: 'has not' },
    ],
    [
      'differs in its second request',
      passed(granted, denied),
      passed(granted, granted),
      { by: 'allows', action: 'kms:Decrypt' },
    ],
  ])('misleads where it %s', (_, judged, alone, difference) => {
    expect(compareExample(judged, alone)).toMatchObject({ verdict: 'misleads', differences: [difference] });
  });

  test('misleads in each request that comes out otherwise, whatever came of the others', () => {
    const judged = passed(granted, denied, failed, denied);
    const alone = stopped(granted, { requests: [granted, granted, unperformed] });
    expect(compareExample(judged, alone)).toMatchObject({
      verdict: 'misleads',
      differences: [{ by: 'allows', action: 'kms:Decrypt' }],
    });
  });

  test('is compared request by request of each person, since requests made at once end in any order', () => {
    const [bob, ana] = [{ ...granted, by: 'bob' }, denied];
    const alone = stopped(bob, { requests: [refused, bob] });
    expect(compareExample(passed(bob, ana), alone)).toEqual({ verdict: 'agrees' });
  });

  test.each<[string, SeenExample, SeenExample | undefined, string]>([
    ['skipped', { status: 'skipped' }, { status: 'skipped' }, 'it is skipped'],
    [
      'failing through the gateway',
      stopped(granted),
      passed(granted),
      'it does not hold through the gateway',
    ],
    [
      'broken through the gateway',
      { status: 'broken' },
      passed(granted),
      'it does not hold through the gateway',
    ],
    ['run through the gateway alone', passed(denied), undefined, 'it was not run past the gateway'],
    [
      'that cannot be arranged once more',
      passed(denied),
      { status: 'broken', failure: { step: 'a', message: 'BrokenExample: lost\nat' } },
      'lost',
    ],
    [
      'whose Then cannot look past the gateway',
      passed(granted),
      { ...passed(granted), status: 'broken', failure: { step: 'a', message: 'lost' } },
      'lost',
    ],
    ['whose request is not performed', passed(denied), stopped(unperformed), 'not performed: not emulated'],
    ['that asks for less past the gateway', passed(denied), passed(), 'past the gateway it made no request'],
  ])('is not compared in an example %s', (_, judged, alone, why) => {
    expect(compareExample(judged, alone)).toEqual({ verdict: 'not compared', why });
  });
});
