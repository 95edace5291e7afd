import { ListObjectsCommand, UpdateObjectEncryptionCommand } from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { newBucket } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { answerOf, newKey } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();

test('ListObjects refuses a bucket that does not exist: NoSuchBucket', async () => {
  const listing = lab.as(account).s3.send(new ListObjectsCommand({ Bucket: 'missing' }));
  expect(await answerOf(listing)).toMatch(/^404 NoSuchBucket/);
});

test('UpdateObjectEncryption refuses an object that does not exist: NoSuchKey', async () => {
  const root = lab.as(account);
  await newBucket(root, 'records');
  const ObjectEncryption = { SSEKMS: { KMSKeyArn: await newKey(root) } };
  const update = new UpdateObjectEncryptionCommand({ Bucket: 'records', Key: 'missing', ObjectEncryption });
  expect(await answerOf(root.s3.send(update))).toMatch(/^404 NoSuchKey/);
});
