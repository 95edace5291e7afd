import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeletePublicAccessBlockCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { GetAccessPointCommand, PutPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account as owner, otherAccount as partner } from '../../../aws/testing/accounts.ts';
import { newAccessPoint, setAccessPointPolicy } from '../../testing/access-points.ts';
import { setBucketPolicy } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, type Clients, codeOf, type StatementText, to } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
const Bucket = 'records';
const Key = 'a.txt';
const arn = `arn:aws:s3:eu-west-1:${partner}:accesspoint/theirs`;
const bucket = [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`];
const ofPoint = [arn, `${arn}/object/*`];
const third = '333333333333';
let theirs: Clients;
let alias: string;

const bucketPolicy = (...statements: StatementText[]) =>
  setBucketPolicy(lab.as(owner), Bucket, ...statements);
const pointPolicy = (...statements: StatementText[]) =>
  setAccessPointPolicy(theirs, { AccountId: partner, Name: 'theirs' }, ...statements);
const delegating = (account: string) => ({
  ...allow('s3:GetObject', bucket[1]),
  Principal: { AWS: '*' },
  Condition: { StringEquals: { 's3:DataAccessPointAccount': account } },
});
const get = ({ s3 }: Clients, at = alias) => codeOf(s3.send(new GetObjectCommand({ Bucket: at, Key })));
const resources = () =>
  (lab.lab.decisionLog.records().at(-1)?.decisions ?? []).map(
    ({ result, permission }) => `${result} ${permission.resource} of ${permission.resourceAccount}`,
  );

beforeEach(async () => {
  const { s3 } = lab.as(owner);
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'a' }));
  theirs = lab.as(partner);
  const point = { AccountId: partner, Name: 'theirs', Bucket, BucketAccountId: owner };
  alias = await newAccessPoint(theirs, point);
});

describe('An access point for the bucket of another account', () => {
  test('is created without a word of the bucket, and names its account', async () => {
    const { BucketAccountId, AccessPointArn } = await theirs.s3control.send(
      new GetAccessPointCommand({ AccountId: partner, Name: 'theirs' }),
    );
    expect([BucketAccountId, AccessPointArn]).toEqual([owner, arn]);
  });

  test('does not decide who gets the bucket policy, which only one account may', async () => {
    await bucketPolicy({ ...allow('s3:*', bucket), ...to([owner, partner]) });
    await pointPolicy({ ...allow('s3:GetObject', ofPoint[1]), ...to(owner) });
    for (const { s3 } of [theirs, lab.as(owner)])
      expect(await codeOf(s3.send(new GetBucketPolicyCommand({ Bucket: alias })))).toBe('501 NotImplemented');
  });

  test('opens nothing until the bucket policy lets its account decide', async () => {
    const reader = await lab.user(partner, 'reader', allow('s3:GetObject'));
    expect(await get(reader)).toBe('403 AccessDenied');
    await bucketPolicy(delegating(owner));
    expect(await get(reader)).toBe('403 AccessDenied');
    await bucketPolicy(delegating(partner));
    expect(await get(reader)).toBe('granted');
    expect(resources()).toEqual([
      `Granted ${arn}/object/${Key} of ${partner}`,
      `Granted ${bucket[0]}/${Key} of ${owner}`,
    ]);
    expect(await get(reader, Bucket)).toBe('403 AccessDenied');
  });

  test('opens to a third account if its policy and the bucket policy allow it', async () => {
    await bucketPolicy(delegating(partner));
    const reader = await lab.user(third, 'reader', allow('s3:GetObject'));
    expect(await get(reader)).toBe('403 AccessDenied');
    await pointPolicy({ ...allow('s3:GetObject', ofPoint[1]), ...to(third) });
    expect(await get(reader)).toBe('granted');
  });

  test('gives the owner of the bucket nothing without its own policy', async () => {
    await bucketPolicy(delegating(partner));
    expect(await get(lab.as(owner))).toBe('403 AccessDenied');
    await pointPolicy({ ...allow('s3:GetObject', ofPoint[1]), ...to(owner) });
    expect(await get(lab.as(owner))).toBe('granted');
  });

  test('is undecided for a caller whose own policy does not name the bucket', async () => {
    await bucketPolicy(delegating(partner));
    const reader = await lab.user(partner, 'reader', allow('s3:GetObject', ofPoint[1]));
    expect(await get(reader)).toBe('501 NotImplemented');
  });

  test('is under its own Block Public Access, and leaves open whether under that of its account', async () => {
    const AccountId = partner;
    const all = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true };
    const off = { BlockPublicAcls: false, IgnorePublicAcls: false, BlockPublicPolicy: false };
    await lab.as(owner).s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    const openAlias = await newAccessPoint(theirs, {
      ...{ AccountId, Name: 'open', Bucket, BucketAccountId: owner },
      PublicAccessBlockConfiguration: { ...off, RestrictPublicBuckets: false },
    });
    const at = `arn:aws:s3:eu-west-1:${partner}:accesspoint/open/object/*`;
    const open = { ...allow('s3:GetObject', at), Principal: '*' };
    const put = () => codeOf(setAccessPointPolicy(theirs, { AccountId, Name: 'open' }, open));
    for (const id of [owner, partner]) {
      const block = { ...all, RestrictPublicBuckets: true };
      const set = (settings: typeof block | (typeof off & { RestrictPublicBuckets: boolean })) =>
        lab
          .as(id)
          .s3control.send(
            new PutPublicAccessBlockCommand({ AccountId: id, PublicAccessBlockConfiguration: settings }),
          );
      await set(block);
      expect(await put()).toBe(id === owner ? 'granted' : '501 NotImplemented');
      await set({ ...off, RestrictPublicBuckets: false });
    }
    expect(await put()).toBe('granted');
    const read = (by: string) => get(lab.as(by), openAlias);
    await bucketPolicy(delegating(partner));
    expect(await read(third)).toBe('granted');
    const restricted = { BlockPublicAcls: false, IgnorePublicAcls: false, BlockPublicPolicy: false };
    await lab.as(owner).s3control.send(
      new PutPublicAccessBlockCommand({
        AccountId: owner,
        PublicAccessBlockConfiguration: { ...restricted, RestrictPublicBuckets: true },
      }),
    );
    expect(await Promise.all([third, owner, partner].map(read))).toEqual([
      '403 AccessDenied',
      '501 NotImplemented',
      'granted',
    ]);
  });

  test('does not keep its bucket, and leaves open what it is good for then', async () => {
    const { s3 } = lab.as(owner);
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    expect(await codeOf(s3.send(new DeleteBucketCommand({ Bucket })))).toBe('granted');
    expect(await get(theirs)).toBe('501 NotImplemented');
    await s3.send(new CreateBucketCommand({ Bucket }));
    await bucketPolicy(delegating(partner));
    expect(await get(theirs)).toBe('501 NotImplemented');
  });
});
