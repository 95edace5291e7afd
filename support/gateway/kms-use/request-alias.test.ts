import { CreateSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { account } from '../../aws/testing/accounts.ts';
import { create, under } from '../services/dynamodb/testing/tables-under-test.ts';
import {
  type SecretsUnderTest,
  secretsUnderTest,
} from '../services/secretsmanager/testing/secrets-under-test.ts';
import { setKeyPolicy } from '../testing/keys.ts';
import { allow, answerOf, type Clients, to } from '../testing/lab-under-test.ts';

let lab: SecretsUnderTest;
let user: Clients;

beforeEach(async () => {
  lab = await secretsUnderTest();
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
});

/**
 * A user that may use every action but those of KMS. It may use some KMS actions if the key is named by its
 * alias.
 */
async function userUnderAlias(...actions: readonly string[]): Promise<void> {
  user = await lab.user(account, 'user', allow(['secretsmanager:*', 'dynamodb:*']));
  const Principal = { AWS: `arn:aws:iam::${account}:user/user` };
  const Condition = { StringEquals: { 'kms:RequestAlias': 'alias/my-key' } };
  const others = { ...allow('kms:*', '*', { Principal }), Action: undefined, NotAction: actions };
  await setKeyPolicy(
    lab.root,
    lab.key,
    allow('kms:*', '*', to(`arn:aws:iam::${account}:root`)),
    others,
    allow(actions, '*', { Principal, Condition }),
  );
}

test('DynamoDB names the key by the alias when it looks at it', async () => {
  await userUnderAlias('kms:DescribeKey');
  expect(await answerOf(create(user, under('alias/my-key')))).toBe('granted');
});

test('DynamoDB makes its grant by the ARN of the key', async () => {
  await userUnderAlias('kms:CreateGrant');
  expect(await answerOf(create(user, under('alias/my-key')))).toMatch(/kms:CreateGrant/);
});

test('Secrets Manager names the key by the alias to encrypt, and not at all to decrypt', async () => {
  const made = { Name: 'other', SecretString: 'x', KmsKeyId: 'alias/my-key' };
  await userUnderAlias('kms:GenerateDataKey');
  expect(await answerOf(user.secretsmanager.send(new CreateSecretCommand(made)))).toBe('granted');
  await setKeyPolicy(
    lab.root,
    lab.key,
    allow('kms:*', '*', to(`arn:aws:iam::${account}:root`)),
    allow('kms:*', '*', {
      Principal: { AWS: `arn:aws:iam::${account}:user/user` },
      Condition: { StringEquals: { 'kms:RequestAlias': 'alias/my-key' } },
    }),
  );
  const read = user.secretsmanager.send(new GetSecretValueCommand({ SecretId: 'other' }));
  expect(await answerOf(read)).toMatch(/Access to KMS/);
  const again = user.secretsmanager.send(new CreateSecretCommand({ ...made, Name: 'third' }));
  expect(await answerOf(again)).toMatch(/Access to KMS/);
});
