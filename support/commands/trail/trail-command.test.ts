import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stripVTControlCharacters } from 'node:util';
import {
  CreateKeyCommand,
  DescribeKeyCommand,
  GenerateDataKeyCommand,
  PutKeyPolicyCommand,
} from '@aws-sdk/client-kms';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  allow,
  answerOf,
  documentOf,
  type LabUnderTest,
  labUnderTest,
} from '../../gateway/testing/lab-under-test.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const account = '111111111111';
let underTest: LabUnderTest;
let keyArn: string;
beforeEach(async () => {
  underTest = await labUnderTest();
  const { kms, s3 } = underTest.as(account);
  keyArn = (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? '';
  await s3.send(new CreateBucketCommand({ Bucket: 'reports' }));
  await s3.send(
    new PutObjectCommand({
      Bucket: 'reports',
      Key: 'q1.csv',
      Body: 'x',
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: keyArn,
    }),
  );
  const stranger = underTest.as('222222222222');
  await answerOf(stranger.kms.send(new GenerateDataKeyCommand({ KeyId: keyArn, KeySpec: 'AES_256' })));
  await answerOf(kms.send(new DescribeKeyCommand({ KeyId: 'alias/\u001b[31mred' })));
});
afterEach(async () => {
  await underTest[Symbol.asyncDispose]();
});

const trail = (...args: readonly string[]) =>
  keyholeHere('trail', '--endpoint', underTest.lab.endpoint, ...args);

describe('keyhole trail', () => {
  test('prints each call within 80 columns: who, through what, result, and below it which key for what', async () => {
    const { exitCode, stdout } = await trail('--account', account);
    expect(exitCode).toBe(0);
    const [heading, ...lines] = stdout.trimEnd().split('\n');
    expect(heading).toMatch(/^TIME +CALL +BY +THROUGH +RESULT$/);
    expect(lines.map((line) => stripVTControlCharacters(line).split(/ {2,}/).slice(1))).toEqual([
      ['CreateKey', 'root', 'ok'],
      ['GenerateDataKey', 'root', 's3', 'ok'],
      [keyArn.split(':').at(-1)],
      ['for reports/q1.csv'],
      ['DescribeKey', 'root', expect.any(String)],
    ]);
  });

  test('shows a refused call to the caller only', async () => {
    const { stdout } = await trail('--account', '222222222222');
    expect(stdout).toMatch(/GenerateDataKey +root +AccessDenied\n +key\/[0-9a-f-]{36} of 111111111111\n$/);
  });

  test('shows callers of another account by their unique ids', async () => {
    const Policy = documentOf({ ...allow('kms:*'), Principal: { AWS: '*' } });
    await underTest.as(account).kms.send(new PutKeyPolicyCommand({ KeyId: keyArn, Policy }));
    const reader = await underTest.user('444444444444', 'reader', allow('kms:*'));
    await reader.kms.send(new GenerateDataKeyCommand({ KeyId: keyArn, KeySpec: 'AES_256' }));
    const { stdout } = await trail('--account', account);
    expect(stdout).toMatch(
      /GenerateDataKey +ok\n +by AIDA[A-Z0-9]+ of 444444444444\n +key\/[0-9a-f-]{36}\n$/,
    );
  });

  test("prints CloudTrail's own document with --json", async () => {
    const { stdout } = await trail('--account', account, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      Records: expect.arrayContaining([
        expect.objectContaining({ eventName: 'CreateKey', recipientAccountId: account }),
      ]),
    });
  });

  test.each(['security', 'the security account'])(
    'finds the account that scenarios name %s',
    async (name) => {
      expect((await trail('--account', name)).stdout).toBe((await trail('--account', account)).stdout);
    },
  );

  test('says so if there is nothing', async () => {
    expect((await trail('--account', '333333333333')).stdout).toBe(
      'CloudTrail shows no call to KMS in account 333333333333.\n',
    );
  });

  test.each([
    [['--account', '333'], /--account 333 is not an account id: it must have 12 digits/],
    [['--account', 'secruity'], /named by a scenario in scenarios\/; did you mean "security"\?/],
    [['--account', account, '--endpoint', 'nowhere'], /--endpoint nowhere is not a URL/],
    [
      ['--account', account, '--endpoint', 'http://127.0.0.1:1'],
      /nothing answers at http:\/\/127\.0\.0\.1:1/,
    ],
    [[], /required option '-a, --account <id>'/],
  ])('refuses %j with exit code 2', async (args, message) => {
    const { exitCode, stderr } = await trail(...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(message) });
  });

  test('refuses what answers otherwise than a lab', async () => {
    const server = createServer((_, response) => response.end('{"Records": 1}'));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const { exitCode, stderr } = await trail('--account', account, '--endpoint', `http://127.0.0.1:${port}`);
    server.close();
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining('not as a keyhole lab'),
    });
  });
});
