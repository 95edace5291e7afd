import { expect, test } from '@jest/globals';
import { checkObjectLock } from './object-lock.ts';

test.each([
  ['2020-01-01T00:00:00Z', 'Tue Dec 31 16:00:00 PST 2019'],
  ['2021-07-04T07:08:09Z', 'Sun Jul 04 00:08:09 PDT 2021'],
])('a retention until %s is refused with that date in the time of S3', (date, shown) => {
  const input = { Bucket: 'b', Key: 'k', Retention: { Mode: 'GOVERNANCE', RetainUntilDate: new Date(date) } };
  const check = () =>
    checkObjectLock({ operation: 'PutObjectRetention', input, facts: { http: { headers: {} } } } as never);
  const members = { ArgumentName: 'RetainUntilDate', ArgumentValue: shown };
  expect(check).toThrow(expect.objectContaining({ code: 'InvalidArgument', members }));
});
