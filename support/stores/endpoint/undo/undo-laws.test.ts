import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { account } from '../../../aws/testing/accounts.ts';
import {
  AliasName,
  Bucket,
  codeOf,
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
  type World,
  type Write,
} from '../testing/put-back.ts';

/** Writes about few things, each of which can be put back. */
function undoableWrites({ key, other, PolicyArn, secret }: World): readonly Write[] {
  const aliases = [AliasName, 'alias/new'];
  const keys = [key, other, keyArn(key)];
  const policies = [PolicyArn, `arn:aws:iam::${account}:policy/new`];
  const secrets = [secret, 'login', 'new'];
  const newPolicy = { PolicyName: 'new', PolicyDocument: policyOf('s3:*') };
  return [
    ...keys.flatMap((KeyId): Write[] => [
      ['kms', 'CreateGrant', grantOn(KeyId)],
      ['kms', 'DisableKey', { KeyId }],
      ['kms', 'EnableKey', { KeyId }],
      ['kms', 'ScheduleKeyDeletion', { KeyId }],
      ['kms', 'CancelKeyDeletion', { KeyId }],
      ['kms', 'EnableKeyRotation', { KeyId, RotationPeriodInDays: 100 }],
      ['kms', 'DisableKeyRotation', { KeyId }],
      ['kms', 'PutKeyPolicy', { KeyId, Policy: keyPolicyOf('kms:Put*') }],
      ...aliases.flatMap((name): Write[] => [
        ['kms', 'CreateAlias', { AliasName: name, TargetKeyId: KeyId }],
        ['kms', 'UpdateAlias', { AliasName: name, TargetKeyId: KeyId }],
        ['kms', 'DeleteAlias', { AliasName: name }],
      ]),
    ]),
    ...[RoleName, 'new'].flatMap((name): Write[] => [
      ['iam', 'CreateRole', { RoleName: name, AssumeRolePolicyDocument: TRUST }],
      ['iam', 'PutRolePolicy', { RoleName: name, PolicyName: 'own', PolicyDocument: policyOf('s3:*') }],
      ['iam', 'DeleteRolePolicy', { RoleName: name, PolicyName: 'own' }],
      ['iam', 'DeleteRolePermissionsBoundary', { RoleName: name }],
      ...policies.flatMap((arn): Write[] => [
        ['iam', 'AttachRolePolicy', { RoleName: name, PolicyArn: arn }],
        ['iam', 'DetachRolePolicy', { RoleName: name, PolicyArn: arn }],
        ['iam', 'PutRolePermissionsBoundary', { RoleName: name, PermissionsBoundary: arn }],
      ]),
    ]),
    ['iam', 'CreateUser', { UserName: 'new' }],
    ['iam', 'PutUserPolicy', { UserName: 'new', PolicyName: 'own', PolicyDocument: policyOf('s3:*') }],
    ['iam', 'CreatePolicy', newPolicy],
    ['s3', 'CreateBucket', { Bucket: 'new-reports', ObjectOwnership: 'ObjectWriter' }],
    ...[Bucket, 'new-reports'].flatMap((name): Write[] => [
      ['s3', 'PutBucketTagging', { Bucket: name, Tagging: tags }],
      ['s3', 'DeleteBucketTagging', { Bucket: name }],
      ['s3', 'PutBucketAcl', { Bucket: name, ACL: 'authenticated-read' }],
      ['s3', 'PutObject', { Bucket: name, Key: 'june.csv' }],
      ['s3', 'DeleteObject', { Bucket: name, Key: 'june.csv' }],
    ]),
    ['secretsmanager', 'CreateSecret', { ...SECRET, Name: 'new' }],
    ...secrets.flatMap((SecretId): Write[] => [
      ['secretsmanager', 'PutResourcePolicy', { SecretId, ResourcePolicy: secretPolicy }],
      ['secretsmanager', 'DeleteResourcePolicy', { SecretId }],
    ]),
  ];
}

test('whatever is written in a row is put back, unless the rewind says that it is not', async () => {
  const picks = fc.array(fc.nat(), { minLength: 2, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(picks, async (numbers) => {
      const outcome = await putBack((world) => {
        const all = undoableWrites(world);
        return numbers.flatMap((number) => all.slice(number % all.length).slice(0, 1));
      }).catch(codeOf);
      // The endpoint refused to put something back. The scenario is then provisioned anew.
      if (typeof outcome === 'string') return;
      const { before, written, done, after } = outcome;
      expect(after).toEqual(done ? before : written);
    }),
    { numRuns: 60 },
  );
});
