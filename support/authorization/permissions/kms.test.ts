import * as sdk from '@aws-sdk/client-kms';
import { describe, expect, test } from '@jest/globals';
import type { Input, Operation } from '../../aws/operations.ts';
import { Readings } from '../terms/permission.ts';
import { kmsPermissions } from './kms.ts';
import type { RequiredPermission, Scope } from './rule.ts';

const scope: Scope = { region: 'eu-west-1', account: '111111111111', aliasTarget: () => undefined };
const key = 'arn:aws:kms:eu-west-1:111111111111:key/one';
const other = 'arn:aws:kms:eu-west-1:222222222222:key/two';
const alias = 'arn:aws:kms:eu-west-1:111111111111:alias/app';

function permissions<O extends Operation<'kms'>>(
  operation: O,
  input: Input<'kms', O>,
  from: Scope = scope,
): readonly RequiredPermission[] {
  const rule = kmsPermissions[operation];
  if (typeof rule !== 'function') throw new Error(`${operation} has no rule`);
  return rule(input, from);
}

/** The value of a member that the request leaves to its default. */
const leftTo = (byDefault: string) => new Readings([undefined, byDefault], { isAbsentForNull: true });

/** The permissions without the condition keys that are absent. */
function stated(required: readonly RequiredPermission[]): unknown {
  return JSON.parse(JSON.stringify(required));
}

describe("KMS's permissions", () => {
  test('exist for exactly the operations of the SDK', () => {
    const operations = Object.keys(sdk)
      .filter((name) => name.endsWith('Command') && name !== '$Command')
      .map((name) => name.slice(0, -'Command'.length));
    expect(Object.keys(kmsPermissions).sort()).toEqual(operations.sort());
  });

  test.each<Operation<'kms'>>([
    'CancelKeyDeletion',
    'DescribeKey',
    'DisableKey',
    'DisableKeyRotation',
    'EnableKey',
    'GetKeyPolicy',
    'GetKeyRotationStatus',
    'GetPublicKey',
    'ListKeyPolicies',
    'ListKeyRotations',
    'ListResourceTags',
    'RotateKeyOnDemand',
    'UpdateKeyDescription',
  ])('of %s are the action of its name on the key', (operation) => {
    const input = { KeyId: key, Description: '' };
    expect(stated(permissions(operation, input))).toEqual([
      { action: `kms:${operation}`, resource: key, context: {} },
    ]);
  });

  test.each<Operation<'kms'>>(['ListKeys', 'ListAliases', 'GenerateRandom'])(
    'of %s have no key',
    (operation) => {
      const input = { RetiringPrincipal: 'arn:aws:iam::111111111111:root', KeyId: key };
      expect(permissions(operation, input)).toEqual([{ action: `kms:${operation}`, resource: '*' }]);
    },
  );

  test('of ListRetirableGrants is on the retiring principal', () => {
    const RetiringPrincipal = 'arn:aws:iam::111111111111:user/alice';
    expect(permissions('ListRetirableGrants', { RetiringPrincipal })).toEqual([
      { action: 'kms:ListRetirableGrants', resource: RetiringPrincipal },
    ]);
  });

  test.each<Operation<'kms'>>(['Encrypt', 'GenerateDataKey', 'CreateGrant', 'RetireGrant', 'GetKeyPolicy'])(
    'of %s need a key',
    (operation) => {
      const input = {} as Input<'kms', typeof operation>;
      expect(() => permissions(operation, input)).toThrow(
        expect.objectContaining({ code: 'ValidationException', status: 400 }),
      );
    },
  );
});

describe('the condition keys', () => {
  const encryptionContext = {
    'kms:EncryptionContextKeys': ['aws:s3:arn', 'b'],
    'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::bucket/key',
    'kms:EncryptionContext:b': '',
  };
  const EncryptionContext = { 'aws:s3:arn': 'arn:aws:s3:::bucket/key', b: '' };
  const symmetric = { 'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT' };
  const pair = { 'kms:DataKeyPairSpec': 'RSA_2048' };

  test.each<[Operation<'kms'>, object, object]>([
    ['Encrypt', { EncryptionContext }, { ...symmetric, ...encryptionContext }],
    ['Decrypt', { EncryptionContext }, { ...symmetric, ...encryptionContext }],
    ['Decrypt', { EncryptionContext: {} }, symmetric],
    [
      'Encrypt',
      { EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' },
      { 'kms:EncryptionAlgorithm': 'RSAES_OAEP_SHA_256' },
    ],
    ['GenerateDataKey', { EncryptionContext }, { ...symmetric, ...encryptionContext }],
    ['GenerateDataKeyWithoutPlaintext', { EncryptionContext }, { ...symmetric, ...encryptionContext }],
    [
      'GenerateDataKeyPair',
      { EncryptionContext, KeyPairSpec: 'RSA_2048' },
      { ...symmetric, ...encryptionContext, ...pair },
    ],
    ['GenerateDataKeyPairWithoutPlaintext', { KeyPairSpec: 'RSA_2048' }, { ...symmetric, ...pair }],
    [
      'Sign',
      { SigningAlgorithm: 'ECDSA_SHA_256' },
      { 'kms:SigningAlgorithm': 'ECDSA_SHA_256', 'kms:MessageType': 'RAW' },
    ],
    [
      'Verify',
      { SigningAlgorithm: 'ECDSA_SHA_256', MessageType: 'DIGEST' },
      { 'kms:SigningAlgorithm': 'ECDSA_SHA_256', 'kms:MessageType': 'DIGEST' },
    ],
    ['GenerateMac', { MacAlgorithm: 'HMAC_SHA_256' }, { 'kms:MacAlgorithm': 'HMAC_SHA_256' }],
    ['PutKeyPolicy', {}, { 'kms:BypassPolicyLockoutSafetyCheck': leftTo('false') }],
    [
      'PutKeyPolicy',
      { BypassPolicyLockoutSafetyCheck: true },
      { 'kms:BypassPolicyLockoutSafetyCheck': 'true' },
    ],
    ['EnableKeyRotation', {}, { 'kms:RotationPeriodInDays': leftTo('365') }],
    ['ScheduleKeyDeletion', {}, { 'kms:ScheduleKeyDeletionPendingWindowInDays': leftTo('30') }],
    ['EnableKeyRotation', { RotationPeriodInDays: 90 }, { 'kms:RotationPeriodInDays': '90' }],
    [
      'ScheduleKeyDeletion',
      { PendingWindowInDays: 7 },
      { 'kms:ScheduleKeyDeletionPendingWindowInDays': '7' },
    ],
    [
      'TagResource',
      { Tags: [{ TagKey: 'team', TagValue: 'a' }] },
      { 'aws:TagKeys': ['team'], 'aws:RequestTag/team': 'a' },
    ],
    ['UntagResource', { TagKeys: ['team'] }, { 'aws:TagKeys': ['team'] }],
    [
      'GetParametersForImport',
      { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' },
      { 'kms:WrappingAlgorithm': 'RSAES_OAEP_SHA_256', 'kms:WrappingKeySpec': 'RSA_2048' },
    ],
    [
      'ImportKeyMaterial',
      { ValidTo: new Date(0) },
      { 'kms:ExpirationModel': leftTo('KEY_MATERIAL_EXPIRES'), 'kms:ValidTo': '0' },
    ],
    ['ListGrants', {}, { 'kms:GrantIsForAWSResource': 'false' }],
    ['RevokeGrant', {}, { 'kms:GrantIsForAWSResource': 'false' }],
    [
      'CreateGrant',
      {
        GranteePrincipal: 'arn:aws:iam::222222222222:role/reader',
        Operations: ['Decrypt', 'DescribeKey'],
        Constraints: { EncryptionContextSubset: { b: 'c' } },
      },
      {
        'kms:GrantIsForAWSResource': 'false',
        'kms:GranteePrincipal': 'arn:aws:iam::222222222222:role/reader',
        'kms:GrantOperations': ['Decrypt', 'DescribeKey'],
        'kms:GrantConstraintType': 'EncryptionContextSubset',
        'kms:EncryptionContextKeys': ['b'],
        'kms:EncryptionContext:b': 'c',
      },
    ],
    [
      'CreateGrant',
      {
        GranteeServicePrincipal: 'sns.amazonaws.com',
        RetiringServicePrincipal: 'sqs.amazonaws.com',
        Operations: ['Decrypt'],
        Constraints: { EncryptionContextEquals: {}, SourceArn: 'arn:aws:sns:eu-west-1:111111111111:topic' },
      },
      {
        'kms:GrantIsForAWSResource': 'false',
        'kms:GranteeServicePrincipal': 'sns.amazonaws.com',
        'kms:RetiringServicePrincipal': 'sqs.amazonaws.com',
        'kms:GrantOperations': ['Decrypt'],
        'kms:GrantConstraintType': 'SourceArn',
        'kms:GrantConstraintSourceArn': 'arn:aws:sns:eu-west-1:111111111111:topic',
      },
    ],
  ])('of %s with %j', (operation, members, context) => {
    const input = { KeyId: key, ...members } as Input<'kms', typeof operation>;
    expect(permissions(operation, input)).toEqual([{ action: `kms:${operation}`, resource: key, context }]);
  });
});

describe('CreateKey', () => {
  const defaults = {
    'kms:CustomerMasterKeySpec': 'SYMMETRIC_DEFAULT',
    'kms:CustomerMasterKeyUsage': 'ENCRYPT_DECRYPT',
    'kms:KeySpec': 'SYMMETRIC_DEFAULT',
    'kms:KeyUsage': 'ENCRYPT_DECRYPT',
    'kms:KeyOrigin': 'AWS_KMS',
    'kms:MultiRegion': 'false',
    'kms:BypassPolicyLockoutSafetyCheck': leftTo('false'),
  };

  test('needs its own permission, on no key', () => {
    expect(permissions('CreateKey', {})).toEqual([
      { action: 'kms:CreateKey', resource: '*', context: defaults },
    ]);
    const input = { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY', Origin: 'EXTERNAL' } as const;
    expect(permissions('CreateKey', input)[0]?.context).toEqual({
      ...defaults,
      'kms:KeySpec': 'RSA_2048',
      'kms:CustomerMasterKeySpec': 'RSA_2048',
      'kms:CustomerMasterKeyUsage': 'SIGN_VERIFY',
      'kms:KeyUsage': 'SIGN_VERIFY',
      'kms:KeyOrigin': 'EXTERNAL',
    });
  });

  test('needs kms:TagResource as well, if the request has tags', () => {
    const tags = { 'aws:TagKeys': ['team'], 'aws:RequestTag/team': 'a' };
    expect(permissions('CreateKey', { Tags: [{ TagKey: 'team', TagValue: 'a' }] })).toEqual([
      { action: 'kms:CreateKey', resource: '*', context: { ...defaults, ...tags } },
      { action: 'kms:TagResource', resource: '*', context: tags },
    ]);
  });
});

describe('ReEncrypt', () => {
  test('needs a permission on each key, with its own encryption context', () => {
    const input = {
      CiphertextBlob: Buffer.from('x'),
      SourceKeyId: key,
      SourceEncryptionContext: { a: 'from' },
      DestinationKeyId: other,
      DestinationEncryptionContext: { a: 'to' },
    };
    const context = (value: string) => ({
      'kms:ReEncryptOnSameKey': 'false',
      'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
      'kms:EncryptionContextKeys': ['a'],
      'kms:EncryptionContext:a': value,
    });
    expect(permissions('ReEncrypt', input)).toEqual([
      { action: 'kms:ReEncryptFrom', resource: key, context: context('from') },
      { action: 'kms:ReEncryptTo', resource: other, context: context('to') },
    ]);
  });

  test('has a condition key that tells if both keys are the same', () => {
    const input = { CiphertextBlob: undefined, SourceKeyId: key, DestinationKeyId: key };
    const contexts = permissions('ReEncrypt', input).map(
      ({ context }) => context?.['kms:ReEncryptOnSameKey'],
    );
    expect(contexts).toEqual(['true', 'true']);
  });
});

describe('the operations on aliases', () => {
  const pointing: Scope = { ...scope, aliasTarget: (name) => (name === 'alias/app' ? key : undefined) };

  test.each<[Operation<'kms'>, object, readonly string[]]>([
    ['CreateAlias', { AliasName: 'alias/app', TargetKeyId: key }, [alias, key]],
    ['UpdateAlias', { AliasName: 'alias/app', TargetKeyId: other }, [alias, key, other]],
    ['UpdateAlias', { AliasName: 'alias/app', TargetKeyId: key }, [alias, key]],
    ['DeleteAlias', { AliasName: 'alias/app' }, [alias, key]],
    ['DeleteAlias', { AliasName: 'alias/none' }, ['arn:aws:kms:eu-west-1:111111111111:alias/none']],
  ])('%s with %j needs its permission on the alias and each key', (operation, input, resources) => {
    const required = permissions(operation, input as Input<'kms', typeof operation>, pointing);
    expect(required).toEqual(resources.map((resource) => ({ action: `kms:${operation}`, resource })));
  });

  test('throw if the key of the alias cannot be looked up', () => {
    const blind: Scope = { region: 'eu-west-1', account: '111111111111' };
    expect(() => permissions('DeleteAlias', { AliasName: 'alias/app' }, blind)).toThrow(TypeError);
  });
});
