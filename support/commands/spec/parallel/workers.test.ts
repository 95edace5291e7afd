import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { Workers } from './workers.ts';

test('processes end if they get no order', async () => {
  const workers = new Workers(3);
  const exits = workers.order([]).map(({ child }) => once(child, 'exit'));
  workers[Symbol.dispose]();
  await expect(Promise.all(exits)).resolves.toEqual([
    [0, null],
    [0, null],
  ]);
});

test('a process that is gone before its order is told by its end', async () => {
  const workers = new Workers(2);
  const [worker] = workers.order([]);
  worker?.child.kill('SIGKILL');
  await expect(worker?.closed).resolves.toEqual([null, 'SIGKILL']);
  expect(() => workers.order([{} as never])).not.toThrow();
});
