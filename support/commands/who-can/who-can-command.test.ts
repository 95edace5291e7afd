import { describe, expect, test } from '@jest/globals';
import { keyholeHere } from '../testing/run-keyhole.ts';

const here = ['--scenario', 'write-only-bucket'];
const whoCan = (...args: readonly string[]) => keyholeHere('who-can', ...args, ...here);
const whatCan = (...args: readonly string[]) => keyholeHere('what-can', ...args, ...here);
const readers =
  'the root user of the security account,the root user of the processing account,the processing role';

describe('keyhole who-can', () => {
  test('lists who can, by which statements and on which way, within 80 columns', async () => {
    const { exitCode, stdout } = await whoCan('kms:Decrypt', 'the shared key');
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toMatch(
      /directly \(3\)\n {2}✓ the root user of the security account\n +scenarios\/.*key-policy\.json:4/,
    );
    expect(stdout).toMatch(
      /by assuming a role\n {2}✓ ec2\.amazonaws\.com\n +1\. .* assumes the processing role/,
    );
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /9 other principals cannot, not even after two of the changes that --help lists/,
    );
  });

  test('breaks a long resource within 80 columns', async () => {
    const object = `arn:aws:s3:::my-write-only-bucket/${'reports/2026/'.repeat(5)}june.csv`;
    const { stdout } = await whoCan('s3:GetObject', object, '--by', 'directly');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toMatch(/^s3:GetObject with kms:Decrypt on\n/);
  });

  test('takes a bucket for its objects, if policies tell none of them apart', async () => {
    const { exitCode, stdout } = await whoCan('s3:PutObject', 'the write-only bucket', '--by', 'directly');
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringContaining('the transfer role'),
    });
  });

  test('names the condition that an access depends on', async () => {
    const { stdout } = await whoCan('kms:CreateGrant', 'the shared key', '--by', 'directly');
    expect(stdout).toMatch(/\? the intake administrator\n +only if kms:GrantIsForAWSResource is true/);
  });

  test('prints JSON with the statements of each step', async () => {
    const { stdout } = await whoCan('s3:GetObject', 'write-only/a', '--json');
    const { paths } = JSON.parse(stdout);
    expect(paths.map(({ principal, path }: Record<string, string>) => [principal, path])).toEqual([
      ['roles.processing', 'directly'],
      ['ec2.amazonaws.com', 'assume'],
    ]);
    expect(paths[0].access.actions).toEqual(['s3:GetObject', 'kms:Decrypt']);
    expect(paths[1].steps).toMatchObject([
      { kind: 'assume', action: 'sts:AssumeRole', on: 'the processing role' },
    ]);
  });

  test.each([
    [['--by', 'directly', '--expect', readers], 0, /^$/],
    [['--by', 'directly', '--expect', 'processing', '--expect', 'transfer'], 1, /cannot: the transfer role/],
    [['--by', 'directly', '--expect', 'none'], 1, /not expected: the processing role/],
    [['--expect', readers], 1, /not expected: ec2.amazonaws.com/],
  ])('compares with %j: exit code %i', async (args, exitCode, told) => {
    const ran = await whoCan('kms:Decrypt', 'the shared key', ...args);
    expect(ran).toMatchObject({ exitCode, stderr: expect.stringMatching(told) });
  });

  test.each([
    [['kms:Decript', 'shared'], /did you mean "kms:Decrypt"/],
    [['kms:Decrypt', 'shraed'], /did you mean "the shared key"/],
    [['kms:Decrypt', 'shared', '--expect', 'transfr'], /there is no single principal "transfr"/],
    [['kms:Decrypt', 'shared', '--by', 'magic'], /Allowed choices are directly, assume, change/],
    [['kms:Decrypt'], /missing required argument 'resource'/],
  ])('refuses %j with exit code 2', async (args, message) => {
    const { exitCode, stderr } = await whoCan(...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(message) });
  });
});

describe('keyhole what-can', () => {
  test('lists what a principal can do with each resource', async () => {
    const { exitCode, stdout } = await whatCan('the auditor role');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/✓ list the write-only bucket \(s3:ListBucket\)/);
    expect(stdout).not.toContain('read the write-only bucket');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'only if s3:x-amz-server-side-encryption is AES256, or is aws:kms with another key',
    );
  });

  test('says that a principal can do nothing', async () => {
    expect((await whatCan('anonymous')).stdout).toBe('anonymous\n  nothing\n');
  });

  test.each([
    ['list the write-only bucket,write the write-only bucket,delete the write-only bucket', 0, /^$/],
    ['list buckets.write-only,delete buckets.write-only', 1, /not expected: write the write-only bucket/],
    ['none', 1, /not expected: list the write-only bucket/],
    ['read the moon', 2, /"read the moon" is no access that can be asked for: the resources are/],
    ['fly the write-only bucket', 2, /begin with a class of access/],
  ])('compares with %j: exit code %i', async (expected, exitCode, told) => {
    const ran = await whatCan('auditor', '--expect', expected);
    expect(ran).toMatchObject({ exitCode, stderr: expect.stringMatching(told) });
  });
});
