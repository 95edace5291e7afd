import { PutUserPolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  EncryptCommand,
  ReEncryptCommand,
  ReplicateKeyCommand,
  ScheduleKeyDeletionCommand,
  SignCommand,
} from '@aws-sdk/client-kms';
import { account } from '../../../aws/testing/accounts.ts';
import { allow, deny, documentOf, newKey, type StatementText } from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided, when } from './guide-examples.ts';
import { ALIAS, dataKey, describeKey, encrypt, type KeyWorld, prepare } from './key-world.ts';

const BYPASS = 'kms:BypassPolicyLockoutSafetyCheck';

const createKey = (more: object) => (world: KeyWorld) => world.user.kms.send(new CreateKeyCommand(more));
const identity =
  (...statements: readonly StatementText[]) =>
  async ({ owner }: KeyWorld) => {
    const PolicyDocument = documentOf(...statements);
    await owner.iam.send(new PutUserPolicyCommand({ UserName: 'user', PolicyName: 'p', PolicyDocument }));
  };
const sign = (MessageType?: 'RAW' | 'DIGEST') => async (world: KeyWorld) => {
  const KeyId = await newKey(world.owner, { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });
  const SigningAlgorithm = 'RSASSA_PSS_SHA_256';
  return world.user.kms.send(
    new SignCommand({ KeyId, Message: Buffer.alloc(32), SigningAlgorithm, MessageType }),
  );
};
const reEncrypt = (same: boolean) => async (world: KeyWorld) => {
  const Plaintext = Buffer.from('x');
  const { CiphertextBlob } = await world.owner.kms.send(new EncryptCommand({ KeyId: world.key, Plaintext }));
  const DestinationKeyId = same ? world.key : await newKey(world.owner);
  return world.user.kms.send(new ReEncryptCommand({ CiphertextBlob, DestinationKeyId }));
};
const schedule = (PendingWindowInDays: number) => async (world: KeyWorld) =>
  world.user.kms.send(
    new ScheduleKeyDeletionCommand({ KeyId: await newKey(world.owner), PendingWindowInDays }),
  );
const nameKey = ({ user, key }: KeyWorld) =>
  user.kms.send(new CreateAliasCommand({ AliasName: 'alias/new', TargetKeyId: key }));
const replicate = async (world: KeyWorld) => {
  const KeyId = await newKey(world.owner, { MultiRegion: true });
  return world.user.kms.send(new ReplicateKeyCommand({ KeyId, ReplicaRegion: 'us-east-1' }));
};

const IDENTITIES: readonly Example<KeyWorld>[] = [
  {
    words: 'New keys of one spec, with the defaults of the request counted',
    arrange: identity(allow('kms:CreateKey', '*', when('StringEquals', 'kms:KeySpec', 'SYMMETRIC_DEFAULT'))),
    asks: [
      ['by default', createKey({}), 'granted'],
      ['of another spec', createKey({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }), 'denied'],
    ],
  },
  {
    words: 'No multi-Region keys, and no keys of which the lockout check is skipped',
    arrange: identity(
      allow('kms:CreateKey'),
      deny('kms:CreateKey', '*', when('Bool', 'kms:MultiRegion', true)),
      deny('kms:CreateKey', '*', when('Bool', BYPASS, true)),
    ),
    asks: [
      ['a usual key', createKey({}), 'granted'],
      ['a multi-Region key', createKey({ MultiRegion: true }), 'denied'],
      ['a key without the check', createKey({ BypassPolicyLockoutSafetyCheck: true }), 'denied'],
    ],
  },
  {
    words: 'Messages are raw by default',
    arrange: identity(allow('kms:Sign', '*', when('StringEquals', 'kms:MessageType', 'RAW'))),
    asks: [
      ['by default', sign(), 'granted'],
      ['a digest', sign('DIGEST'), 'denied'],
    ],
  },
  {
    words: 'Ciphertexts stay under their key',
    arrange: identity(allow('kms:ReEncrypt*', '*', when('Bool', 'kms:ReEncryptOnSameKey', true))),
    asks: [
      ['the same key', reEncrypt(true), 'granted'],
      ['another key', reEncrypt(false), 'denied'],
    ],
  },
  {
    words: 'No short waiting periods',
    arrange: identity(
      allow('kms:ScheduleKeyDeletion'),
      deny(
        'kms:ScheduleKeyDeletion',
        '*',
        when('NumericLessThan', 'kms:ScheduleKeyDeletionPendingWindowInDays', '21'),
      ),
    ),
    asks: [
      ['of 7 days', schedule(7), 'denied'],
      ['of 21 days', schedule(21), 'granted'],
    ],
  },
  {
    words: 'A new alias takes permission on the alias and on the key',
    arrange: identity(allow('kms:CreateAlias', `arn:aws:kms:*:${account}:alias/*`)),
    asks: [['on the alias alone', nameKey, 'denied']],
  },
  {
    words: 'A replica takes permission to create a key in its Region',
    arrange: identity(allow('kms:ReplicateKey', `arn:aws:kms:*:${account}:key/mrk-*`)),
    asks: [['without it', replicate, 'denied']],
  },
  {
    words: 'The aliases of the key count for kms:ResourceAliases, however it is named',
    arrange: identity(
      allow('kms:GenerateDataKey', '*', when('ForAnyValue:StringLike', 'kms:ResourceAliases', 'alias/fin*')),
    ),
    asks: [
      ['by the key’s ARN', dataKey(), 'granted'],
      ['by the alias', dataKey(ALIAS), 'granted'],
    ],
  },
  {
    words: 'A tag of the key',
    arrange: identity(
      allow('kms:Encrypt', '*', when('StringEquals', 'aws:ResourceTag/Project', 'Alpha')),
      allow('kms:DescribeKey', '*', when('StringEquals', 'aws:ResourceTag/Project', 'Beta')),
    ),
    asks: [
      ['that it has', encrypt('user'), 'granted'],
      ['that it does not have', describeKey('user'), 'denied'],
    ],
  },
];

holdsAsGuided(
  'AWS KMS developer guide, "AWS KMS condition keys" in identity-based policies',
  prepare,
  IDENTITIES,
);
