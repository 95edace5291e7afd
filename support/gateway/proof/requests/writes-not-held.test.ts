import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { CreateKeyCommand, ImportKeyMaterialCommand } from '@aws-sdk/client-kms';
import { CreateSecretCommand, UpdateSecretVersionStageCommand } from '@aws-sdk/client-secrets-manager';
import { expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import type { WriteCondition } from '../../../stores/store.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, documentOf, to } from '../../testing/lab-under-test.ts';
import { storeCannotHold } from '../../testing/store-cannot-hold.ts';

const lab = labOfEachTest();

function createTable(root: Clients, more: object): Promise<string> {
  return answerOf(
    root.dynamodb.send(
      new CreateTableCommand({
        TableName: 'orders',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
        ...more,
      }),
    ),
  );
}

async function importMaterial(root: Clients, more: object): Promise<string> {
  const { KeyMetadata } = await root.kms.send(new CreateKeyCommand({ Origin: 'EXTERNAL' }));
  const bytes = new Uint8Array(8);
  const input = { KeyId: KeyMetadata?.KeyId, ImportToken: bytes, EncryptedKeyMaterial: bytes };
  return answerOf(
    root.kms.send(
      new ImportKeyMaterialCommand({ ...input, ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE', ...more }),
    ),
  );
}

async function moveCurrent(root: Clients, more: object): Promise<string> {
  const secrets = root.secretsmanager;
  const { VersionId } = await secrets.send(new CreateSecretCommand({ Name: 'db', SecretString: 'a' }));
  const input = { SecretId: 'db', VersionStage: 'AWSCURRENT', MoveToVersionId: VersionId, ...more };
  return answerOf(secrets.send(new UpdateSecretVersionStageCommand(input)));
}

type Send = (root: Clients, more: object) => Promise<string>;
const policy = documentOf(
  allow('dynamodb:GetItem', `arn:aws:dynamodb:eu-west-1:${account}:table/orders`, to(account)),
);
const importExpiring: Send = (root) =>
  importMaterial(root, {
    ExpirationModel: 'KEY_MATERIAL_EXPIRES',
    ValidTo: new Date(Date.now() + 86_400_000),
  });

test.each<[WriteCondition, Send, more: object, otherwise: string]>([
  ['policy of a new table', createTable, { ResourcePolicy: policy }, 'granted'],
  ['expiry of imported key material', importExpiring, {}, '400 InvalidImportTokenException'],
  [
    'id of imported key material',
    importMaterial,
    { ImportType: 'EXISTING_KEY_MATERIAL', KeyMaterialId: 'a'.repeat(64) },
    '400 InvalidImportTokenException',
  ],
  ['AWSCURRENT moved to its own version', moveCurrent, {}, 'granted'],
])('is refused in front of a store that cannot hold it: %s', async (condition, send, more, otherwise) => {
  expect(await storeCannotHold([condition], () => send(lab.as(account), more))).toMatch(
    /^501 NotImplemented: keyhole: the store /,
  );
  expect(await send(lab.as(otherAccount), more)).toMatch(otherwise);
});

test('writes that ask for no such condition are performed by every store', async () => {
  const all: readonly WriteCondition[] = [
    'policy of a new table',
    'expiry of imported key material',
    'id of imported key material',
    'AWSCURRENT moved to its own version',
  ];
  await storeCannotHold(all, async () => {
    const root = lab.as(account);
    expect(await createTable(root, {})).toBe('granted');
    expect(await importMaterial(root, {})).toMatch('400 InvalidImportTokenException');
  });
});
