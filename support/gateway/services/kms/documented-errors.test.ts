import {
  CreateKeyCommand,
  type CreateKeyCommandInput,
  DeriveSharedSecretCommand,
  DisableKeyCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyPairCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  GenerateMacCommand,
  GetPublicKeyCommand,
  ListAliasesCommand,
  ListGrantsCommand,
  ListKeyRotationsCommand,
  ListResourceTagsCommand,
  ListRetirableGrantsCommand,
  ReplicateKeyCommand,
  ScheduleKeyDeletionCommand,
  UpdatePrimaryRegionCommand,
} from '@aws-sdk/client-kms';
import { beforeEach, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { answerOf, type Clients } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
let root: Clients;

beforeEach(() => {
  root = lab.as(account);
});

/** Commands of different operations have stacks of the same shape. */
const answer = (command: object) => answerOf(root.kms.send(command as ListAliasesCommand));

async function keyOf(input: CreateKeyCommandInput = {}): Promise<string> {
  return (await root.kms.send(new CreateKeyCommand(input))).KeyMetadata?.KeyId ?? '';
}

const MAC = { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' } as const;
const AGREEMENT = { KeySpec: 'ECC_NIST_P256', KeyUsage: 'KEY_AGREEMENT' } as const;
const Message = Buffer.from('x');

async function agreementOf(KeyId: string) {
  const { PublicKey } = await root.kms.send(new GetPublicKeyCommand({ KeyId: await keyOf(AGREEMENT) }));
  return { KeyId, KeyAgreementAlgorithm: 'ECDH' as const, PublicKey };
}

const macOf = (KeyId: string) => ({ KeyId, Message, MacAlgorithm: 'HMAC_SHA_256' as const });

const GrantTokens = ['bm9uZQ=='];

test.each<[string, CreateKeyCommandInput, (key: string) => object | Promise<object>]>([
  [
    'DeriveSharedSecret',
    AGREEMENT,
    async (key) => new DeriveSharedSecretCommand({ ...(await agreementOf(key)), GrantTokens }),
  ],
  ['GenerateDataKey', {}, (KeyId) => new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', GrantTokens })],
  [
    'GenerateDataKeyPair',
    {},
    (KeyId) => new GenerateDataKeyPairCommand({ KeyId, KeyPairSpec: 'ECC_NIST_P256', GrantTokens }),
  ],
  [
    'GenerateDataKeyWithoutPlaintext',
    {},
    (KeyId) => new GenerateDataKeyWithoutPlaintextCommand({ KeyId, KeySpec: 'AES_256', GrantTokens }),
  ],
  ['GenerateMac', MAC, (key) => new GenerateMacCommand({ ...macOf(key), GrantTokens })],
])('%s refuses a grant token that KMS did not give: InvalidGrantTokenException', async (_, spec, command) => {
  expect(await answer(await command(await keyOf(spec)))).toMatch(/^400 InvalidGrantTokenException/);
});

test.each<[string, (KeyId: string, Marker: string) => object]>([
  ['ListAliases', (_, Marker) => new ListAliasesCommand({ Marker })],
  ['ListGrants', (KeyId, Marker) => new ListGrantsCommand({ KeyId, Marker })],
  ['ListKeyRotations', (KeyId, Marker) => new ListKeyRotationsCommand({ KeyId, Marker })],
  ['ListResourceTags', (KeyId, Marker) => new ListResourceTagsCommand({ KeyId, Marker })],
  [
    'ListRetirableGrants',
    (_, Marker) =>
      new ListRetirableGrantsCommand({ RetiringPrincipal: `arn:aws:iam::${account}:root`, Marker }),
  ],
])('%s refuses a marker that it did not give: InvalidMarkerException', async (_, command) => {
  expect(await answer(command(await keyOf(), 'nonsense'))).toMatch(/^400 InvalidMarkerException/);
});

test.each<[string, (KeyId: string) => object]>([
  ['ReplicateKey', (KeyId) => new ReplicateKeyCommand({ KeyId, ReplicaRegion: 'eu-central-1' })],
  [
    'UpdatePrimaryRegion',
    (KeyId) => new UpdatePrimaryRegionCommand({ KeyId, PrimaryRegion: 'eu-central-1' }),
  ],
])('%s refuses a disabled key: DisabledException', async (_, command) => {
  const KeyId = await keyOf({ MultiRegion: true });
  await root.kms.send(new ReplicateKeyCommand({ KeyId, ReplicaRegion: 'eu-central-1' }));
  await root.kms.send(new DisableKeyCommand({ KeyId }));
  expect(await answer(command(KeyId))).toMatch(/^400 DisabledException/);
});

test.each<[string, CreateKeyCommandInput, (key: string) => object | Promise<object>]>([
  ['DeriveSharedSecret', AGREEMENT, async (key) => new DeriveSharedSecretCommand(await agreementOf(key))],
  ['GenerateMac', MAC, (key) => new GenerateMacCommand(macOf(key))],
])('%s refuses a key that is to be deleted: KMSInvalidStateException', async (_, spec, command) => {
  const KeyId = await keyOf(spec);
  await root.kms.send(new ScheduleKeyDeletionCommand({ KeyId }));
  expect(await answer(await command(KeyId))).toMatch(/^400 KMSInvalidStateException/);
});

test('ReplicateKey refuses a tag that is there twice: TagException', async () => {
  const KeyId = await keyOf({ MultiRegion: true });
  const tag = { TagKey: 'a', TagValue: 'b' };
  const command = new ReplicateKeyCommand({ KeyId, ReplicaRegion: 'eu-central-1', Tags: [tag, tag] });
  expect(await answer(command)).toMatch(/^400 TagException/);
});
