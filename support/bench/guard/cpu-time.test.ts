import { expect, test } from '@jest/globals';
import { processorTime, usageOf } from './cpu-time.ts';

const burn = (milliseconds: number) =>
  `for (const start = process.cpuUsage().user; process.cpuUsage().user - start < ${milliseconds * 1000};);`;

test('a program tells what it used, with a process that it forked', async () => {
  const forking = `require('node:child_process').fork('-', { execArgv: [...process.execArgv.slice(0, 2), '--eval', ${JSON.stringify(burn(150))}] }); ${burn(100)}`;
  const requesting = `require('node:http').get('http://127.0.0.1:1').on('error', () => {});`;
  const usage = await usageOf({ args: ['--eval', `${requesting} ${forking}`] });
  expect(usage.requests).toBe(1);
  expect(usage.processor).toBeGreaterThanOrEqual(250);
  expect(usage.largest).toBeGreaterThan(20 * 1024 ** 2);
  expect(usage.wall).toBeGreaterThan(100);
});

test('a program that fails is no measurement', async () => {
  await expect(usageOf({ args: ['--eval', 'process.exitCode = 3'] })).rejects.toThrow('ended with 3');
});

test('the processor time of work is counted, and not its waiting', async () => {
  const worked = await processorTime(() => new Function(burn(60))());
  const waited = await processorTime(() => new Promise((resolve) => setImmediate(resolve)));
  expect(worked).toBeGreaterThanOrEqual(60);
  expect(waited).toBeLessThan(worked);
});
