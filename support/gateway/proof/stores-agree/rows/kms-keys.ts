import type { Subject } from '../request.ts';
import { ask, KeyId, of } from './kms-state.ts';

const policyOf = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
const everything = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::{account}:root' },
  Action: 'kms:*',
  Resource: '*',
};
const policies = [
  'nonsense',
  '{}',
  policyOf({ ...everything, Action: 'kms:Decrypt' }),
  policyOf({ ...everything, Action: 'kms:Nonsense' }),
  policyOf({ ...everything, Principal: { AWS: 'arn:aws:iam::{account}:user/absent' } }),
  policyOf({ ...everything, Principal: '*' }),
  policyOf({ ...everything, Sid: 'x'.repeat(33_000) }),
];
const tag = (from: number, length: number) =>
  Array.from({ length }, (_, at) => ({ TagKey: `k${from + at}`, TagValue: '' }));
const made = [ask('DescribeKey', { KeyId: '{alias}' })];

/** For tests: how KMS is asked to manage keys. */
export const kmsKeys: readonly Subject[] = [
  of(
    'CreateKey',
    {},
    {
      reads: [],
      vary: {
        Policy: policies,
        KeySpec: ['SYMMETRIC_DEFAULT', 'HMAC_256', 'ECC_NIST_P256', 'SM2', 'nonsense'],
      },
      also: {
        'for MACs': { input: { KeyUsage: 'GENERATE_VERIFY_MAC', KeySpec: 'HMAC_512' } },
        'for MACs with another spec': { input: { KeyUsage: 'GENERATE_VERIFY_MAC', KeySpec: 'RSA_2048' } },
        'for agreement': { input: { KeyUsage: 'KEY_AGREEMENT', KeySpec: 'ECC_NIST_P256' } },
        'both names of a spec': {
          input: { KeySpec: 'SYMMETRIC_DEFAULT', CustomerMasterKeySpec: 'RSA_2048' },
        },
      },
    },
  ),
  of(
    'DescribeKey',
    { KeyId },
    {
      also: {
        'an alias': { input: { KeyId: '{alias}' } },
        'a key id': { input: { KeyId: '{keyId}' } },
        'the key of a service': { input: { KeyId: 'alias/aws/s3' } },
      },
    },
  ),
  // One key of two is either of them: their order is by random ids.
  of('ListKeys', {}, { alone: true, vary: { Limit: [0, 1000, 1001] } }),
  of('UpdateKeyDescription', { KeyId, Description: 'described' }),
  of('EnableKey', { KeyId }, { also: { 'one that is disabled': { input: { KeyId: '{disabled}' } } } }),
  of('DisableKey', { KeyId }),
  of('ScheduleKeyDeletion', { KeyId }, { renew: undefined }),
  of(
    'CancelKeyDeletion',
    { KeyId: '{deleted}' },
    { vary: { KeyId: [undefined, 'nonsense', '{key}', '{alias}'] } },
  ),
  of(
    'CreateAlias',
    { AliasName: 'alias/made-{c}', TargetKeyId: KeyId },
    {
      reads: [ask('ListAliases', { KeyId })],
      also: {
        'one that is there': { input: { AliasName: '{alias}' } },
        'by an alias': { input: { TargetKeyId: '{alias}' } },
      },
    },
  ),
  of('UpdateAlias', { AliasName: '{alias}', TargetKeyId: '{otherKey}' }, { reads: made }),
  of(
    'DeleteAlias',
    { AliasName: '{alias}' },
    { reads: made, renew: [ask('CreateAlias', { AliasName: '{alias}', TargetKeyId: KeyId })] },
  ),
  of('ListAliases', {}, { alone: true, vary: { KeyId: ['{key}', 'nonsense', '{alias}', '{otherKey}'] } }),
  of('GetKeyPolicy', { KeyId }),
  of(
    'PutKeyPolicy',
    { KeyId, Policy: policyOf(everything) },
    { reads: [ask('GetKeyPolicy', { KeyId })], vary: { Policy: [undefined, '', ...policies] } },
  ),
  of('ListKeyPolicies', { KeyId }),
  of('EnableKeyRotation', { KeyId }, { reads: [ask('GetKeyRotationStatus', { KeyId })] }),
  of('DisableKeyRotation', { KeyId }, { reads: [ask('GetKeyRotationStatus', { KeyId })] }),
  of('GetKeyRotationStatus', { KeyId }),
  of('RotateKeyOnDemand', { KeyId }),
  of('ListKeyRotations', { KeyId }),
  of(
    'TagResource',
    { KeyId, Tags: [{ TagKey: 'a', TagValue: 'b' }] },
    {
      reads: [ask('ListResourceTags', { KeyId })],
      also: {
        'more than a key can have': {
          input: { Tags: tag(30, 30) },
          after: [ask('TagResource', { KeyId, Tags: tag(0, 30) })],
        },
      },
    },
  ),
  of('UntagResource', { KeyId, TagKeys: ['a'] }, { reads: [ask('ListResourceTags', { KeyId })] }),
  of('ListResourceTags', { KeyId }),
  of('GetKeyLastUsage', { KeyId }),
];
