import { DecryptCommand, DisableKeyCommand, UpdateAliasCommand } from '@aws-sdk/client-kms';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  TagResourceCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { allow, answerOf, type Clients } from '../../testing/lab-under-test.ts';
import {
  foreigners,
  keys,
  Name,
  NO_KMS,
  put,
  read,
  type SecretsUnderTest,
  secrets,
  secretsUnderTest,
  TOKEN,
  update,
} from './testing/secrets-under-test.ts';

let lab: SecretsUnderTest;

const textOf = async (who: Clients) =>
  (await who.secretsmanager.send(new GetSecretValueCommand({ SecretId: Name }))).SecretString;

beforeEach(async () => {
  lab = await secretsUnderTest();
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
});

describe('what KMS has to say', () => {
  test('operations that touch no value ask KMS for nothing', async () => {
    const arn = await lab.create(lab.key);
    const user = await lab.user(account, 'user', secrets);
    const sent = [
      new DescribeSecretCommand({ SecretId: arn }),
      new ListSecretVersionIdsCommand({ SecretId: arn }),
      new TagResourceCommand({ SecretId: arn, Tags: [{ Key: 'a', Value: 'b' }] }),
      new UpdateSecretCommand({ SecretId: arn, Description: 'told' }),
      new DeleteSecretCommand({ SecretId: arn }),
    ];
    for (const command of sent)
      expect(await answerOf(user.secretsmanager.send(command as DescribeSecretCommand))).toBe('granted');
  });

  test.each([
    ['an identity-based policy', [secrets, keys, { ...keys, Effect: 'Deny' }]],
    ['nothing but the want of an allow', [secrets]],
  ])('refused by %s it is one text', async (_, statements) => {
    await lab.create(lab.key);
    const user = await lab.user(account, 'user', ...statements);
    expect(await read(user)).toBe(NO_KMS);
    expect(await put(user)).toBe(NO_KMS);
    expect(await update(user, { SecretString: 'anew' })).toBe(NO_KMS);
    expect(await update(user, { KmsKeyId: lab.key })).toBe(NO_KMS);
  });

  test('a deny of KMS holds for the AWS managed key as well', async () => {
    await lab.create();
    const user = await lab.user(account, 'user', secrets, { ...keys, Effect: 'Deny' });
    expect(await read(user)).toBe(NO_KMS);
  });

  test.each([
    ['secretsmanager', 'granted'],
    ['s3', NO_KMS],
  ])('a key that is usable through %s only', async (service, expected) => {
    await lab.create(lab.key);
    const via = { StringEquals: { 'kms:ViaService': `${service}.eu-west-1.amazonaws.com` } };
    const user = await lab.user(account, 'user', secrets, allow('kms:*', '*', { Condition: via }));
    expect(await read(user)).toBe(expected);
    const direct = user.kms.send(new DecryptCommand({ KeyId: lab.key, CiphertextBlob: Buffer.from('x') }));
    expect(await answerOf(direct)).not.toBe('granted');
  });

  test('the encryption context names the secret and the version', async () => {
    const made = { Name, SecretString: 'hello', ClientRequestToken: TOKEN, KmsKeyId: lab.key };
    const { ARN = '' } = await lab.root.secretsmanager.send(new CreateSecretCommand(made));
    const when = (pairs: object) => allow('kms:Decrypt', '*', { Condition: { StringEquals: pairs } });
    const both = { 'kms:EncryptionContext:SecretARN': ARN, 'kms:EncryptionContext:SecretVersionId': TOKEN };
    expect(await read(await lab.user(account, 'one', secrets, when(both)))).toBe('granted');
    const other = { ...both, 'kms:EncryptionContext:SecretVersionId': 'other' };
    expect(await read(await lab.user(account, 'two', secrets, when(other)))).toBe(NO_KMS);
  });

  test('whether a new key may be used is found out with Decrypt as well', async () => {
    await lab.create();
    const user = await lab.user(account, 'user', secrets, allow('kms:GenerateDataKey'));
    expect(await update(user, { KmsKeyId: lab.key })).toBe(NO_KMS);
    const made = new CreateSecretCommand({ Name: 'other', KmsKeyId: lab.key });
    expect(await answerOf(user.secretsmanager.send(made))).toBe(NO_KMS);
  });

  test('the same value again is compared, which takes Decrypt', async () => {
    await lab.create(lab.key);
    const again = (who: Clients, SecretString: string) =>
      answerOf(
        who.secretsmanager.send(
          new PutSecretValueCommand({ SecretId: Name, SecretString, ClientRequestToken: TOKEN }),
        ),
      );
    const writer = await lab.user(account, 'writer', secrets, allow('kms:GenerateDataKey'));
    expect(await again(writer, 'a')).toBe('granted');
    expect(await again(writer, 'a')).toBe(NO_KMS);
    expect(await again(lab.root, 'a')).toBe('granted');
    expect(await again(lab.root, 'b')).toMatch(
      /^400 ResourceExistsException: You can't use ClientRequestToken a+ because/,
    );
  });

  test('a disabled key stops those whom it would serve, and tells no other caller', async () => {
    await lab.create(lab.key);
    const stranger = await lab.user(account, 'stranger', secrets);
    await lab.root.kms.send(new DisableKeyCommand({ KeyId: lab.key }));
    expect(await read(stranger)).toBe(NO_KMS);
    expect(await read(lab.root)).toBe(
      "400 DecryptionFailure: Secrets Manager can't decrypt the protected secret text using the provided KMS key.",
    );
    expect(await put(lab.root)).toContain(
      `400 EncryptionFailure: Secrets Manager can't encrypt the secret value: ${lab.key} is disabled.`,
    );
    expect(await answerOf(lab.root.secretsmanager.send(new DescribeSecretCommand({ SecretId: Name })))).toBe(
      'granted',
    );
  });

  test('a key id or alias that names nothing stops a write', async () => {
    const made = (KmsKeyId: string) =>
      answerOf(lab.root.secretsmanager.send(new CreateSecretCommand({ Name, SecretString: 'x', KmsKeyId })));
    expect(await made('alias/none')).toContain(
      `400 EncryptionFailure: Secrets Manager can't encrypt the secret value: Alias arn:aws:kms:eu-west-1:${account}:alias/none is not found.`,
    );
    expect(await made(`arn:aws:kms:eu-west-1:${otherAccount}:key/1b2c3d4e-0000-4000-8000-000000000000`)).toBe(
      NO_KMS,
    );
  });

  test('another account is told that it has no key of a bare id', async () => {
    const id = lab.key.slice(lab.key.indexOf('/') + 1);
    const arn = await lab.create(id);
    await lab.policy(arn, { ...secrets, ...foreigners });
    await lab.keyPolicy({ ...keys, ...foreigners });
    const user = await lab.user(otherAccount, 'user', secrets, keys);
    expect(await put(user, arn)).toContain(
      `can't encrypt the secret value: Key 'arn:aws:kms:eu-west-1:${otherAccount}:key/${id}' does not exist`,
    );
    expect(await read(user, arn)).toBe(NO_KMS);
    expect(await read(lab.root, arn)).toBe('granted');
  });

  test('neither an account’s AWS managed key nor its alias’s ARN serves another account', async () => {
    const arn = await lab.create();
    await lab.policy(arn, { ...secrets, ...foreigners });
    const user = await lab.user(otherAccount, 'user', secrets, keys);
    const KmsKeyId = `arn:aws:kms:eu-west-1:${account}:alias/aws/secretsmanager`;
    const sent = new UpdateSecretCommand({ SecretId: arn, SecretString: 'x', KmsKeyId });
    expect(await answerOf(user.secretsmanager.send(sent))).toBe(NO_KMS);
  });
});

describe('a secret whose key changes', () => {
  test('is read with the key that each version is under, wherever the alias points by then', async () => {
    await lab.create('alias/my-key');
    const another = await lab.newKey();
    await lab.root.kms.send(new UpdateAliasCommand({ AliasName: 'alias/my-key', TargetKeyId: another }));
    const old = await lab.user(account, 'old', secrets, allow('kms:*', lab.key));
    const recent = await lab.user(account, 'recent', secrets, allow('kms:*', another));
    expect([await read(old), await read(recent)]).toEqual(['granted', NO_KMS]);
    expect([await put(old), await put(recent)]).toEqual([NO_KMS, 'granted']);
    expect([await read(old), await read(recent)]).toEqual([NO_KMS, 'granted']);
    expect(await read(old, Name, { VersionStage: 'AWSPREVIOUS' })).toBe('granted');
  });

  test('is read with either key until it has another value', async () => {
    await lab.create(lab.key);
    const another = await lab.newKey();
    const old = await lab.user(account, 'old', secrets, allow('kms:*', lab.key));
    const recent = await lab.user(account, 'recent', secrets, allow('kms:*', another));
    expect(await update(lab.root, { KmsKeyId: another })).toBe('granted');
    expect([await textOf(old), await textOf(recent)]).toEqual(['hello', 'hello']);
    expect(await put(lab.root)).toBe('granted');
    expect([await read(old), await read(recent)]).toEqual([NO_KMS, 'granted']);
  });

  test('is not changed for who could not take its versions along', async () => {
    await lab.create(lab.key);
    const another = await lab.newKey();
    const user = await lab.user(account, 'user', secrets, allow('kms:*', another));
    expect(await update(user, { KmsKeyId: another })).toContain('501 NotImplemented');
    expect(await update(user, { KmsKeyId: another, SecretString: 'x' })).toContain('501 NotImplemented');
    expect(await textOf(lab.root)).toBe('hello');
  });
});
