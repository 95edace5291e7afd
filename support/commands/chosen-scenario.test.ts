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

test('a file that does not exist is told, with the one that may be meant', async () => {
  using _folder = inFolder({ 'template.yaml': 'Resources: {}\n', 'x.json': '{ "a": 1 }' }, { '.': template });
  const said = async (file: string) => (await keyholeHere('matrix', file)).stderr;
  expect(await said('templat.yaml')).toMatch(/there is no file templat\.yaml; did you mean "template\.yaml"/);
  expect(await said('x.json')).toMatch(/x\.json is not a template: .* or what terraform show -json writes/);
});

test('a parameter that no template has is told', async () => {
  const bucket = 'Resources: { B: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Name } } }';
  using _folder = inFolder({
    't.yaml': `Parameters: { Name: { Type: String, Default: acme-b } }\n${bucket}\n`,
    'p.json': '{ "Nmae": "acme-c", "AWS::Region": "eu-west-1" }',
  });
  const { stderr } = await keyholeHere('matrix', 't.yaml', '--parameters', 'p.json');
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    'no template has the parameter Nmae; did you mean "Name"?',
  );
});
