import { CreateBucketCommand, GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { account } from '../aws/testing/accounts.ts';
import { type Lab, startLab } from '../gateway/serving/lab.ts';
import { clientsFor } from './clients.ts';
import { rootOf } from './identity.ts';
import { presignUpload, uploadByUrl } from './presigned-upload.ts';

const region = 'eu-west-1';
let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
  await root().s3.send(new CreateBucketCommand({ Bucket: 'reports' }));
});
afterAll(async () => {
  await lab[Symbol.asyncDispose]();
});

const root = () => clientsFor({ endpoint: lab.endpoint, identity: rootOf(account), region });
const anonymous = () => clientsFor({ endpoint: lab.endpoint, identity: 'anonymous', region }).s3;
const presigned = (Key: string) =>
  presignUpload(
    { accessKeyId: account, secretAccessKey: 'test' },
    { place: { Bucket: 'reports', Key }, host: new URL(lab.endpoint).host, region },
  );

test.each(['a.csv', "2026/q 1 (it's).csv"])('a URL uploads %s without an access key', async (key) => {
  await uploadByUrl(anonymous(), presigned(key), 'content');
  const { Body } = await root().s3.send(new GetObjectCommand({ Bucket: 'reports', Key: key }));
  expect(await Body?.transformToString()).toBe('content');
});

test('a URL uploads no other object', async () => {
  const place = { Bucket: 'reports', Key: 'b.csv' };
  await expect(uploadByUrl(anonymous(), { ...presigned('a.csv'), place }, 'content')).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
  });
});

test('a URL uploads for its signer, whatever access key the client has', async () => {
  const { s3 } = clientsFor({ endpoint: lab.endpoint, identity: rootOf('222222222222'), region });
  await uploadByUrl(s3, presigned('c.csv'), 'content');
  expect(lab.decisionLog.records().at(-1)).toMatchObject({
    operation: 'PutObject',
    principal: { type: 'Root', accountId: account },
    response: { status: 200 },
  });
});
