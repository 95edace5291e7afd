import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { keyhole } from '../testing/run-keyhole.ts';
import { uuid } from './message-ids.ts';

test('ids differ, also those of two runs of a process, and are short', () => {
  const [one, other] = [uuid(), uuid()];
  const ids = Array.from({ length: 100_000 }, () => [one(), other()]).flat();
  expect(new Set(ids).size).toBe(200_000);
  expect(ids.filter(({ length }) => length > 12)).toEqual([]);
});

test('a run has these ids', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyhole-ids-'));
  try {
    const file = join(folder, 'messages.ndjson');
    expect(await keyhole('spec', '--tags', '@W03', '--messages', file)).toMatchObject({ exitCode: 0 });
    const ids = [...readFileSync(file, 'utf8').matchAll(/"id":"([^"]*)"/g)].flatMap(([, id = '']) => id);
    expect(ids.length).toBeGreaterThan(20);
    // The part of the process has one length, so that no other process counts on to the same id.
    expect(ids.filter((id) => !/^i[0-9a-z]{6,}$/.test(id))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
