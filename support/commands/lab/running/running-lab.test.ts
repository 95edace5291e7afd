import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { startLab } from '../../../gateway/serving/lab.ts';
import { inTemporaryFolder } from '../../testing/in-folder.ts';
import { keyholeHere } from '../../testing/run-keyhole.ts';
import { answersOfLab } from '../answers-of-lab.ts';
import { folderOfLab, type LabNotice, labNotices, removeLabFiles, writeLabFiles } from './lab-folder.ts';
import { labVariable } from './running-lab.ts';

inTemporaryFolder();
afterEach(() => {
  delete process.env[labVariable];
  for (const notice of labNotices()) removeLabFiles(notice);
});

/** A lab without a scenario that has written its notice, as one started at a time of the day. */
async function announcedLab(started: string) {
  const id = randomUUID();
  const lab = await startLab({ questions: answersOfLab({ id, scenario: null }, () => undefined) });
  announce({ id, endpoint: lab.endpoint, started });
  return lab;
}

function announce(
  { id, endpoint, started }: Pick<LabNotice, 'id' | 'endpoint' | 'started'>,
  pid = process.pid,
) {
  const notice = { id, endpoint, pid, scenario: null, started: `2026-11-21T${started}:00.000Z` };
  writeLabFiles(notice, { config: '', credentials: '' });
}

const trail = (...args: readonly string[]) => keyholeHere('trail', '--account', '111111111111', ...args);

describe('a command finds', () => {
  test('the newest lab of its folder, and says which it asks', async () => {
    await using _older = await announcedLab('10:00');
    await using newer = await announcedLab('11:00');
    const { exitCode, stderr } = await trail();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: `keyhole: the lab at ${newer.endpoint}\n` });
  });

  test('the older lab, if the newer one has ended without a word', async () => {
    await using older = await announcedLab('10:00');
    announce({ id: 'gone', endpoint: 'http://127.0.0.1:9', started: '11:00' }, 2 ** 30);
    expect((await trail()).stderr).toContain(older.endpoint);
    expect(existsSync(folderOfLab('http://127.0.0.1:9'))).toBe(false);
  });

  test('no lab that took the port of an earlier one', async () => {
    await using other = await startLab({
      questions: answersOfLab({ id: 'another', scenario: null }, () => undefined),
    });
    announce({ id: 'the earlier one', endpoint: other.endpoint, started: '11:00' });
    expect(await trail()).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/no lab runs in this folder/),
    });
  });

  test('the lab that started it, wherever it runs', async () => {
    await using _here = await announcedLab('11:00');
    await using own = await startLab();
    process.env[labVariable] = own.endpoint;
    expect((await trail()).stderr).toContain(own.endpoint);
  });

  test('the lab at an address that is given', async () => {
    await using _here = await announcedLab('11:00');
    await using other = await startLab();
    expect(await trail('--endpoint', other.endpoint)).toMatchObject({ exitCode: 0, stderr: '' });
  });
});

describe('without a lab', () => {
  test.each([
    [['trail', '--account', '111111111111']],
    [['as', 'transfer', '--', 'aws']],
    [['env', 'transfer']],
    [['credentials', 'transfer']],
    [['decide', '--principal', 'a', '--action', 'kms:Decrypt', '--resource', 'b']],
  ])('%j says how to start one', async (args) => {
    const { exitCode, stdout, stderr } = await keyholeHere(...args);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^keyhole: no lab runs in this folder: start one .*keyhole lab <scenario>.*--endpoint/,
      ),
    });
  });

  test('explain reads the last run, and says how to get something to explain', async () => {
    const { exitCode, stderr } = await keyholeHere('explain');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(
        /decisions\.jsonl does not exist: run keyhole spec first, or start a lab/,
      ),
    });
  });
});
