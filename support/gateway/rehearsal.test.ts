import { GetBucketPolicyCommand, GetObjectCommand } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../aws/testing/accounts.ts';
import type { HttpRequest } from '../wire/http.ts';
import { sign, type ToSign } from './proof/hostile/signed-request.ts';
import { newBucket, newObject } from './testing/buckets.ts';
import { labOfEachTest } from './testing/lab-of-each-test.ts';

const Bucket = 'records';
const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` },
  ],
});

const lab = labOfEachTest();
beforeEach(async () => {
  const root = lab.as(account);
  await newBucket(root, Bucket);
  await newObject(root, { Bucket, Key: 'k', Body: 'hello' });
});

function requestOf(toSign: ToSign): HttpRequest {
  const host = new URL(lab.lab.endpoint).host;
  const { line, headers, body } = sign({ ...toSign, headers: { host, ...toSign.headers } });
  const [method = '', target = ''] = line.split(' ');
  return {
    ...{ method, target, headers, duplicated: [], sourceIp: '127.0.0.1', secure: true },
    body: (async function* () {
      yield body;
    })(),
  };
}

const putPolicy = (body: string, accessKeyId = account) =>
  requestOf({ line: `PUT /${Bucket}?policy`, body, accessKeyId });

describe('a rehearsed request', () => {
  test('is decided, and neither performed nor recorded', async () => {
    const before = lab.lab.decisionLog.records().length;
    const { decisions, response, operation } = await lab.lab.rehearse(putPolicy(POLICY));
    expect({ operation, response }).toEqual({ operation: 'PutBucketPolicy', response: { status: 200 } });
    expect(decisions.map(({ result, permission }) => [result, permission.action])).toEqual([
      ['Granted', 's3:PutBucketPolicy'],
    ]);
    expect(lab.lab.decisionLog.records()).toHaveLength(before);
    const { s3 } = lab.as(account);
    await expect(s3.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toThrow(
      'bucket policy does not exist',
    );
    await s3.send(new GetObjectCommand({ Bucket, Key: 'k' }));
  });

  test.each([
    ['a document that is not JSON', () => putPolicy('{')],
    ['a caller without the permission', () => putPolicy(POLICY, otherAccount)],
    ['a wrong signature', () => ({ ...putPolicy(POLICY), target: `/${Bucket}?policy&x=y` })],
    ['a bucket that does not exist', () => requestOf({ line: 'PUT /absent?policy', body: POLICY })],
  ])('is refused as the request itself: %s', async (_case, request) => {
    const { response } = await lab.lab.rehearse(request());
    const { method, target, headers, body } = request();
    const sent: Uint8Array[] = [];
    for await (const piece of body) sent.push(piece);
    const { host: _, ...more } = headers;
    const url = `${lab.lab.endpoint}${target}`;
    const answer = await fetch(url, { method, headers: more, body: Buffer.concat(sent) });
    expect(response.status).toBe(answer.status);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await answer.text()).toContain(`<Code>${response.code}</Code><Message>`);
  });

  test('that is performed item by item is refused, and removes nothing', async () => {
    const body = '<Delete><Object><Key>k</Key></Object></Delete>';
    const { response } = await lab.lab.rehearse(
      requestOf({ line: `POST /${Bucket}?delete`, body, headers: { 'content-md5': 'unused' } }),
    );
    expect(response.status).toBeGreaterThanOrEqual(400);
    await lab.as(account).s3.send(new GetObjectCommand({ Bucket, Key: 'k' }));
  });
});
