import { expect, test } from '@jest/globals';
import { addTimeSpent, spending, timeSpent } from './time-spent.ts';

test('each use of time is counted, also one that failed and those of another process', async () => {
  expect(timeSpent()).toEqual({});
  await expect(spending('provisioning', async () => 'made')).resolves.toBe('made');
  await expect(spending('provisioning', () => Promise.reject(new Error('refused')))).rejects.toThrow(
    'refused',
  );
  addTimeSpent({ provisioning: { seconds: 5, times: 3 }, stopping: { seconds: 1, times: 1 } });
  expect(timeSpent()).toMatchObject({ provisioning: { times: 5 }, stopping: { seconds: 1, times: 1 } });
  expect(timeSpent().provisioning?.seconds).toBeGreaterThanOrEqual(5);
  expect(Object.keys(timeSpent())).toEqual(['provisioning', 'stopping']);
});
