import type { Subject } from '../request.ts';
import { ask, Bucket, create, full, here, kms, of, open, read } from './s3-bucket-state.ts';

const encryptionRule = (rule: object) => ({ Rules: [rule] });
const byDefault = (by: object) => encryptionRule({ ApplyServerSideEncryptionByDefault: by });
const encryption = read(ask('GetBucketEncryption', { Bucket }));
const policyOf = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
const allowed = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::{account}:root' },
  Action: 's3:GetObject',
};
const objectsOfBucket = 'arn:aws:s3:::{bucket}/*';
const policy = read(ask('GetBucketPolicy', { Bucket }));
const putPolicy = ask('PutBucketPolicy', {
  Bucket,
  Policy: policyOf({ ...allowed, Resource: objectsOfBucket }),
});
const publicAccess = read(ask('GetPublicAccessBlock', { Bucket }));

/** For tests: how S3 is asked about buckets, their encryption and policies. */
export const s3Buckets: readonly Subject[] = [
  of(
    'CreateBucket',
    { Bucket: 'made-{c}', CreateBucketConfiguration: here },
    {
      renew: [],
      shows: [
        ask('GetBucketLocation', { Bucket: 'made-{c}' }),
        ask('GetBucketOwnershipControls', { Bucket: 'made-{c}' }),
        ask('GetBucketAcl', { Bucket: 'made-{c}' }),
        ask('GetObjectLockConfiguration', { Bucket: 'made-{c}' }),
      ],
      vary: {
        Bucket: [Bucket, 'Bad_Name', 'ab', 'a..b', '1.2.3.4', 'xn--a-{c}', 'a-{c}-s3alias', 'x'.repeat(64)],
        CreateBucketConfiguration: [
          undefined,
          {},
          { LocationConstraint: 'nonsense' },
          { LocationConstraint: 'us-east-1' },
          { LocationConstraint: 'EU' },
          { ...here, Tags: [{ Key: 'a', Value: 'b' }] },
          { ...here, Location: { Type: 'AvailabilityZone', Name: 'euw1-az1' } },
        ],
        BucketNamespace: ['global', 'account-regional', 'nonsense'],
      },
      also: {
        'one of another account': { input: { Bucket }, as: 'other' },
        'with a public ACL and ACLs': { input: { ACL: 'public-read', ObjectOwnership: 'ObjectWriter' } },
        'with a private ACL and ACLs': { input: { ACL: 'private', ObjectOwnership: 'BucketOwnerPreferred' } },
      },
    },
  ),
  of(
    'DeleteBucket',
    { Bucket },
    {
      reads: [ask('HeadBucket', { Bucket })],
      renew: [create],
      also: { 'with an object': { after: [full] } },
    },
  ),
  of('HeadBucket', { Bucket }),
  of(
    'ListBuckets',
    {},
    {
      alone: true,
      vary: {
        Prefix: ['agree', 'zzz', ''],
        BucketRegion: ['eu-west-1', 'us-east-1', 'nonsense'],
        ContinuationToken: ['nonsense'],
      },
    },
  ),
  of('GetBucketLocation', { Bucket }),
  of(
    'PutBucketEncryption',
    { Bucket, ServerSideEncryptionConfiguration: byDefault({ SSEAlgorithm: 'AES256' }) },
    {
      ...encryption,
      vary: {
        ServerSideEncryptionConfiguration: [
          byDefault({ SSEAlgorithm: 'nonsense' }),
          byDefault({ SSEAlgorithm: 'aws:kms' }),
          byDefault({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/absent-{c}' }),
          byDefault({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: '' }),
          byDefault({ SSEAlgorithm: 'aws:kms:dsse' }),
          byDefault({ SSEAlgorithm: 'AES256', KMSMasterKeyID: 'alias/absent-{c}' }),
          byDefault({}),
          encryptionRule({ BucketKeyEnabled: true }),
          encryptionRule({}),
          encryptionRule({ BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } }),
          encryptionRule({
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
            BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
          }),
          encryptionRule({
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
            BlockedEncryptionTypes: { EncryptionType: ['nonsense'] },
          }),
          encryptionRule({
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' },
            BucketKeyEnabled: true,
          }),
          { Rules: [] },
          {
            Rules: [
              { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
              { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
            ],
          },
        ],
      },
      also: {
        'a key of the account': {
          input: {
            ServerSideEncryptionConfiguration: byDefault({
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: '{key}',
            }),
          },
          after: [kms('CreateKey', {}, { keep: { key: 'KeyMetadata.Arn' } })],
        },
      },
    },
  ),
  of('GetBucketEncryption', { Bucket }),
  of(
    'DeleteBucketEncryption',
    { Bucket },
    {
      ...encryption,
      also: {
        'of a bucket with a key': {
          after: [
            ask('PutBucketEncryption', {
              Bucket,
              ServerSideEncryptionConfiguration: byDefault({ SSEAlgorithm: 'aws:kms' }),
            }),
          ],
        },
      },
    },
  ),
  of(
    'PutBucketPolicy',
    { Bucket, Policy: policyOf({ ...allowed, Resource: objectsOfBucket }) },
    {
      ...policy,
      vary: {
        Policy: [
          'nonsense',
          '{}',
          policyOf({ ...allowed, Resource: 'arn:aws:s3:::{bucket}' }),
          policyOf({ ...allowed, Resource: 'arn:aws:s3:::other/*' }),
          policyOf({ ...allowed, Action: 's3:Nonsense', Resource: objectsOfBucket }),
          policyOf({ ...allowed, Action: 'kms:Decrypt', Resource: objectsOfBucket }),
          policyOf({ ...allowed, Principal: '*', Resource: objectsOfBucket }),
          policyOf({
            ...allowed,
            Principal: { AWS: 'arn:aws:iam::{account}:user/absent' },
            Resource: objectsOfBucket,
          }),
          policyOf({ ...allowed, Resource: objectsOfBucket, Condition: { Nonsense: { a: 'b' } } }),
          policyOf({ Effect: 'Allow', Action: 's3:GetObject', Resource: objectsOfBucket }),
          policyOf({ ...allowed, Resource: objectsOfBucket, Sid: 'x'.repeat(20_480) }),
        ],
      },
    },
  ),
  of('GetBucketPolicy', { Bucket }, { also: { 'of a bucket with one': { after: [putPolicy] } } }),
  of(
    'DeleteBucketPolicy',
    { Bucket },
    { ...policy, also: { 'of a bucket with one': { after: [putPolicy] } } },
  ),
  of('GetBucketPolicyStatus', { Bucket }, { also: { 'of a bucket with one': { after: [putPolicy] } } }),
  of(
    'PutPublicAccessBlock',
    { Bucket, PublicAccessBlockConfiguration: { BlockPublicAcls: true } },
    {
      ...publicAccess,
      vary: {
        PublicAccessBlockConfiguration: [
          undefined,
          {},
          { BlockPublicPolicy: false, RestrictPublicBuckets: true },
        ],
      },
    },
  ),
  of('GetPublicAccessBlock', { Bucket }, { also: { 'of a bucket without': { after: [open] } } }),
  of('DeletePublicAccessBlock', { Bucket }, publicAccess),
  of('GetBucketWebsite', { Bucket }),
  of('GetBucketReplication', { Bucket }),
  of('GetObjectLockConfiguration', { Bucket }),
  of(
    'PutObjectLockConfiguration',
    { Bucket, ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } },
    {
      vary: {
        ObjectLockConfiguration: [
          undefined,
          {},
          { ObjectLockEnabled: 'nonsense' },
          { ObjectLockEnabled: 'Enabled', Rule: {} },
          { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 0 } } },
        ],
      },
    },
  ),
  of('GetBucketLogging', { Bucket }),
  of('GetBucketNotificationConfiguration', { Bucket }),
  of('GetBucketAccelerateConfiguration', { Bucket }),
  of('GetBucketRequestPayment', { Bucket }),
  of('GetBucketAbac', { Bucket }),
  of(
    'PutBucketAbac',
    { Bucket, AbacStatus: { Status: 'Enabled' } },
    {
      ...read(ask('GetBucketAbac', { Bucket })),
      vary: { AbacStatus: [{}, { Status: 'Disabled' }, { Status: 'nonsense' }] },
    },
  ),
];
