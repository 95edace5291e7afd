import { expect, test } from '@jest/globals';
import { uuid } from './message-ids.ts';

test('ids differ, also those of two runs of a process, and are short', () => {
  const [one, other] = [uuid(), uuid()];
  const ids = Array.from({ length: 100_000 }, () => [one(), other()]).flat();
  expect(new Set(ids).size).toBe(200_000);
  expect(ids.filter(({ length }) => length > 12)).toEqual([]);
});
