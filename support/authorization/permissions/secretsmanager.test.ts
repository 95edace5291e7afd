import { describe, expect, test } from '@jest/globals';
import type { Input, Operation } from '../../aws/operations.ts';
import { UNKNOWABLE } from '../terms/permission.ts';
import { leftTo } from './left-to-default.ts';
import { secretsPermissions } from './secretsmanager.ts';

const scope = { region: 'eu-west-1', account: '111111111111' };
const SecretId = 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-abcdef';
const key = 'arn:aws:kms:eu-west-1:111111111111:key/1b2c3d4e-0000-4000-8000-000000000000';

/** The permissions of an operation, without condition keys that have no value. */
function needed<O extends Operation<'secretsmanager'>>(operation: O, input: Input<'secretsmanager', O>) {
  const rule: unknown = secretsPermissions[operation];
  if (typeof rule !== 'function') throw new Error(`${operation} has no rule`);
  const all: readonly { action: string; resource: string; context?: object }[] = rule(input, scope);
  return all.map(({ action, resource, context = {} }) => [
    action,
    resource,
    Object.fromEntries(Object.entries(context).filter(([, value]) => value !== undefined)),
  ]);
}

describe('the permissions of Secrets Manager', () => {
  test.each([
    ['DescribeSecret', {}, {}],
    ['RestoreSecret', {}, {}],
    ['RotateSecret', { RotateImmediately: true }, {}],
    ['ListSecretVersionIds', {}, {}],
    ['GetResourcePolicy', {}, {}],
    ['DeleteResourcePolicy', {}, {}],
    ['PutSecretValue', { SecretString: 'x', VersionStages: ['mine'] }, {}],
    ['GetSecretValue', {}, {}],
    [
      'GetSecretValue',
      { VersionId: 'v', VersionStage: 'AWSCURRENT' },
      { 'secretsmanager:VersionId': 'v', 'secretsmanager:VersionStage': 'AWSCURRENT' },
    ],
    ['UpdateSecretVersionStage', { VersionStage: 'mine' }, { 'secretsmanager:VersionStage': 'mine' }],
    ['PutResourcePolicy', { ResourcePolicy: '{}' }, { 'secretsmanager:BlockPublicPolicy': leftTo('false') }],
    [
      'PutResourcePolicy',
      { ResourcePolicy: '{}', BlockPublicPolicy: false },
      { 'secretsmanager:BlockPublicPolicy': 'false' },
    ],
    [
      'DeleteSecret',
      {},
      {
        'secretsmanager:RecoveryWindowInDays': leftTo('30'),
        'secretsmanager:ForceDeleteWithoutRecovery': leftTo('false'),
      },
    ],
    [
      'DeleteSecret',
      { RecoveryWindowInDays: 7 },
      {
        'secretsmanager:RecoveryWindowInDays': '7',
        'secretsmanager:ForceDeleteWithoutRecovery': leftTo('false'),
      },
    ],
    [
      'DeleteSecret',
      { ForceDeleteWithoutRecovery: true },
      { 'secretsmanager:ForceDeleteWithoutRecovery': 'true' },
    ],
    ['TagResource', { Tags: [{ Key: 'a', Value: 'b' }] }, { 'aws:TagKeys': ['a'], 'aws:RequestTag/a': 'b' }],
    ['UntagResource', { TagKeys: ['a'] }, { 'aws:TagKeys': ['a'] }],
    [
      'UpdateSecret',
      { Description: 'd', KmsKeyId: key },
      {
        'secretsmanager:Description': 'd',
        'secretsmanager:KmsKeyId': key,
        'secretsmanager:KmsKeyArn': key,
      },
    ],
    ['UpdateSecret', { SecretString: 'x' }, { 'secretsmanager:KmsKeyArn': UNKNOWABLE }],
  ] as const)('%s %j takes its action on the secret', (operation, input, context) => {
    expect(needed(operation, { SecretId, ...input } as never)).toEqual([
      [`secretsmanager:${operation}`, SecretId, context],
    ]);
  });

  test('CreateSecret needs its action on the future ARN, and TagResource with tags', () => {
    const resource = 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-??????';
    const context = { 'secretsmanager:Name': 'db', 'secretsmanager:KmsKeyArn': UNKNOWABLE };
    expect(needed('CreateSecret', { Name: 'db' })).toEqual([
      ['secretsmanager:CreateSecret', resource, context],
    ]);
    const tagged = needed('CreateSecret', { Name: 'db', Tags: [{ Key: 'a', Value: 'b' }] });
    expect(tagged.map(([action, on]) => [action, on])).toEqual([
      ['secretsmanager:CreateSecret', resource],
      ['secretsmanager:TagResource', resource],
    ]);
  });

  test('ListSecrets has no secret', () => {
    expect(needed('ListSecrets', {})).toEqual([['secretsmanager:ListSecrets', '*', {}]]);
    expect(needed('GetRandomPassword', {}).map(([action]) => action)).toEqual([
      'secretsmanager:GetRandomPassword',
    ]);
    const Filters = [{ Key: 'name' as const, Values: ['a'] }];
    expect(needed('BatchGetSecretValue', { Filters }).map(([action]) => action)).toEqual([
      'secretsmanager:BatchGetSecretValue',
      'secretsmanager:ListSecrets',
    ]);
  });
});
