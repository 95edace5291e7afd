import type { LifecycleRule } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../../aws/testing/accounts.ts';
import { canonicalUserId } from '../owner.ts';
import { bucketOwner, bucketRegion, createS3State } from '../s3-state.ts';
import { s3UnderTest } from '../testing/s3-under-test.ts';

const OTHER = { account: otherAccount };
const Bucket = 'b-1';

describe('CreateBucket', () => {
  test('makes a bucket as S3 does today: SSE-S3, no ACLs, no public access', async () => {
    const s3 = await s3UnderTest(Bucket);
    expect(await s3.call('GetBucketEncryption', { Bucket })).toEqual({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
      },
    });
    const { OwnershipControls } = await s3.call('GetBucketOwnershipControls', { Bucket });
    expect(OwnershipControls?.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
    const { PublicAccessBlockConfiguration } = await s3.call('GetPublicAccessBlock', { Bucket });
    expect(Object.values(PublicAccessBlockConfiguration ?? {})).toEqual([true, true, true, true]);
    expect(bucketOwner(s3.state, Bucket)).toBe(account);
    expect(bucketRegion(s3.state, Bucket)).toBe('us-east-1');
    expect(bucketOwner(createS3State(), Bucket)).toBeUndefined();
  });

  test.each([
    ['us-east-1', undefined, 'us-east-1'],
    ['us-east-1', 'eu-central-1', 'eu-central-1'],
    ['us-east-1', 'EU', 'eu-west-1'],
    ['eu-west-1', 'eu-west-1', 'eu-west-1'],
  ])(
    'at the endpoint of %s with constraint %s makes a bucket in %s',
    async (region, constraint, expected) => {
      const s3 = await s3UnderTest();
      const LocationConstraint = constraint as 'eu-west-1' | undefined;
      await s3.call(
        'CreateBucket',
        { Bucket, CreateBucketConfiguration: { LocationConstraint } },
        { region },
      );
      expect(bucketRegion(s3.state, Bucket)).toBe(expected);
    },
  );

  test('of one that is one’s own succeeds in us-east-1 only, of another’s never', async () => {
    const s3 = await s3UnderTest(Bucket);
    await s3.call('CreateBucket', { Bucket });
    await expect(s3.call('CreateBucket', { Bucket }, OTHER)).rejects.toMatchObject({
      code: 'BucketAlreadyExists',
      status: 409,
    });
    const elsewhere = {
      Bucket: 'b-2',
      CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
    } as const;
    await s3.call('CreateBucket', elsewhere);
    await expect(s3.call('CreateBucket', elsewhere)).rejects.toMatchObject({
      code: 'BucketAlreadyOwnedByYou',
      status: 409,
    });
  });
});

describe('ListBuckets', () => {
  test('lists the caller’s own by name, in pages', async () => {
    const s3 = await s3UnderTest();
    for (const name of ['b-3', 'b-1', 'c-1', 'b-2']) await s3.call('CreateBucket', { Bucket: name });
    await s3.call('CreateBucket', { Bucket: 'b-0' }, OTHER);
    const all = await s3.call('ListBuckets', {});
    expect(all.Buckets?.map((one) => one.Name)).toEqual(['b-1', 'b-2', 'b-3', 'c-1']);
    expect(all.Owner?.ID).toBe(canonicalUserId(account));
    const page = await s3.call('ListBuckets', { Prefix: 'b-', MaxBuckets: 2 });
    expect(page.Buckets?.map((one) => [one.Name, one.BucketRegion])).toEqual([
      ['b-1', 'us-east-1'],
      ['b-2', 'us-east-1'],
    ]);
    const rest = await s3.call('ListBuckets', { Prefix: 'b-', ContinuationToken: page.ContinuationToken });
    expect(rest.Buckets?.map((one) => one.Name)).toEqual(['b-3']);
    expect(rest.ContinuationToken).toBeUndefined();
  });
});

describe('a bucket that does not exist', () => {
  test.each([
    'HeadBucket',
    'GetBucketPolicy',
    'ListObjectsV2',
    'DeleteBucket',
    'GetBucketEncryption',
  ] as const)('%s is refused', async (operation) => {
    const s3 = await s3UnderTest(Bucket);
    await expect(s3.call(operation, { Bucket: 'none' })).rejects.toMatchObject({
      code: 'NoSuchBucket',
      status: 404,
      members: { BucketName: 'none' },
    });
  });
});

describe('what is not set', () => {
  test.each([
    ['GetBucketPolicy', 'NoSuchBucketPolicy'],
    ['GetBucketPolicyStatus', 'NoSuchBucketPolicy'],
    ['GetBucketTagging', 'NoSuchTagSet'],
    ['GetBucketCors', 'NoSuchCORSConfiguration'],
    ['GetBucketLifecycleConfiguration', 'NoSuchLifecycleConfiguration'],
    ['GetBucketWebsite', 'NoSuchWebsiteConfiguration'],
    ['GetBucketReplication', 'ReplicationConfigurationNotFoundError'],
    ['GetObjectLockConfiguration', 'ObjectLockConfigurationNotFoundError'],
  ] as const)('%s answers %s', async (operation, code) => {
    const s3 = await s3UnderTest(Bucket);
    await expect(s3.call(operation, { Bucket })).rejects.toMatchObject({
      code,
      status: 404,
      members: { BucketName: Bucket },
    });
  });

  test.each([
    ['GetBucketVersioning', {}],
    ['GetBucketLocation', {}],
    ['GetBucketLogging', {}],
    ['GetBucketNotificationConfiguration', {}],
    ['GetBucketAccelerateConfiguration', {}],
    ['GetBucketRequestPayment', { Payer: 'BucketOwner' }],
  ] as const)('%s answers %j', async (operation, expected) => {
    const s3 = await s3UnderTest(Bucket);
    expect(await s3.call(operation, { Bucket })).toEqual(expected);
  });

  test('Block Public Access and ownership controls are missed by name once deleted', async () => {
    const s3 = await s3UnderTest(Bucket);
    await s3.call('DeletePublicAccessBlock', { Bucket });
    await s3.call('DeleteBucketOwnershipControls', { Bucket });
    await expect(s3.call('GetPublicAccessBlock', { Bucket })).rejects.toMatchObject({
      code: 'NoSuchPublicAccessBlockConfiguration',
    });
    await expect(s3.call('GetBucketOwnershipControls', { Bucket })).rejects.toMatchObject({
      code: 'OwnershipControlsNotFoundError',
    });
  });
});

describe('PutBucketEncryption', () => {
  const rule = (byDefault: object, extra: object = {}) => ({
    Bucket,
    ServerSideEncryptionConfiguration: {
      Rules: [
        { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const, ...byDefault }, ...extra },
      ],
    },
  });

  test.each([
    '1234abcd-12ab-34cd-56ef-1234567890ab',
    'alias/none',
    'arn:aws:kms:eu-west-1:2:key/x',
    'nonsense',
  ])('keeps the key %j as it is written', async (KMSMasterKeyID) => {
    const s3 = await s3UnderTest(Bucket);
    const input = rule({ KMSMasterKeyID }, { BucketKeyEnabled: true });
    await s3.call('PutBucketEncryption', input);
    expect(await s3.call('GetBucketEncryption', { Bucket })).toEqual({
      ServerSideEncryptionConfiguration: input.ServerSideEncryptionConfiguration,
    });
    await s3.call('DeleteBucketEncryption', { Bucket });
    const { ServerSideEncryptionConfiguration } = await s3.call('GetBucketEncryption', { Bucket });
    expect(ServerSideEncryptionConfiguration?.Rules?.[0]?.BucketKeyEnabled).toBe(false);
  });
});

describe('ACLs', () => {
  test('that are disabled leave everything to the owner of the bucket', async () => {
    const s3 = await s3UnderTest(Bucket);
    await s3.call('PutBucketAcl', { Bucket, ACL: 'public-read' });
    await s3.call('PutObject', { Bucket, Key: 'k', ACL: 'bucket-owner-full-control' }, OTHER);
    const { Owner, Grants } = await s3.call('GetObjectAcl', { Bucket, Key: 'k' });
    expect(Owner?.ID).toBe(canonicalUserId(account));
    expect(Grants?.map((grant) => grant.Permission)).toEqual(['FULL_CONTROL']);
  });

  test('that are enabled leave an object to its writer, who can give it away', async () => {
    const s3 = await s3UnderTest();
    await s3.call('CreateBucket', { Bucket, ObjectOwnership: 'BucketOwnerPreferred' });
    await s3.call('PutObject', { Bucket, Key: 'kept' }, OTHER);
    await s3.call('PutObject', { Bucket, Key: 'given', ACL: 'bucket-owner-full-control' }, OTHER);
    const owner = async (Key: string) => (await s3.call('GetObjectAcl', { Bucket, Key })).Owner?.ID;
    expect(await owner('kept')).toBe(canonicalUserId(otherAccount));
    expect(await owner('given')).toBe(canonicalUserId(account));
    await s3.call('PutObjectAcl', { Bucket, Key: 'kept', ACL: 'public-read' });
    const { Grants } = await s3.call('GetObjectAcl', { Bucket, Key: 'kept' });
    expect(Grants).toHaveLength(2);
  });
});

describe('a policy', () => {
  test('is kept byte for byte until it is deleted', async () => {
    const s3 = await s3UnderTest(Bucket);
    const Policy = '{ "Version":"2012-10-17",\n "Statement": [] }';
    await s3.call('PutBucketPolicy', { Bucket, Policy });
    expect(await s3.call('GetBucketPolicy', { Bucket })).toEqual({ Policy });
    expect(await s3.call('GetBucketPolicyStatus', { Bucket })).toEqual({ PolicyStatus: { IsPublic: false } });
    await s3.call('DeleteBucketPolicy', { Bucket });
    await expect(s3.call('GetBucketPolicy', { Bucket })).rejects.toMatchObject({
      code: 'NoSuchBucketPolicy',
    });
  });
});

describe('a lifecycle configuration', () => {
  const rules = (...Rules: object[]) => ({
    Bucket,
    LifecycleConfiguration: { Rules: Rules as LifecycleRule[] },
  });
  const rule = { ID: 'one', Status: 'Enabled', Filter: { Prefix: 'a/' }, Expiration: { Days: 1 } };

  test('is given back as it was put, ids filled in, until it is deleted', async () => {
    const s3 = await s3UnderTest(Bucket);
    await s3.call('PutBucketLifecycleConfiguration', rules(rule, { ...rule, ID: undefined }));
    const { Rules } = await s3.call('GetBucketLifecycleConfiguration', { Bucket });
    expect(Rules).toEqual([rule, { ...rule, ID: expect.stringMatching(/./) }]);
    await s3.call('DeleteBucketLifecycle', { Bucket });
    await expect(s3.call('GetBucketLifecycleConfiguration', { Bucket })).rejects.toMatchObject({
      status: 404,
    });
  });
});

describe('DeleteBucket', () => {
  test('refuses a bucket that holds anything, a delete marker even', async () => {
    const s3 = await s3UnderTest(Bucket);
    await s3.call('PutBucketVersioning', { Bucket, VersioningConfiguration: { Status: 'Enabled' } });
    const { VersionId } = await s3.call('DeleteObject', { Bucket, Key: 'k' });
    await expect(s3.call('DeleteBucket', { Bucket })).rejects.toMatchObject({
      code: 'BucketNotEmpty',
      status: 409,
    });
    await s3.call('DeleteObject', { Bucket, Key: 'k', VersionId });
    await s3.call('DeleteBucket', { Bucket });
    await expect(s3.call('HeadBucket', { Bucket })).rejects.toMatchObject({ code: 'NoSuchBucket' });
  });
});

test('lifecycle rules keep the smallest size of objects to move that they were put with', async () => {
  const s3 = await s3UnderTest('b-1');
  const rule = { ID: 'r', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } } as const;
  const put = { Bucket: 'b-1', LifecycleConfiguration: { Rules: [rule] } };
  const asked = { TransitionDefaultMinimumObjectSize: 'varies_by_storage_class' } as const;
  await s3.call('PutBucketLifecycleConfiguration', { ...put, ...asked });
  expect(await s3.call('GetBucketLifecycleConfiguration', { Bucket: 'b-1' })).toMatchObject(asked);
  await s3.call('PutBucketLifecycleConfiguration', put);
  expect(await s3.call('GetBucketLifecycleConfiguration', { Bucket: 'b-1' })).toMatchObject({
    TransitionDefaultMinimumObjectSize: 'all_storage_classes_128K',
  });
});
