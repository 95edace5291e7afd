import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { allow, answerOf } from '../../testing/lab-under-test.ts';
import {
  keys,
  Name,
  read,
  type SecretsUnderTest,
  secretsUnderTest,
  TOKEN,
} from './testing/secrets-under-test.ts';

let lab: SecretsUnderTest;

beforeEach(async () => {
  lab = await secretsUnderTest();
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
});

describe('conditions', () => {
  const on = (condition: object) => allow('secretsmanager:GetSecretValue', '*', { Condition: condition });

  test.each([
    [
      'the label that is asked for',
      { StringEquals: { 'secretsmanager:VersionStage': 'AWSCURRENT' } },
      { VersionStage: 'AWSCURRENT' },
      'granted',
    ],
    [
      'a label that is not asked for, though it is meant',
      { StringEquals: { 'secretsmanager:VersionStage': 'AWSCURRENT' } },
      {},
      '400 AccessDeniedException',
    ],
    ['the version', { StringEquals: { 'secretsmanager:VersionId': TOKEN } }, { VersionId: TOKEN }, 'granted'],
    ['a tag of the secret', { StringEquals: { 'aws:ResourceTag/team': 'a' } }, {}, 'granted'],
    [
      'a tag of the secret, by the older key',
      { StringEquals: { 'secretsmanager:ResourceTag/team': 'a' } },
      {},
      'granted',
    ],
    [
      'another value of the tag',
      { StringEquals: { 'aws:ResourceTag/team': 'b' } },
      {},
      '400 AccessDeniedException',
    ],
    ['the account of the secret', { StringEquals: { 'aws:ResourceAccount': account } }, {}, 'granted'],
    [
      'a rotation function, where there is none',
      { Null: { 'secretsmanager:resource/AllowRotationLambdaArn': 'true' } },
      {},
      'granted',
    ],
    [
      'the reference, where it is a name',
      { StringLike: { 'secretsmanager:SecretId': '*' } },
      {},
      '501 NotImplemented',
    ],
  ])('on %s', async (_, condition, more, expected) => {
    const made = {
      Name,
      SecretString: 'hello',
      ClientRequestToken: TOKEN,
      Tags: [{ Key: 'team', Value: 'a' }],
    };
    await lab.root.secretsmanager.send(new CreateSecretCommand(made));
    const user = await lab.user(account, 'user', on(condition));
    expect(await read(user, Name, more)).toContain(expected);
  });

  test('on the reference, where it is the whole ARN', async () => {
    const arn = await lab.create();
    const user = await lab.user(account, 'user', on({ StringEquals: { 'secretsmanager:SecretId': arn } }));
    expect(await read(user, arn)).toBe('granted');
  });

  test.each([
    ['its name', { StringEquals: { 'secretsmanager:Name': Name } }, {}, 'granted'],
    [
      'its tags',
      { StringEquals: { 'aws:RequestTag/team': 'a' } },
      { Tags: [{ Key: 'team', Value: 'a' }] },
      'granted',
    ],
    ['tags that it lacks', { StringEquals: { 'aws:RequestTag/team': 'a' } }, {}, '400 AccessDeniedException'],
    [
      'replicas that it is not to overwrite',
      { Bool: { 'secretsmanager:ForceOverwriteReplicaSecret': 'false' } },
      { ForceOverwriteReplicaSecret: true },
      '400 AccessDeniedException',
    ],
    [
      'its key as it was named',
      { StringEquals: { 'secretsmanager:KmsKeyId': 'alias/my-key' } },
      { KmsKeyId: 'alias/my-key' },
      'granted',
    ],
    [
      'the ARN of its key, where an alias was named',
      { StringLike: { 'secretsmanager:KmsKeyArn': '*' } },
      { KmsKeyId: 'alias/my-key' },
      '501 NotImplemented',
    ],
  ])('of making a secret, on %s', async (_, Condition, more, expected) => {
    const both = allow(['secretsmanager:CreateSecret', 'secretsmanager:TagResource'], '*', { Condition });
    const user = await lab.user(account, 'user', both, keys);
    const made = user.secretsmanager.send(new CreateSecretCommand({ Name, SecretString: 'x', ...more }));
    expect(await answerOf(made)).toContain(expected);
  });

  test('tags of a new secret take secretsmanager:TagResource besides', async () => {
    const user = await lab.user(account, 'user', allow('secretsmanager:CreateSecret'));
    const make = (more: object) =>
      answerOf(user.secretsmanager.send(new CreateSecretCommand({ Name, SecretString: 'x', ...more })));
    expect(await make({ Tags: [{ Key: 'team', Value: 'a' }] })).toContain(
      `not authorized to perform: secretsmanager:TagResource on resource: ${Name} because`,
    );
    expect(await make({})).toBe('granted');
  });

  test('a secret that is created with tags has them already', async () => {
    const untagged = { Null: { 'aws:ResourceTag/team': 'true' } };
    const user = await lab.user(
      account,
      'user',
      allow(['secretsmanager:CreateSecret', 'secretsmanager:TagResource']),
      { ...allow('secretsmanager:*', '*', { Condition: untagged }), Effect: 'Deny' },
    );
    const make = (more: object) =>
      answerOf(user.secretsmanager.send(new CreateSecretCommand({ Name, SecretString: 'x', ...more })));
    expect(await make({})).toContain('AccessDenied');
    expect(await make({ Tags: [{ Key: 'team', Value: 'a' }] })).toBe('granted');
  });
});
