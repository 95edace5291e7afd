import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectRoot } from '../node/own-file.ts';
import { inFolder } from '../settings/testing/in-folder.ts';
import { keyholeHere } from './testing/run-keyhole.ts';

const template = join(projectRoot, 'template');
const decrypt = ['--principal', 'processing', '--action', 'kms:Decrypt', '--resource', 'the shared key'];
const shipped = 'write-only-bucket';

describe('a scenario that ships with keyhole is found in a folder of others by', () => {
  test.each<[string, readonly string[]]>([
    ['matrix', ['matrix', shipped, '--resource', 'the shared key']],
    ['who-can', ['who-can', 'kms:Decrypt', 'the shared key', '--scenario', shipped, '--by', 'directly']],
    ['what-can', ['what-can', 'processing', '--scenario', shipped, '--by', 'directly']],
    ['decide', ['decide', '--scenario', shipped, ...decrypt]],
    ['decide --questions', ['decide', '--scenario', shipped, '--questions', 'asked.yaml']],
  ])('%s', async (_, args) => {
    const asked = '- { principal: processing, action: "kms:Decrypt", resource: the shared key }\n';
    using _folder = inFolder({ 'asked.yaml': asked }, { '.': template });
    const { exitCode, stdout, stderr } = await keyholeHere(...args);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: expect.stringContaining('key'),
      stderr: expect.stringContaining('keyhole: the scenario write-only-bucket ships with keyhole'),
    });
  });
});

test('a misspelt name is compared with the shipped ones as well', async () => {
  using _folder = inFolder({}, { '.': template });
  const { exitCode, stderr } = await keyholeHere('matrix', 'write-only-buckt');
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: expect.stringContaining('did you mean "write-only-bucket"?'),
  });
});

test('a template beside is no name of a scenario', async () => {
  using _folder = inFolder({ 'template.yaml': 'Resources: {}\n' }, { '.': template });
  expect((await keyholeHere('matrix', 'template.yaml')).stderr).not.toContain('there is no scenario');
});
