import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { AwsError } from '../../wire/aws-error.ts';
import { believedFor, KeptAnswers } from './kept-answers.ts';

beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
});
afterEach(() => {
  jest.useRealTimers();
});

function counting(answer: () => Promise<string> = async () => 'answer') {
  const kept = new KeptAnswers();
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

  test('are asked for anew once others may have written', async () => {
    const { ask, asked } = counting();
    await ask('iam GetRole');
    jest.advanceTimersByTime(believedFor + 1);
    await ask('iam GetRole');
    expect(asked()).toBe(2);
  });

  test.each([
    ['iam', 'PutRolePolicy', 'iam GetRole', true],
    ['kms', 'PutKeyPolicy', 'iam GetRole', false],
    ['s3', 'PutBucketPolicy', 's3 GetBucketPolicy', true],
    ['s3', 'PutBucketPolicy', 'buckets of 111111111111', false],
    ['s3', 'CreateBucket', 'buckets of 111111111111', true],
    ['s3', 'DeleteBucket', 'buckets named b', true],
  ] as const)('after %s:%s are asked for anew: %s %p', async (service, operation, key, forgotten) => {
    const { kept, ask, asked } = counting();
    await ask(key);
    kept.clearAfter(service, operation);
    await ask(key);
    expect(asked()).toBe(forgotten ? 2 : 1);
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
