import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  ListObjectsV2Command,
  PutBucketAclCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { answerOf, type Clients, documentOf } from '../../testing/lab-under-test.ts';

const Bucket = 'records';
const lab = labOfEachTest();
let root: Clients;

/** A bucket policy by which every caller may list the bucket. */
const Policy = documentOf({
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:ListBucket',
  Resource: `arn:aws:s3:::${Bucket}`,
});

beforeEach(async () => {
  root = lab.as(account);
  await root.s3.send(new CreateBucketCommand({ Bucket, ObjectOwnership: 'BucketOwnerPreferred' }));
  await root.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
});

function block(setting: string, of = account): void {
  lab.lab.surround({ accountPublicAccessBlocks: { [of]: { [setting]: true } } });
}
const listed = () => answerOf(lab.as('anonymous').s3.send(new ListObjectsV2Command({ Bucket })));
const opened = () => answerOf(root.s3.send(new PutBucketPolicyCommand({ Bucket, Policy })));

describe('Block Public Access of an account holds for its buckets', () => {
  test('RestrictPublicBuckets shuts a bucket that its policy makes public', async () => {
    await opened();
    expect(await listed()).toBe('granted');
    block('RestrictPublicBuckets');
    expect(await listed()).toBe('403 AccessDenied: Access Denied');
    expect(lab.lab.decisionLog.records().at(-1)?.decisions).toMatchObject([{ layer: 'block public access' }]);
    expect(await answerOf(root.s3.send(new ListObjectsV2Command({ Bucket })))).toBe('granted');
    block('RestrictPublicBuckets', otherAccount);
    expect(await listed()).toBe('granted');
  });

  test('BlockPublicPolicy refuses a public policy', async () => {
    block('BlockPublicPolicy');
    expect(await opened()).toContain('prevented by the BlockPublicPolicy setting');
    block('BlockPublicAcls');
    expect(await opened()).toBe('granted');
  });

  test('BlockPublicAcls refuses a public ACL', async () => {
    const acl = () => answerOf(root.s3.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' })));
    block('BlockPublicAcls');
    expect(await acl()).toContain('prevented by the BlockPublicAcls setting');
    block('BlockPublicPolicy');
    expect(await acl()).toBe('granted');
  });

  test('IgnorePublicAcls ignores a public ACL that is there', async () => {
    await root.s3.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }));
    expect(await listed()).toBe('granted');
    block('IgnorePublicAcls');
    expect(await listed()).toContain('403');
  });

  test('is not shown as the bucket’s own', async () => {
    block('BlockPublicAcls');
    const refusal = root.s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(await answerOf(refusal)).toContain('404 NoSuchPublicAccessBlockConfiguration');
  });
});

test('A bucket’s own settings hold, also if those of its account are off', async () => {
  await opened();
  await root.s3.send(new CreateBucketCommand({ Bucket: 'shut' }));
  lab.lab.surround({ accountPublicAccessBlocks: { [account]: { BlockPublicPolicy: false } } });
  const shut = documentOf({
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:ListBucket',
    Resource: 'arn:aws:s3:::shut',
  });
  const opening = new PutBucketPolicyCommand({ Bucket: 'shut', Policy: shut });
  expect(await answerOf(root.s3.send(opening))).toContain('BlockPublicPolicy');
});
