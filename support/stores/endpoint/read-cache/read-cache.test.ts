import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { AwsError } from '../../../aws/aws-error.ts';
import { account } from '../../../aws/testing/accounts.ts';
import { believedFor, ReadCache } from './read-cache.ts';

beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
});
afterEach(() => {
  jest.useRealTimers();
});

function counting(answer: () => Promise<string> = async () => 'answer', kept = new ReadCache()) {
  let asked = 0;
  const ask = (key: string) =>
    kept.get(key, () => {
      asked++;
      return answer();
    });
  return { kept, ask, asked: () => asked };
}

describe('answers', () => {
  test('are asked for once while they are believed', async () => {
    const { ask, asked } = counting();
    await ask('iam GetRole');
    jest.advanceTimersByTime(believedFor - 1);
    await ask('iam GetRole');
    expect(asked()).toBe(1);
  });

  test('are given at once when they are there, without a promise', async () => {
    const { ask } = counting();
    const [first, meanwhile] = [ask('iam GetRole'), ask('iam GetRole')];
    expect([first, meanwhile]).toEqual([expect.any(Promise), expect.any(Promise)]);
    await first;
    expect(ask('iam GetRole')).toBe('answer');
  });

  test('are not given at once after a write that came before them', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const { kept, ask, asked } = counting(() => promise);
    const key = `kms ${account} eu-west-1 GetKeyPolicy {}`;
    const before = ask(key);
    kept.clearAfter({ service: 'kms', operation: 'PutKeyPolicy', input: {}, account });
    resolve('of before');
    await before;
    expect(ask(key)).toBeInstanceOf(Promise);
    expect(asked()).toBe(2);
  });

  test('are asked for once in the given time', async () => {
    const { ask, asked } = counting(undefined, new ReadCache(10 * believedFor));
    await ask('iam GetRole');
    jest.advanceTimersByTime(10 * believedFor - 1);
    await ask('iam GetRole');
    expect(asked()).toBe(1);
  });

  test('are asked for anew once others may have written', async () => {
    const { ask, asked } = counting();
    await ask('iam GetRole');
    jest.advanceTimersByTime(believedFor + 1);
    await ask('iam GetRole');
    expect(asked()).toBe(2);
  });

  test('are five thousand at most', async () => {
    const { ask, asked } = counting();
    for (let i = 0; i <= 5000; i++) await ask(`iam GetRole ${i}`);
    await ask('iam GetRole 1');
    expect(asked()).toBe(5001);
    await ask('iam GetRole 0');
    expect(asked()).toBe(5002);
  });

  test('are asked for anew after a write that may have changed them, and after no other', async () => {
    const { kept, ask, asked } = counting();
    const write = { operation: 'PutKeyPolicy', input: {}, account: account } as const;
    const key = `kms ${account} eu-west-1 GetKeyPolicy {}`;
    await ask(key);
    kept.clearAfter({ ...write, service: 'iam' });
    await ask(key);
    expect(asked()).toBe(1);
    kept.clearAfter({ ...write, service: 'kms' });
    await ask(key);
    expect(asked()).toBe(2);
  });

  test.each([
    ['that there is nothing, is one', new AwsError('NoSuchEntity', 404, ''), 1],
    ['that nothing can be said, is none', new AwsError('ServiceUnavailable', 503, ''), 2],
    ['an error of another kind, is none', new Error('broken'), 2],
  ])('%s', async (_, error, times) => {
    const { ask, asked } = counting(async () => Promise.reject(error));
    await expect(ask('iam GetRole')).rejects.toBe(error);
    await expect(ask('iam GetRole')).rejects.toBe(error);
    expect(asked()).toBe(times);
  });
});
