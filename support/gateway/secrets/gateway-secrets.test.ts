import { CreateAliasCommand, CreateKeyCommand, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  allow,
  type Clients,
  type LabUnderTest,
  labUnderTest,
  outcomeOf,
} from '../testing/lab-under-test.ts';

const account = '111111111111';
const foreign = '222222222222';
const Name = 'database';
const NO_KMS = '400 AccessDeniedException: Access to KMS is not allowed';
const NAME_AN_ARN =
  '400 InvalidRequestException: You must specify a KMS key ARN to update the secret from a different AWS account.';

let lab: LabUnderTest;
let root: Clients;
let key: string;

beforeEach(async () => {
  lab = await labUnderTest();
  root = lab.as(account);
  key = (await root.kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? '';
  await root.kms.send(new CreateAliasCommand({ AliasName: 'alias/my-key', TargetKeyId: key }));
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
});

/** The ARN of a new secret. */
async function create(KmsKeyId?: string, who = root): Promise<string> {
  const made = new CreateSecretCommand({ Name, SecretString: 'hello', KmsKeyId });
  return (await who.secretsmanager.send(made)).ARN ?? '';
}
const read = (who: Clients, SecretId: string) =>
  outcomeOf(who.secretsmanager.send(new GetSecretValueCommand({ SecretId })));
const update = (who: Clients, SecretId: string, KmsKeyId?: string) =>
  outcomeOf(who.secretsmanager.send(new UpdateSecretCommand({ SecretId, SecretString: 'anew', KmsKeyId })));
const put = (who: Clients, SecretId: string) =>
  outcomeOf(who.secretsmanager.send(new PutSecretValueCommand({ SecretId, SecretString: 'anew' })));

const policy = (SecretId: string, ...statements: readonly object[]) =>
  root.secretsmanager.send(
    new PutResourcePolicyCommand({
      SecretId,
      ResourcePolicy: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
    }),
  );
const open = { ...allow('secretsmanager:*'), Principal: { AWS: foreign } };
const keyPolicy = (...statements: readonly object[]) =>
  root.kms.send(
    new PutKeyPolicyCommand({
      KeyId: key,
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ ...allow('kms:*'), Principal: { AWS: account } }, ...statements],
      }),
    }),
  );

describe('within an account', () => {
  test('the AWS managed key serves whoever may use the secret', async () => {
    const user = await lab.user(account, 'user', allow('secretsmanager:*'));
    const arn = await create(undefined, user);
    expect(await read(user, arn)).toBe('granted');
    expect(await update(user, Name)).toBe('granted');
  });
  test('a key of the account takes permissions on the key', async () => {
    const arn = await create('alias/my-key');
    const without = await lab.user(account, 'without', allow('secretsmanager:*'));
    const decrypting = await lab.user(account, 'reader', allow(['secretsmanager:*', 'kms:Decrypt']));
    const both = await lab.user(
      account,
      'writer',
      allow(['secretsmanager:*', 'kms:Decrypt', 'kms:GenerateDataKey']),
    );
    expect(await read(without, arn)).toBe(NO_KMS);
    expect(await read(decrypting, arn)).toBe('granted');
    expect(await put(decrypting, arn)).toBe(NO_KMS);
    expect(await put(both, arn)).toBe('granted');
    expect(await read(decrypting, Name)).toBe('granted');
  });
});

describe('across accounts', () => {
  let reader: Clients;
  beforeEach(async () => {
    reader = await lab.user(foreign, 'reader', allow(['secretsmanager:*', 'kms:*']));
    await keyPolicy({ ...allow(['kms:Decrypt', 'kms:GenerateDataKey']), Principal: { AWS: foreign } });
  });

  test('a secret under the ARN of a key is read and changed', async () => {
    const arn = await create(key);
    expect(await read(reader, arn)).toMatch(
      /^400 AccessDeniedException: User: .* on resource: arn:.* because no resource-based policy allows the secretsmanager:GetSecretValue action$/,
    );
    await policy(arn, open);
    expect(await read(reader, arn)).toBe('granted');
    expect(await put(reader, arn)).toBe('granted');
    expect(await update(reader, arn)).toBe('granted');
    await keyPolicy();
    expect(await read(reader, arn)).toBe(NO_KMS);
    expect(await put(reader, arn)).toBe(NO_KMS);
  });

  test('a secret under a bare alias is not', async () => {
    const arn = await create('alias/my-key');
    await policy(arn, open);
    expect(await read(reader, arn)).toBe(NO_KMS);
    expect(await put(reader, arn)).toBe(NAME_AN_ARN);
    expect(await update(reader, arn)).toBe(NAME_AN_ARN);
    expect(await update(reader, arn, 'alias/my-key')).toBe(NAME_AN_ARN);
    expect(await update(reader, arn, key)).toBe('granted');
    expect(await read(reader, arn)).toBe('granted');
  });

  test('a secret under the AWS managed key is not', async () => {
    const arn = await create();
    await policy(arn, open);
    expect(await read(reader, arn)).toBe(NO_KMS);
    expect(await update(reader, arn)).toBe(NAME_AN_ARN);
    expect(await update(reader, arn, '')).toBe(NAME_AN_ARN);
  });
});
