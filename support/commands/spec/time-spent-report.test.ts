import { expect, test } from '@jest/globals';
import type { TimeSpent } from '../../backends/time-spent.ts';
import { timeSpentReport } from './time-spent-report.ts';

const whole: TimeSpent = {
  starting: { seconds: 12.04, times: 1 },
  provisioning: { seconds: 20.5, times: 31 },
  rewinding: { seconds: 8, times: 1 },
  stopping: { seconds: 1.25, times: 1 },
};

test.each<[string, TimeSpent, number, string]>([
  ['the embedded store', {}, 1, ''],
  [
    'a run that provisioned once',
    { provisioning: { seconds: 1, times: 1 } },
    1,
    'of that: 1.0 s to provision scenarios once\n',
  ],
  [
    'one process',
    whole,
    1,
    'of that: 12.0 s until the store answered, 20.5 s to provision scenarios 31 times, 8.0 s to put them back once, 1.3 s to remove the store\n',
  ],
  [
    'several processes',
    { stopping: { seconds: 2, times: 2 } },
    2,
    'in 2 processes together: 2.0 s to remove the store\n',
  ],
])('the time of %s', (_, spent, processes, report) => {
  expect(timeSpentReport(spent, { processes }).replaceAll(/\n(?=.)/g, ' ')).toBe(report);
});
