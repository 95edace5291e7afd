import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../../../node/own-file.ts';
import type { PartMessage } from './part-messages.ts';
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

test('a process that is interrupted before it has loaded tells that its examples did not run', async () => {
  const features = mkdtempSync(join(tmpdir(), 'keyhole-workers-'));
  const path = join(features, 'one.feature');
  writeFileSync(path, 'Feature: Who lists?\n  Example: The intern\n    Given the shared-reports scenario\n');
  const workers = new Workers(2);
  const scenarios = join(projectRoot, 'template/scenarios');
  const options = { paths: [path], scenarios };
  const [worker] = workers.order([
    { options, features, paths: [path], imports: [], shard: { number: 1, of: 1 } },
  ]);
  const told: PartMessage[] = [];
  worker?.child.on('message', (message: PartMessage) => told.push(message));
  workers.interrupt('SIGINT');
  await expect(worker?.closed).resolves.toEqual([0, null]);
  const end = { interrupted: true, order: [expect.stringContaining('one.feature:2')] };
  expect(told.at(-1)).toMatchObject({ kind: 'complete', end });
  rmSync(features, { recursive: true });
});
