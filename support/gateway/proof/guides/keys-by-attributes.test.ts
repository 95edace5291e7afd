import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  DeleteAliasCommand,
  DisableKeyCommand,
  EnableKeyRotationCommand,
  GenerateRandomCommand,
  GetKeyRotationStatusCommand,
  GetParametersForImportCommand,
  ListAliasesCommand,
  ListKeysCommand,
  ListResourceTagsCommand,
  ReplicateKeyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  UpdatePrimaryRegionCommand,
} from '@aws-sdk/client-kms';
import { account } from '../../../aws/testing/accounts.ts';
import { newAlias } from '../../testing/keys.ts';
import { allow, deny } from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided, when } from './guide-examples.ts';
import { ALIAS, type KeyWorld } from './key-world.ts';
import {
  create,
  dataKey,
  describeKey,
  encrypt,
  KEYS,
  type Kind,
  on,
  prepare,
  schedule,
  USES,
} from './kinds-of-keys.ts';
import { identity, steps, taggedUser } from './people.ts';

const disable = (kind: Kind) =>
  on(kind, ({ user }, KeyId) => user.kms.send(new DisableKeyCommand({ KeyId })));
const alias = (AliasName: string) =>
  on('key', ({ user }, TargetKeyId) => user.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId })));
const tag = (TagKey: string, TagValue: string) =>
  on('key', ({ user }, KeyId) =>
    user.kms.send(new TagResourceCommand({ KeyId, Tags: [{ TagKey, TagValue }] })),
  );

function parameters(
  WrappingAlgorithm: 'RSAES_OAEP_SHA_256' | 'RSAES_OAEP_SHA_1',
  WrappingKeySpec: 'RSA_2048' | 'RSA_4096',
) {
  return on('external', ({ user }, KeyId) =>
    user.kms.send(new GetParametersForImportCommand({ KeyId, WrappingAlgorithm, WrappingKeySpec })),
  );
}

const EXAMPLES: readonly Example<KeyWorld>[] = [
  {
    words: 'Primary keys and replicas',
    arrange: identity(
      allow(
        ['kms:ScheduleKeyDeletion', 'kms:CancelKeyDeletion'],
        KEYS,
        when('StringEquals', 'kms:MultiRegionKeyType', 'REPLICA'),
      ),
    ),
    asks: [
      ['a primary key', schedule('primary'), 'denied'],
      ['a key of one Region', schedule('key'), 'denied'],
      [
        'the cancellation of a deletion',
        on('primary', ({ user }, KeyId) => user.kms.send(new CancelKeyDeletionCommand({ KeyId }))),
        'denied',
      ],
    ],
  },
  {
    words: 'A new primary Region',
    arrange: steps(
      identity(
        allow('kms:UpdatePrimaryRegion', KEYS, when('StringEquals', 'kms:PrimaryRegion', ['us-west-2'])),
      ),
    ),
    asks: [
      [
        'another',
        on('primary', async ({ owner, user }, KeyId) => {
          await owner.kms.send(new ReplicateKeyCommand({ KeyId, ReplicaRegion: 'us-east-1' }));
          return user.kms.send(new UpdatePrimaryRegionCommand({ KeyId, PrimaryRegion: 'us-east-1' }));
        }),
        'denied',
      ],
      [
        'that one',
        on('primary', async ({ owner, user }, KeyId) => {
          await owner.kms.send(new ReplicateKeyCommand({ KeyId, ReplicaRegion: 'us-west-2' }));
          return user.kms.send(new UpdatePrimaryRegionCommand({ KeyId, PrimaryRegion: 'us-west-2' }));
        }),
        'granted',
      ],
    ],
  },
  {
    words: 'The alias of the request, in identity-based policies',
    arrange: identity(
      allow(
        ['kms:GenerateDataKey', 'kms:DescribeKey', 'kms:EnableKeyRotation'],
        '*',
        when('StringLike', 'kms:RequestAlias', 'alias/fin*'),
      ),
    ),
    asks: [
      ['a description by the alias', describeKey('key', ALIAS), 'granted'],
      ['a description by the id', describeKey('key'), 'denied'],
      [
        'rotation, whose request takes no alias',
        on('key', ({ user }, KeyId) => user.kms.send(new EnableKeyRotationCommand({ KeyId }))),
        'denied',
      ],
    ],
  },
  {
    words: 'The aliases of the key, all of them',
    arrange: identity(
      allow(['kms:EnableKey', 'kms:DisableKey'], KEYS, {
        Condition: {
          'ForAllValues:StringLike': { 'kms:ResourceAliases': ['alias/*finance*'] },
          'ForAnyValue:StringLike': { 'kms:ResourceAliases': ['alias/*finance*'] },
        },
      }),
    ),
    asks: [
      ['a key without an alias', disable('other'), 'denied'],
      ['the key', disable('key'), 'granted'],
      [
        'the key, with another alias beside',
        on('key', async ({ owner, user, key }) => {
          await newAlias(owner, 'alias/else', key);
          return user.kms.send(new DisableKeyCommand({ KeyId: key }));
        }),
        'denied',
      ],
    ],
  },
  {
    words: 'Rotation by the aliases of the key',
    arrange: identity(
      allow(
        ['kms:EnableKeyRotation', 'kms:GetKeyRotationStatus'],
        [KEYS, 'arn:aws:kms:*:222222222222:key/*'],
        when('ForAnyValue:StringLike', 'kms:ResourceAliases', 'alias/finance*'),
      ),
    ),
    asks: [
      [
        'the key',
        on('key', ({ user }, KeyId) => user.kms.send(new EnableKeyRotationCommand({ KeyId }))),
        'granted',
      ],
      [
        'its status',
        on('key', ({ user }, KeyId) => user.kms.send(new GetKeyRotationStatusCommand({ KeyId }))),
        'granted',
      ],
      [
        'another key',
        on('other', ({ user }, KeyId) => user.kms.send(new EnableKeyRotationCommand({ KeyId }))),
        'denied',
      ],
    ],
  },
  {
    words: 'Keys without a tag, and keys that are reserved',
    arrange: identity(
      allow(USES, KEYS),
      deny(USES, KEYS, when('StringEquals', 'aws:ResourceTag/Type', 'Reserved')),
      deny(USES, KEYS, when('Null', 'aws:ResourceTag/Type', 'true')),
    ),
    asks: [
      ['a key without the tag', encrypt('key'), 'denied'],
      ['a reserved key', encrypt('other'), 'denied'],
      [
        'a key with another value',
        async (world) => {
          await world.owner.kms.send(
            new TagResourceCommand({ KeyId: world.key, Tags: [{ TagKey: 'Type', TagValue: 'Free' }] }),
          );
          return encrypt('key')(world);
        },
        'granted',
      ],
    ],
  },
  {
    words: 'A tag of the key that is that of the user',
    arrange: steps(
      taggedUser({ Project: 'Alpha' }),
      identity(
        allow(
          'kms:Encrypt',
          '*',
          when('StringEquals', 'aws:ResourceTag/Project', '${aws:PrincipalTag/Project}'),
        ),
      ),
    ),
    asks: [
      ['the same', encrypt('key'), 'granted'],
      ['none', encrypt('other'), 'denied'],
    ],
  },
  {
    words: 'Tags of keys, by request',
    arrange: identity(
      allow(
        ['kms:TagResource', 'kms:UntagResource'],
        KEYS,
        when('ForAllValues:StringEquals', 'aws:TagKeys', ['Project']),
      ),
      deny('kms:TagResource', '*', when('StringEquals', 'aws:RequestTag/Project', 'Secret')),
    ),
    asks: [
      ['one', tag('Project', 'Beta'), 'granted'],
      ['one with a denied value', tag('Project', 'Secret'), 'denied'],
      ['another', tag('Type', 'x'), 'denied'],
      [
        'its removal',
        on('key', ({ user }, KeyId) =>
          user.kms.send(new UntagResourceCommand({ KeyId, TagKeys: ['Project'] })),
        ),
        'granted',
      ],
      [
        'the removal of another',
        on('key', ({ user }, KeyId) => user.kms.send(new UntagResourceCommand({ KeyId, TagKeys: ['Type'] }))),
        'denied',
      ],
    ],
  },
  {
    words: 'New keys, and tags of them',
    arrange: identity(allow('kms:CreateKey')),
    asks: [
      ['with tags', create({ Tags: [{ TagKey: 'a', TagValue: 'b' }] }), 'denied'],
      ['without tags', create(), 'granted'],
    ],
  },
  {
    words: 'Aliases: the alias and the key',
    arrange: identity(
      allow(
        ['kms:CreateAlias', 'kms:UpdateAlias', 'kms:DeleteAlias'],
        KEYS,
        when('StringEquals', 'kms:KeyOrigin', 'AWS_KMS'),
      ),
      allow(
        ['kms:CreateAlias', 'kms:UpdateAlias', 'kms:DeleteAlias'],
        `arn:aws:kms:eu-west-1:${account}:alias/*`,
      ),
      deny('kms:*Alias', `arn:aws:kms:*:${account}:alias/Restricted*`),
    ),
    asks: [
      ['a new one', alias('alias/new'), 'granted'],
      ['a restricted one', alias('alias/Restricted-1'), 'denied'],
      [
        'a change to another key',
        on('other', ({ user }, TargetKeyId) =>
          user.kms.send(new UpdateAliasCommand({ AliasName: 'alias/new', TargetKeyId })),
        ),
        'granted',
      ],
      [
        'a change to a key of another origin',
        on('external', ({ user }, TargetKeyId) =>
          user.kms.send(new UpdateAliasCommand({ AliasName: 'alias/new', TargetKeyId })),
        ),
        'denied',
      ],
      [
        'a deletion',
        ({ user }) => user.kms.send(new DeleteAliasCommand({ AliasName: 'alias/new' })),
        'granted',
      ],
    ],
  },
  {
    words: 'Reading all keys',
    arrange: identity(
      allow(
        ['kms:GetPublicKey', 'kms:GetKeyRotationStatus', 'kms:DescribeKey', 'kms:ListResourceTags'],
        KEYS,
      ),
      allow(['kms:ListKeys', 'kms:ListAliases'], '*'),
    ),
    asks: [
      ['keys', ({ user }) => user.kms.send(new ListKeysCommand({})), 'granted'],
      ['aliases', ({ user }) => user.kms.send(new ListAliasesCommand({})), 'granted'],
      [
        'aliases of a key',
        on('key', ({ user }, KeyId) => user.kms.send(new ListAliasesCommand({ KeyId }))),
        'granted',
      ],
      [
        'tags',
        on('key', ({ user }, KeyId) => user.kms.send(new ListResourceTagsCommand({ KeyId }))),
        'granted',
      ],
      ['a use', encrypt(), 'denied'],
      [
        'random bytes',
        ({ user }) => user.kms.send(new GenerateRandomCommand({ NumberOfBytes: 8 })),
        'denied',
      ],
    ],
  },
  {
    words: 'Keys in one Region only, and by id',
    arrange: identity(
      allow('kms:Encrypt', `arn:aws:kms:us-west-2:${account}:key/*`),
      allow('kms:GenerateDataKey', `arn:aws:kms:eu-west-1:${account}:alias/*`),
    ),
    asks: [
      ['a key of another Region', encrypt(), 'denied'],
      ['a key by an alias in the Resource, which names no key', dataKey({ KeyId: ALIAS }), 'denied'],
    ],
  },
  {
    words: 'Waiting periods that the request leaves to KMS: AWS does not say whether the default counts',
    arrange: identity(
      allow(['kms:ScheduleKeyDeletion', 'kms:EnableKeyRotation']),
      deny('kms:*', '*', when('NumericGreaterThan', 'kms:ScheduleKeyDeletionPendingWindowInDays', '14')),
      deny('kms:*', '*', when('NumericLessThan', 'kms:RotationPeriodInDays', '180')),
    ),
    asks: [
      ['a deletion', schedule('key'), '501 NotImplemented'],
      [
        'rotation, whose default the policy does not deny',
        on('key', ({ user }, KeyId) => user.kms.send(new EnableKeyRotationCommand({ KeyId }))),
        'granted',
      ],
    ],
  },
  {
    words: 'Imports with some algorithms',
    arrange: identity(
      allow('kms:GetParametersForImport', '*', {
        Condition: {
          StringNotEquals: { 'kms:WrappingAlgorithm': 'RSAES_OAEP_SHA_1' },
          StringEquals: { 'kms:WrappingKeySpec': 'RSA_2048' },
        },
      }),
    ),
    asks: [
      ['allowed', parameters('RSAES_OAEP_SHA_256', 'RSA_2048'), 'granted'],
      ['the old algorithm', parameters('RSAES_OAEP_SHA_1', 'RSA_2048'), 'denied'],
      ['a longer key', parameters('RSAES_OAEP_SHA_256', 'RSA_4096'), 'denied'],
    ],
  },
];

holdsAsGuided(
  'AWS KMS developer guide, "AWS KMS condition keys": aliases, tags, replicas and imports',
  prepare,
  EXAMPLES,
);
