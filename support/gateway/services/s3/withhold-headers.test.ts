import { HeadObjectCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { newAccessPoint } from '../../testing/access-points.ts';
import { newBucket, newObject } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow } from '../../testing/lab-under-test.ts';

const labs = labOfEachTest();

test.each<[string, readonly string[], number | undefined, number | undefined]>([
  ['that reads the tags', ['s3:GetObjectTagging'], 1, undefined],
  ['that reads the tags of versions', ['s3:GetObjectVersionTagging'], undefined, 1],
  ['without a permission on tags', [], undefined, undefined],
])('the number of tags is told to a caller %s', async (_, actions, current, ofVersion) => {
  const root = labs.as(account);
  await newBucket(root, 'tagged');
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await root.s3.send(new PutBucketVersioningCommand({ Bucket: 'tagged', VersioningConfiguration }));
  const object = { Bucket: 'tagged', Key: 'k' };
  const { VersionId } = await newObject(root, { ...object, Tagging: 'a=b' });
  const reads = ['s3:GetObject', 's3:GetObjectVersion', ...actions];
  const { s3 } = await labs.user(account, 'reader', allow(reads));
  expect((await s3.send(new HeadObjectCommand(object))).TagCount).toBe(current);
  expect((await s3.send(new HeadObjectCommand({ ...object, VersionId }))).TagCount).toBe(ofVersion);
});

test('through an access point, the access point and its bucket both have to allow it', async () => {
  const root = labs.as(account);
  await newBucket(root, 'tagged');
  await newObject(root, { Bucket: 'tagged', Key: 'k', Tagging: 'a=b' });
  const Alias = await newAccessPoint(root, { AccountId: account, Name: 'mine', Bucket: 'tagged' });
  const throughPoint = `arn:aws:s3:eu-west-1:${account}:accesspoint/mine/object/*`;
  const ofBucket = 'arn:aws:s3:::tagged/*';
  const read = { Bucket: Alias, Key: 'k' };
  for (const [name, resources, count] of [
    ['both', [throughPoint, ofBucket], 1],
    ['bucket', [ofBucket], undefined],
    ['point', [throughPoint], undefined],
  ] as const) {
    const { s3 } = await labs.user(
      account,
      name,
      allow('s3:GetObject'),
      allow('s3:GetObjectTagging', resources),
    );
    expect([name, (await s3.send(new HeadObjectCommand(read))).TagCount]).toEqual([name, count]);
  }
});
