import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { PolicyCache } from './policy-cache.ts';

beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
});
afterEach(() => {
  jest.useRealTimers();
});

test.each([
  ['for ever where nobody else writes', undefined, 1_000_000, 1],
  ['while it is young', 500, 499, 1],
  ['no longer than its age where others write as well', 500, 500, 2],
])('a policy is kept %s', async (_, maximumAge, later, times) => {
  // The clock does not start at zero when the cache is made.
  jest.advanceTimersByTime(10_000);
  const cache = new PolicyCache<string>(undefined, maximumAge);
  let read = 0;
  const load = async () => {
    read++;
    return 'policy';
  };
  await cache.get('key', load);
  jest.advanceTimersByTime(later);
  await cache.get('key', load);
  expect(read).toBe(times);
});
