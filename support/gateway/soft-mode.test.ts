import { AbortMultipartUploadCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { clientsFor } from '../client/clients.ts';
import { rootOf } from '../client/identity.ts';
import { wouldBeHeader } from './gateway.ts';
import { type Lab, startLab } from './serving/lab.ts';
import { newBucket, newObject, setBucketPolicy, underKey } from './testing/buckets.ts';
import { answerOf, newKey } from './testing/lab-under-test.ts';

const object = { Bucket: 'reports', Key: 'q1' };
let lab: Lab;
const as = (account: string) =>
  clientsFor({ endpoint: lab.endpoint, identity: rootOf(account), region: 'us-east-1' });

/** Reads the object; with the mark of the answer, and that of the newest record. */
async function read(account: string) {
  const { s3 } = as(account);
  const marks: unknown[] = [];
  s3.middlewareStack.add(
    (next) => async (args) => {
      const done = await next(args);
      const { response } = done;
      if (typeof response === 'object' && response !== null && 'headers' in response)
        marks.push(Object(response.headers)[wouldBeHeader]);
      return done;
    },
    { step: 'deserialize' },
  );
  const answer = await answerOf(s3.send(new GetObjectCommand(object)));
  const { wouldBe } = lab.decisionLog.records().at(-1) ?? {};
  return { answer, mark: marks.at(-1), wouldBe };
}

beforeEach(async () => {
  lab = await startLab({ mode: 'soft' });
  await newBucket(as('111111111111'), object.Bucket);
  await newObject(as('111111111111'), { ...object, ...underKey(await newKey(as('111111111111'))) });
});
afterEach(async () => lab[Symbol.asyncDispose]());

describe('A gateway in soft mode', () => {
  test('performs what policies deny, and marks the answer and the record', async () => {
    expect(await read('222222222222')).toEqual({ answer: 'granted', mark: 'denied', wouldBe: 'denied' });
    const results = lab.decisionLog
      .records()
      .at(-1)
      ?.decisions.map(({ result }) => result);
    expect(results).toEqual(['Denied', 'Denied']);
  });

  test('does not mark what policies allow', async () => {
    expect(await read('111111111111')).toEqual({ answer: 'granted', mark: undefined, wouldBe: undefined });
  });

  test('says of a request that it let through, and that the store refused, that the state was at fault', async () => {
    const { s3 } = as('222222222222');
    const upload = { ...object, UploadId: 'none' };
    expect(await answerOf(s3.send(new AbortMultipartUploadCommand(upload)))).toMatch(/^404 NoSuchUpload/);
    const { response, wouldBe } = lab.decisionLog.records().at(-1) ?? {};
    expect({ stage: response?.stage, wouldBe }).toEqual({ stage: 'state', wouldBe: 'denied' });
  });

  test('refuses a wrong signature', async () => {
    const s3 = new S3Client({
      ...{ endpoint: lab.endpoint, region: 'us-east-1', forcePathStyle: true },
      credentials: { accessKeyId: '111111111111', secretAccessKey: 'other' },
    });
    expect(await answerOf(s3.send(new GetObjectCommand(object)))).toMatch(/^403 SignatureDoesNotMatch/);
  });

  test('refuses what it cannot decide', async () => {
    lab.surround({ assumptions: { values: {}, file: undefined } });
    await setBucketPolicy(as('111111111111'), object.Bucket, {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::reports/*',
      Condition: { StringEquals: { 's3:TlsVersion': '1.2' } },
    });
    expect((await read('222222222222')).answer).toMatch(/^501 /);
  });

  test('refuses a document that AWS refuses, and a public policy under Block Public Access', async () => {
    const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' } as const;
    const owner = as('111111111111');
    const withoutPrincipal = setBucketPolicy(owner, object.Bucket, allow);
    expect(await answerOf(withoutPrincipal)).toMatch(/^400 MalformedPolicy/);
    const open = setBucketPolicy(owner, object.Bucket, { ...allow, Principal: '*' });
    expect(await answerOf(open)).toMatch(/^403 AccessDenied/);
  });
});
