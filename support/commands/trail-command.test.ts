import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateKeyCommand, DescribeKeyCommand, GenerateDataKeyCommand } from '@aws-sdk/client-kms';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LabUnderTest, labUnderTest, outcomeOf } from '../gateway/testing/lab-under-test.ts';
import { keyholeHere } from './testing/run-keyhole.ts';

const account = '111111111111';
let underTest: LabUnderTest;
let keyArn: string;
beforeAll(async () => {
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
  await outcomeOf(stranger.kms.send(new GenerateDataKeyCommand({ KeyId: keyArn, KeySpec: 'AES_256' })));
  await outcomeOf(kms.send(new DescribeKeyCommand({ KeyId: 'alias/\u001b[31mred' })));
});
afterAll(async () => {
  await underTest[Symbol.asyncDispose]();
});

const trail = (...args: readonly string[]) =>
  keyholeHere('trail', '--endpoint', underTest.lab.endpoint, ...args);

describe('keyhole trail', () => {
  test('prints a line a call, with who, through what, which key, for what and with what result', async () => {
    const { exitCode, stdout } = await trail('--account', account);
    expect(exitCode).toBe(0);
    const [heading, ...lines] = stdout.trimEnd().split('\n');
    expect(heading).toMatch(/^TIME +CALL +BY +THROUGH +KEY +FOR +RESULT$/);
    expect(lines.map((line) => line.split(/ {2,}/).slice(1))).toEqual([
      ['CreateKey', `arn:aws:iam::${account}:root`, 'ok'],
      [
        'GenerateDataKey',
        `arn:aws:iam::${account}:root`,
        's3',
        `${account}:${keyArn.split(':').at(-1)}`,
        'arn:aws:s3:::reports/q1.csv',
        'ok',
      ],
      ['DescribeKey', `arn:aws:iam::${account}:root`, expect.any(String)],
    ]);
  });

  test('tells what was refused to the caller alone', async () => {
    expect((await trail('--account', '222222222222')).stdout).toMatch(/GenerateDataKey .* AccessDenied\n$/);
  });

  test("prints CloudTrail's own document with --json", async () => {
    const { stdout } = await trail('--account', account, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      Records: [{ eventName: 'CreateKey' }, { eventName: 'GenerateDataKey' }, { eventName: 'DescribeKey' }],
    });
  });

  test('says so where there is nothing', async () => {
    expect((await trail('--account', '333333333333')).stdout).toBe(
      'The audit trail of 333333333333 shows no call to KMS.\n',
    );
  });

  test.each([
    [['--account', '333'], /--account 333 is no account id: it has 12 digits/],
    [['--account', account, '--endpoint', 'nowhere'], /--endpoint nowhere is no address/],
    [['--account', account, '--endpoint', 'http://127.0.0.1:1'], /nobody answers at http:\/\/127\.0\.0\.1:1/],
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
