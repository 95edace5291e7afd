import { DisableKeyCommand } from '@aws-sdk/client-kms';
import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
} from '@aws-sdk/client-secrets-manager';
import { beforeEach, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { answerOf, type Clients, newKey } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
const SecretId = 'db';
let root: Clients;

beforeEach(() => {
  root = lab.as(account);
});

/** Commands of different operations have stacks of the same shape. */
const answer = (command: object) => answerOf(root.secretsmanager.send(command as ListSecretsCommand));

const create = (more: object = {}) =>
  root.secretsmanager.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'x', ...more }));

const errorsOfBatch = async () =>
  (await root.secretsmanager.send(new BatchGetSecretValueCommand({ SecretIdList: [SecretId] }))).Errors;

test.each<[string, object]>([
  [
    'BatchGetSecretValue',
    new BatchGetSecretValueCommand({ Filters: [{ Key: 'name', Values: ['db'] }], NextToken: 'nonsense' }),
  ],
  ['ListSecretVersionIds', new ListSecretVersionIdsCommand({ SecretId, NextToken: 'nonsense' })],
  ['ListSecrets', new ListSecretsCommand({ NextToken: 'nonsense' })],
])('%s refuses a token that it did not give: InvalidNextTokenException', async (_, command) => {
  await create();
  expect(await answer(command)).toMatch(/^400 InvalidNextTokenException/);
});

test('BatchGetSecretValue tells of a secret whose key is disabled: DecryptionFailure', async () => {
  const key = await newKey(root);
  await create({ KmsKeyId: key });
  await root.kms.send(new DisableKeyCommand({ KeyId: key }));
  expect(await errorsOfBatch()).toMatchObject([{ SecretId, ErrorCode: 'DecryptionFailure' }]);
});

test('BatchGetSecretValue tells of a secret that is marked for deletion: InvalidRequestException', async () => {
  await create();
  await root.secretsmanager.send(new DeleteSecretCommand({ SecretId }));
  expect(await errorsOfBatch()).toMatchObject([{ SecretId, ErrorCode: 'InvalidRequestException' }]);
});
