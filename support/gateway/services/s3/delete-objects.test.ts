import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { allow, labUnderTest } from '../../testing/lab-under-test.ts';

test('DeleteObjects answers for each key by itself', async () => {
  await using lab = await labUnderTest();
  const Bucket = 'records';
  const root = lab.as(account);
  await root.s3.send(new CreateBucketCommand({ Bucket }));
  for (const Key of ['own/1', 'other/2'])
    await root.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  const ana = await lab.user(account, 'ana', allow('s3:DeleteObject', `arn:aws:s3:::${Bucket}/own/*`));
  const Objects = [{ Key: 'own/1' }, { Key: 'other/2' }];
  const { Deleted, Errors } = await ana.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  expect(Deleted).toEqual([{ Key: 'own/1' }]);
  expect(Errors).toEqual([
    {
      Key: 'other/2',
      Code: 'AccessDenied',
      Message: `User: arn:aws:iam::${account}:user/ana is not authorized to perform: s3:DeleteObject on resource: "arn:aws:s3:::${Bucket}/other/2" because no identity-based policy allows the s3:DeleteObject action`,
    },
  ]);
  const { Contents } = await root.s3.send(new ListObjectsV2Command({ Bucket }));
  expect(Contents?.map(({ Key }) => Key)).toEqual(['other/2']);
});
