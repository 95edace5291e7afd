import { expect, test } from '@jest/globals';
import { processesOf } from './processes-of.ts';
import type { SpecOptions } from './spec-options.ts';

const all: SpecOptions = { paths: [] };

test.each<[string, Partial<SpecOptions>, number, number]>([
  ['one process unless it is said', {}, 8, 1],
  ['the given number, whatever the cores', { parallel: '3' }, 2, 3],
  ['one for each core', { parallel: 'auto' }, 2, 2],
  ['a single core has one process', { parallel: 'auto' }, 1, 1],
  ['four at most on a large machine', { parallel: 'auto' }, 64, 4],
  ['a few files need one process', { parallel: 'auto', paths: ['features/one.feature'] }, 8, 1],
  ['a tag selects a few examples', { parallel: 'auto', tags: '@W03' }, 8, 1],
  ['a report of messages needs one process', { parallel: 'auto', html: 'report.html' }, 8, 1],
  ['a container is not started unasked', { parallel: 'auto', backend: 'localstack' }, 8, 1],
])('%s', (_, options, cores, processes) => {
  expect(processesOf({ ...all, ...options }, cores)).toBe(processes);
});

test.each(['0', '65', 'two', '-1', '1.5'])('--parallel %s is refused', (parallel) => {
  expect(() => processesOf({ ...all, parallel })).toThrow('give a number of processes from 1 to 64, or auto');
});
