import { DeleteObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject } from '../../testing/buckets.ts';
import { allow, labUnderTest } from '../../testing/lab-under-test.ts';

test('DeleteObjects answers for each key by itself', async () => {
  await using lab = await labUnderTest();
  const Bucket = 'records';
  const root = lab.as(account);
  await newBucket(root, Bucket);
  for (const Key of ['own/1', 'other/2']) await newObject(root, { Bucket, Key });
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
