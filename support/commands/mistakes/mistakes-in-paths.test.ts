import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keyhole, keyholeHere } from '../testing/run-keyhole.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyhole-paths-'));
  writeFileSync(join(folder, 'empty.json'), '');
  writeFileSync(join(folder, 'binary.feature'), Buffer.from([0, 159, 146, 150, 7, 27, 255, 254, 10]));
  mkdirSync(join(folder, 'lake'));
  writeFileSync(join(folder, 'lake', 'scenario.yaml'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

const words = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

test('keyhole spec refuses a path that is no feature, also one of a pattern', async () => {
  for (const path of [join(folder, 'empty.json'), join(folder, '*.json')]) {
    const { exitCode, stdout, stderr } = await keyhole('spec', path);
    expect({ exitCode, stdout, stderr: words(stderr) }).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^keyhole: \S+empty\.json is no feature: the name of a feature ends in \.feature or \.feature\.md$/,
      ),
    });
  }
});

test('keyhole spec prints no bytes of a feature that is no text', async () => {
  const { exitCode, stderr } = await keyhole('spec', join(folder, 'binary.feature'));
  expect({ exitCode, stderr: words(stderr) }).toEqual({
    exitCode: 2,
    stderr: expect.stringMatching(
      /^keyhole: \S+binary\.feature:1 is not valid Gherkin: it is not text in UTF-8$/,
    ),
  });
});

test.each(['--run', '--decisions'])(
  'keyhole spec refuses %s that cannot be written, before it runs',
  async (flag) => {
    for (const file of ['/dev/null/here', folder]) {
      const { exitCode, stdout, stderr } = await keyhole('spec', '--tags', '@W03', flag, file);
      expect({ exitCode, stdout, stderr: words(stderr) }).toEqual({
        exitCode: 2,
        stdout: '',
        stderr: expect.stringContaining(`keyhole: ${flag}: ${file} cannot be written (`),
      });
    }
  },
);

test('a path of no scenario is told with the one beside that may be meant', async () => {
  expect(await keyholeHere('matrix', join(folder, 'lak'))).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining(`did you mean "${join(folder, 'lake')}"?`),
  });
});

test.each(['matrix', 'lab'])(
  'keyhole %s takes the folder of a scenario, and tells that it is empty',
  async (command) => {
    const { exitCode, stderr } = await keyholeHere(command, join(folder, 'lake'));
    expect({ exitCode, stderr: words(stderr) }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(/lake\/scenario\.yaml:1:1: document: is empty$/),
    });
  },
);

test('an unknown member of a source is told with the known ones', async () => {
  const scenario = join(folder, 'read');
  mkdirSync(scenario);
  const text =
    "title: A\nregion: eu-west-1\naccounts: { data: '111111111111' }\nfrom: { cloudformatoin: a.yaml }\n";
  writeFileSync(join(scenario, 'scenario.yaml'), text);
  const { stderr } = await keyholeHere('matrix', scenario);
  expect(words(stderr)).toMatch(/there is no such member; did you mean "cloudformation"\? Known: account,/);
});

test('keyhole explain refuses an empty file of decisions', async () => {
  const { exitCode, stdout, stderr } = await keyholeHere(
    ...['explain', '--decisions', join(folder, 'empty.json')],
  );
  expect({ exitCode, stdout, stderr: words(stderr) }).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringContaining('empty.json holds no decision: run'),
  });
});

test('keyhole snapshot diff says that a path is a folder', async () => {
  const { stderr } = await keyholeHere('snapshot', 'diff', folder, folder);
  expect(words(stderr)).toBe(`keyhole: ${folder} cannot be read: it is a folder`);
});

test('a plan that names its own account by number is told which one was assumed, and how to say another', async () => {
  const number = '111122223333';
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${number}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
  const values = { policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) };
  const key = { address: 'aws_kms_key.this', mode: 'managed', type: 'aws_kms_key', name: 'this', values };
  const change = { ...key, change: { actions: ['create'], before: null, after: values, after_unknown: {} } };
  const plan = {
    format_version: '1.2',
    planned_values: { root_module: { resources: [key] } },
    resource_changes: [change],
  };
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
  const { exitCode, stderr } = await keyholeHere('matrix', join(folder, 'plan.json'));
  const told = words(stderr);
  expect(exitCode).toBe(2);
  expect(told).toMatch(
    /it does not tell its own account, and 111111111111 is assumed; --account NAME=ID says another/,
  );
  expect(told).toMatch(
    /the policy may name the account of the key by another number: --account NAME=ID says which it is/,
  );
  expect(told).not.toMatch(/outsideAccounts|bypassLockoutCheck/);
});
