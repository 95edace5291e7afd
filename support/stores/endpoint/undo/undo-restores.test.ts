import { describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import {
  AliasName,
  Bucket,
  FILLED,
  grantOn,
  keyArn,
  keyPolicyOf,
  policyOf,
  putBack,
  RoleName,
  SECRET,
  secretPolicy,
  TRUST,
  tags,
  UserName,
  type World,
  type Write,
} from '../testing/put-back.ts';

describe('writes since the mark are put back', () => {
  test.each<[string, (world: World) => readonly Write[]]>([
    ['a grant', ({ key }) => [['kms', 'CreateGrant', grantOn(key)]]],
    ['a key that is to be deleted', ({ key }) => [['kms', 'ScheduleKeyDeletion', { KeyId: key }]]],
    [
      'a key that was disabled and is to be deleted',
      ({ key }) => [
        ['kms', 'DisableKey', { KeyId: key }],
        ['kms', 'ScheduleKeyDeletion', { KeyId: key }],
      ],
    ],
    ['the rotation of a key', ({ key }) => [['kms', 'EnableKeyRotation', { KeyId: key }]]],
    ['an alias of another key', ({ other }) => [['kms', 'UpdateAlias', { AliasName, TargetKeyId: other }]]],
    ['an alias that was deleted', () => [['kms', 'DeleteAlias', { AliasName }]]],
    [
      'an alias that was deleted and made of another key',
      ({ other }) => [
        ['kms', 'DeleteAlias', { AliasName }],
        ['kms', 'CreateAlias', { AliasName, TargetKeyId: other }],
      ],
    ],
    ['a new alias', ({ other }) => [['kms', 'CreateAlias', { AliasName: 'alias/new', TargetKeyId: other }]]],
    [
      'an alias that was made, deleted, and made again of another key',
      ({ key, other }) => [
        ['kms', 'CreateAlias', { AliasName: 'alias/new', TargetKeyId: other }],
        ['kms', 'DeleteAlias', { AliasName: 'alias/new' }],
        ['kms', 'CreateAlias', { AliasName: 'alias/new', TargetKeyId: key }],
      ],
    ],
    [
      'a key policy that was written by two names of the key',
      ({ key }) => [
        ['kms', 'PutKeyPolicy', { KeyId: key, Policy: keyPolicyOf('kms:Put*') }],
        ['kms', 'PutKeyPolicy', { KeyId: keyArn(key), Policy: keyPolicyOf('kms:Get*') }],
      ],
    ],
    ['a user', () => [['iam', 'CreateUser', { UserName: 'new' }]]],
    ['a role', () => [['iam', 'CreateRole', { RoleName: 'new', AssumeRolePolicyDocument: TRUST }]]],
    [
      'a managed policy that is attached',
      () => [
        ['iam', 'CreatePolicy', { PolicyName: 'new', PolicyDocument: policyOf('s3:*') }],
        ['iam', 'AttachRolePolicy', { RoleName, PolicyArn: `arn:aws:iam::${account}:policy/new` }],
      ],
    ],
    [
      'permissions boundaries',
      ({ PolicyArn }) => [
        ['iam', 'PutRolePermissionsBoundary', { RoleName, PermissionsBoundary: PolicyArn }],
        ['iam', 'PutUserPermissionsBoundary', { UserName, PermissionsBoundary: PolicyArn }],
      ],
    ],
    ['tags of a bucket', () => [['s3', 'PutBucketTagging', { Bucket, Tagging: tags }]]],
    ['tags of a bucket that were deleted', () => [['s3', 'DeleteBucketTagging', { Bucket }]]],
    ['the ACL of a bucket', () => [['s3', 'PutBucketAcl', { Bucket, ACL: 'authenticated-read' }]]],
    ['a bucket', () => [['s3', 'CreateBucket', { Bucket: 'new-reports' }]]],
    ['objects', () => ['may', 'june'].map((Key) => ['s3', 'PutObject', { Bucket, Key }])],
    [
      'a bucket with an object',
      () => [
        ['s3', 'CreateBucket', { Bucket: 'new-reports' }],
        ['s3', 'PutObject', { Bucket: 'new-reports', Key: 'june.csv' }],
      ],
    ],
    [
      'a secret with a policy',
      () => [
        ['secretsmanager', 'CreateSecret', { ...SECRET, Name: 'new' }],
        ['secretsmanager', 'PutResourcePolicy', { SecretId: 'new', ResourcePolicy: secretPolicy }],
      ],
    ],
    [
      'the policy of a secret',
      ({ secret }) => [
        ['secretsmanager', 'PutResourcePolicy', { SecretId: secret, ResourcePolicy: secretPolicy }],
      ],
    ],
  ])('%s', async (_, writesOf) => {
    const { before, written, done, after } = await putBack(writesOf);
    expect(written).not.toEqual(before);
    expect(done).toBe(true);
    expect(after).toEqual(before);
  });
});

test('an alias that was made and deleted stays deleted', async () => {
  const { before, done, after } = await putBack(({ other }) => [
    ['kms', 'CreateAlias', { AliasName: 'alias/new', TargetKeyId: other }],
    ['kms', 'DeleteAlias', { AliasName: 'alias/new' }],
  ]);
  expect(done).toBe(true);
  expect(after).toEqual(before);
});

describe('nothing is put back where that cannot be', () => {
  test.each<[string, (world: World) => readonly Write[]]>([
    ['a role that was deleted', () => [['iam', 'DeleteRole', { RoleName }]]],
    ['a bucket that was deleted', () => [['s3', 'DeleteBucket', { Bucket }]]],
    [
      'an object beside another that was there',
      () => [['s3', 'PutObject', { Bucket: FILLED, Key: 'june.csv' }]],
    ],
    ['an object that was there', () => [['s3', 'DeleteObject', { Bucket: FILLED, Key: 'may.csv' }]]],
    ['new material of a key', ({ key }) => [['kms', 'RotateKeyOnDemand', { KeyId: key }]]],
    [
      'a tag of a key, after a write that could be put back',
      ({ key }) => [
        ['kms', 'DisableKey', { KeyId: key }],
        ['kms', 'TagResource', { KeyId: key, Tags: [{ TagKey: 'a', TagValue: 'b' }] }],
      ],
    ],
  ])('%s', async (_, writesOf) => {
    const { written, done, after } = await putBack(writesOf);
    expect(done).toBe(false);
    expect(after).toEqual(written);
  });
});
