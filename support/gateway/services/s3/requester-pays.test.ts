import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  DeletePublicAccessBlockCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketRequestPaymentCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject, setBucketPolicy } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, type Clients, codeOf, to } from '../../testing/lab-under-test.ts';

const labs = labOfEachTest();
const Bucket = 'data';
const object = { Bucket, Key: 'k' };
const RequestPayer = 'requester';
let owner: Clients;
let other: Clients;

beforeEach(async () => {
  owner = labs.as(account);
  other = await labs.user(otherAccount, 'reader', allow('s3:*'));
  await newBucket(owner, Bucket);
  await newObject(owner, object);
  await owner.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  const resources = ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'];
  await setBucketPolicy(owner, Bucket, allow('s3:*', resources, to('*')));
  const RequestPaymentConfiguration = { Payer: 'Requester' } as const;
  await owner.s3.send(new PutBucketRequestPaymentCommand({ Bucket, RequestPaymentConfiguration }));
});

describe('A bucket whose requesters pay', () => {
  test.each<[string, (payer: object, client: Clients) => Promise<unknown>]>([
    ['GetObject', (payer, { s3 }) => s3.send(new GetObjectCommand({ ...object, ...payer }))],
    ['ListObjectsV2', (payer, { s3 }) => s3.send(new ListObjectsV2Command({ Bucket, ...payer }))],
    [
      'DeleteObjects',
      (payer, { s3 }) =>
        s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [object] }, ...payer })),
    ],
  ])('answers %s of others if they agree to pay', async (_, send) => {
    expect(await codeOf(send({}, other))).toBe('403 AccessDenied');
    expect(await codeOf(send({ RequestPayer }, labs.as('anonymous')))).toBe('403 AccessDenied');
    expect(await codeOf(send({}, owner))).toBe('granted');
    expect(await codeOf(send({ RequestPayer }, other))).toBe('granted');
  });

  test('is the source of a copy of those who agree to pay', async () => {
    await newBucket(other, 'mine');
    const copy = (payer: object) =>
      codeOf(
        other.s3.send(new CopyObjectCommand({ Bucket: 'mine', Key: 'k', CopySource: 'data/k', ...payer })),
      );
    expect([await copy({}), await copy({ RequestPayer })]).toEqual(['403 AccessDenied', 'granted']);
  });

  test('tells the accounts that paid for deletions', async () => {
    const deletion = (payer: object) =>
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [object, { Key: 'none' }] }, ...payer });
    const paid = await other.s3.send(deletion({ RequestPayer }));
    expect(paid).toMatchObject({ RequestCharged: 'requester', Deleted: [{ Key: 'k' }, { Key: 'none' }] });
    expect((await owner.s3.send(deletion({}))).RequestCharged).toBeUndefined();
  });

  test('tells the accounts that paid, and no other', async () => {
    const read = async ({ s3 }: Clients, payer: object) =>
      (await s3.send(new GetObjectCommand({ ...object, ...payer }))).RequestCharged;
    expect(await read(other, { RequestPayer })).toBe('requester');
    expect(await read(owner, { RequestPayer })).toBeUndefined();
    await owner.s3.send(
      new PutObjectTaggingCommand({ ...object, Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } }),
    );
    expect(await read(other, { RequestPayer })).toBe('requester');
    await newBucket(other, 'mine');
    const copied = { Bucket: 'mine', Key: 'k', CopySource: 'data/k', RequestPayer } as const;
    expect(await other.s3.send(new CopyObjectCommand(copied))).toMatchObject({ RequestCharged: 'requester' });
    const own = new GetObjectCommand({ Bucket: 'mine', Key: 'k', RequestPayer });
    expect((await other.s3.send(own)).RequestCharged).toBeUndefined();
  });

  test('tells who paid for an object with tags, whether or not their number is told', async () => {
    await newObject(owner, { ...object, Tagging: 'a=b' });
    const read = new GetObjectCommand({ ...object, RequestPayer });
    expect(await other.s3.send(read)).toMatchObject({ RequestCharged: 'requester', TagCount: 1 });
    const { s3 } = await labs.user(otherAccount, 'plain', allow('s3:GetObject'));
    const { RequestCharged, TagCount } = await s3.send(read);
    expect({ RequestCharged, TagCount }).toEqual({ RequestCharged: 'requester', TagCount: undefined });
  });

  test('charges nothing for operations that take no payer', async () => {
    expect(await codeOf(other.s3.send(new GetBucketLocationCommand({ Bucket })))).toBe('granted');
  });

  test('tells the reason to the decision log', async () => {
    await codeOf(other.s3.send(new GetObjectCommand(object)));
    expect(labs.lab.decisionLog.records().at(-1)?.response).toMatchObject({
      why: 'requesters pay for the bucket data, and the request does not say that its caller pays',
      remedy: 'sign the request, and send the header x-amz-request-payer: requester',
    });
  });
});
