import { requestsOf, type State, type Subject, subjectsOf } from '../request.ts';

const ask = requestsOf('secretsmanager');
const kms = requestsOf('kms');
const SecretId = '{secret}';
const policy =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{account}:root"},"Action":"secretsmanager:GetSecretValue","Resource":"*"}]}';
const publicPolicy = policy.replace('{"AWS":"arn:aws:iam::{account}:root"}', '"*"');

/** A secret of two versions, and one that is to be deleted. */
const secrets: State = {
  steps: [
    ask(
      'CreateSecret',
      { Name: SecretId, SecretString: 'first', Tags: [{ Key: 'a', Value: 'b' }] },
      { keep: { secretArn: 'ARN', firstVersion: 'VersionId' } },
    ),
    ask('PutSecretValue', { SecretId, SecretString: 'second' }, { keep: { version: 'VersionId' } }),
    ask('CreateSecret', { Name: 'binned-{n}', SecretString: 'binned' }, { keep: { binned: 'Name' } }),
    ask('DeleteSecret', { SecretId: '{binned}' }),
    kms('CreateKey', {}, { keep: { key: 'KeyMetadata.Arn' } }),
    kms('CreateKey', {}, { keep: { disabled: 'KeyMetadata.Arn' } }),
    kms('DisableKey', { KeyId: '{disabled}' }),
    kms(
      'CreateKey',
      { KeyUsage: 'SIGN_VERIFY', KeySpec: 'ECC_NIST_P256' },
      { keep: { signing: 'KeyMetadata.Arn' } },
    ),
  ],
  reads: [ask('DescribeSecret', { SecretId })],
  renew: [],
};
const tag = (from: number, length: number) =>
  Array.from({ length }, (_, at) => ({ Key: `k${from + at}`, Value: '' }));
const of = subjectsOf('secretsmanager', secrets);
const value = ask('GetSecretValue', { SecretId });
const resourcePolicy = ask('GetResourcePolicy', { SecretId });

/** For tests: how Secrets Manager is asked. */
export const secretsSubjects: readonly Subject[] = [
  of(
    'GetRandomPassword',
    {},
    {
      vary: {
        PasswordLength: [0, 3, 100],
        ExcludeCharacters: ['a'],
        ExcludeNumbers: [true],
        ExcludePunctuation: [true],
        ExcludeUppercase: [true],
        ExcludeLowercase: [true],
        IncludeSpace: [true],
        RequireEachIncludedType: [false],
      },
    },
  ),
  of(
    'BatchGetSecretValue',
    { SecretIdList: [SecretId, 'missing', '{binned}'] },
    {
      vary: {
        SecretIdList: [undefined, [''], ['{secretArn}']],
        Filters: [[{ Key: 'name', Values: ['nothing'] }]],
        MaxResults: [0, 1],
        NextToken: ['nonsense'],
      },
      also: {
        'by a filter': {
          input: { SecretIdList: undefined, Filters: [{ Key: 'name', Values: [SecretId] }] },
        },
      },
    },
  ),
  of(
    'RotateSecret',
    { SecretId },
    {
      vary: {
        SecretId: [undefined, 'missing', '{binned}'],
        RotationLambdaARN: ['arn:aws:lambda:eu-west-1:111111111111:function:rotate'],
        RotationRules: [{ AutomaticallyAfterDays: 1 }],
        RotateImmediately: [false],
        ExternalSecretRotationMetadata: [[{ Key: 'a', Value: 'b' }]],
        ExternalSecretRotationRoleArn: ['arn:aws:iam::111111111111:role/rotates'],
        ClientRequestToken: ['t'.repeat(32), ''],
      },
    },
  ),
  of(
    'ValidateResourcePolicy',
    { SecretId, ResourcePolicy: policy },
    { vary: { SecretId: [undefined, 'missing'], ResourcePolicy: [undefined, 'nonsense', publicPolicy] } },
  ),
  of(
    'CreateSecret',
    { Name: 'made-{c}', SecretString: 'made' },
    {
      shows: [
        ask('DescribeSecret', { SecretId: 'made-{c}' }),
        ask('GetSecretValue', { SecretId: 'made-{c}' }),
      ],
    },
  ),
  of(
    'UpdateSecret',
    { SecretId, Description: 'described' },
    {
      shows: [value],
      also: {
        'string and binary': { input: { SecretString: 'x', SecretBinary: Buffer.from('x') } },
        'another value with a token that is taken': {
          input: { SecretString: 'x', ClientRequestToken: 't'.repeat(32) },
          after: [ask('PutSecretValue', { SecretId, SecretString: 'y', ClientRequestToken: 't'.repeat(32) })],
        },
      },
    },
  ),
  of('DescribeSecret', { SecretId }),
  of(
    'GetSecretValue',
    { SecretId },
    {
      also: {
        'the first version': { input: { VersionId: '{firstVersion}' } },
        'dropped by a later one': {
          input: { VersionId: '{firstVersion}' },
          after: [ask('PutSecretValue', { SecretId, SecretString: 'third' })],
        },
        'a version of another stage': { input: { VersionId: '{firstVersion}', VersionStage: 'AWSCURRENT' } },
        'under a key that is disabled': {
          after: [
            ask('UpdateSecret', { SecretId, KmsKeyId: '{key}' }),
            kms('DisableKey', { KeyId: '{key}' }),
          ],
        },
      },
    },
  ),
  of(
    'PutSecretValue',
    { SecretId, SecretString: 'third' },
    {
      shows: [value],
      also: {
        'the same again': {
          input: { ClientRequestToken: 't'.repeat(32) },
          after: [
            ask('PutSecretValue', { SecretId, SecretString: 'third', ClientRequestToken: 't'.repeat(32) }),
          ],
        },
        'another with the same token': {
          input: { ClientRequestToken: 't'.repeat(32) },
          after: [
            ask('PutSecretValue', { SecretId, SecretString: 'other', ClientRequestToken: 't'.repeat(32) }),
          ],
        },
        'string and binary': { input: { SecretBinary: Buffer.from('x') } },
        'the id of a version without labels': {
          input: { ClientRequestToken: 't'.repeat(32) },
          after: [
            ask('PutSecretValue', { SecretId, SecretString: 'old', ClientRequestToken: 't'.repeat(32) }),
            ask('PutSecretValue', { SecretId, SecretString: 'newer' }),
            ask('PutSecretValue', { SecretId, SecretString: 'newest' }),
          ],
        },
      },
    },
  ),
  of(
    'UpdateSecretVersionStage',
    {
      SecretId,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: '{firstVersion}',
      RemoveFromVersionId: '{version}',
    },
    { renew: undefined },
  ),
  of(
    'DeleteSecret',
    { SecretId },
    {
      renew: [ask('RestoreSecret', { SecretId })],
      also: {
        'both ways': { input: { RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true } },
        'by force, of none': { input: { SecretId: 'absent-{c}', ForceDeleteWithoutRecovery: true } },
      },
      vary: { ForceDeleteWithoutRecovery: [false] },
    },
  ),
  of(
    'RestoreSecret',
    { SecretId: '{binned}' },
    {
      reads: [ask('DescribeSecret', { SecretId: '{binned}' })],
      vary: { SecretId: [undefined, '', 'absent-{c}', '{secretArn}'] },
    },
  ),
  of(
    'PutResourcePolicy',
    { SecretId, ResourcePolicy: policy },
    {
      reads: [resourcePolicy],
      also: {
        'a public one': { input: { ResourcePolicy: publicPolicy } },
        'a public one that is blocked': { input: { ResourcePolicy: publicPolicy, BlockPublicPolicy: true } },
      },
    },
  ),
  of(
    'GetResourcePolicy',
    { SecretId },
    {
      also: {
        'of one with a policy': { after: [ask('PutResourcePolicy', { SecretId, ResourcePolicy: policy })] },
      },
    },
  ),
  of('DeleteResourcePolicy', { SecretId }, { reads: [resourcePolicy] }),
  of(
    'TagResource',
    { SecretId, Tags: [{ Key: 'c', Value: 'd' }] },
    {
      also: {
        'more than a secret can have': {
          input: { Tags: tag(30, 30) },
          after: [ask('TagResource', { SecretId, Tags: tag(0, 30) })],
        },
      },
    },
  ),
  of('UntagResource', { SecretId, TagKeys: ['a'] }),
  of('ListSecrets', {}, { alone: true }),
  of('ListSecretVersionIds', { SecretId }),
];
