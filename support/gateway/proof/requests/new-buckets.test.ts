import { CreateBucketCommand, GetObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject, setBucketPolicy } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, codeOf, deny } from '../../testing/lab-under-test.ts';

const Bucket = 'records';
const withHeaders = new CreateBucketCommand({ Bucket, ObjectOwnership: 'BucketOwnerEnforced' });

const lab = labOfEachTest();

describe('CreateBucket with headers that need more than s3:CreateBucket', () => {
  test.each([
    ['s3:CreateBucket', '403 AccessDenied'],
    ['s3:*', 'granted'],
  ])('by a user with %s: %s', async (action, answer) => {
    const user = await lab.user(account, 'user', allow(action));
    expect(await codeOf(user.s3.send(withHeaders))).toBe(answer);
  });

  test('for a name that another account has leaves the policy of that bucket in force', async () => {
    const owner = lab.as(account);
    await newBucket(owner, Bucket);
    await newObject(owner, { Bucket, Key: 'k' });
    const Principal = { AWS: account };
    const statement = deny('s3:GetObject', `arn:aws:s3:::${Bucket}/*`, { Principal });
    await setBucketPolicy(owner, Bucket, statement);
    expect(await codeOf(lab.as(otherAccount).s3.send(withHeaders))).toBe('409 BucketAlreadyExists');
    const read = new GetObjectCommand({ Bucket, Key: 'k' });
    expect(await codeOf(owner.s3.send(read))).toBe('403 AccessDenied');
  });
});

test('a name that is taken in another Region is taken, whatever the Region of the request', async () => {
  await newBucket(lab.as(account, 'eu-central-1'), Bucket);
  const taken = lab.as(otherAccount, 'us-east-1').s3.send(new CreateBucketCommand({ Bucket }));
  expect(await codeOf(taken)).toBe('409 BucketAlreadyExists');
  const own = lab.as(account, 'us-east-1').s3.send(new CreateBucketCommand({ Bucket }));
  expect(await codeOf(own)).toBe('409 BucketAlreadyOwnedByYou');
});
