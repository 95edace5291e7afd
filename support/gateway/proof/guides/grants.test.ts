import {
  CreateGrantCommand,
  type CreateGrantCommandInput,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  ListGrantsCommand,
  ReEncryptCommand,
  RetireGrantCommand,
  RevokeGrantCommand,
} from '@aws-sdk/client-kms';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { setKeyPolicy } from '../../testing/keys.ts';
import { allow, type Clients, deny, newKey, type StatementText, to } from '../../testing/lab-under-test.ts';
import { assume } from '../../testing/roles.ts';
import { type Example, holdsAsGuided, type World, when } from './guide-examples.ts';
import { ALIAS, type KeyWorld, prepare as prepareKeys } from './key-world.ts';
import { identity, rolePolicy, steps, USER_ARN } from './people.ts';

interface GrantWorld extends KeyWorld {
  readonly limited: Clients;
}
const OUTSIDER = `arn:aws:iam::${otherAccount}:user/Outsider`;
const LIMITED = `arn:aws:iam::${account}:role/Limited`;

async function prepare(world: World): Promise<GrantWorld> {
  const keys = await prepareKeys(world);
  const assumes = await world.lab.user(account, 'assumes', allow('sts:AssumeRole'));
  return { ...keys, limited: world.lab.as(await assume(assumes, LIMITED)) };
}

type Who = 'user' | 'outsider' | 'limited' | 'owner';
type Context = Record<string, string> | undefined;
const Plaintext = Buffer.from('x');
const grant =
  (
    Operations: CreateGrantCommandInput['Operations'],
    more: Partial<CreateGrantCommandInput> = {},
    who: Who = 'owner',
  ) =>
  (world: GrantWorld) =>
    world[who].kms.send(
      new CreateGrantCommand({ KeyId: world.key, GranteePrincipal: USER_ARN, Operations, ...more }),
    );
const encrypt =
  (who: Who = 'user', EncryptionContext?: Context) =>
  (world: GrantWorld) =>
    world[who].kms.send(new EncryptCommand({ KeyId: world.key, Plaintext, EncryptionContext }));
const decrypt =
  (who: Who = 'user', EncryptionContext?: Context, more: object = {}) =>
  async (world: GrantWorld) => {
    const { CiphertextBlob } = await world.owner.kms.send(
      new EncryptCommand({ KeyId: world.key, Plaintext, EncryptionContext }),
    );
    return world[who].kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext, ...more }));
  };
const dataKey = (KeyId: string | undefined, EncryptionContext?: Context) => (world: GrantWorld) =>
  world.user.kms.send(
    new GenerateDataKeyCommand({ KeyId: KeyId ?? world.key, KeySpec: 'AES_256', EncryptionContext }),
  );
const reEncrypt =
  (from: Context, to_: Context) =>
  async ({ owner, user, key }: GrantWorld) => {
    const { CiphertextBlob } = await owner.kms.send(
      new EncryptCommand({ KeyId: key, Plaintext, EncryptionContext: from }),
    );
    return user.kms.send(
      new ReEncryptCommand({
        CiphertextBlob,
        SourceEncryptionContext: from,
        DestinationEncryptionContext: to_,
        DestinationKeyId: key,
      }),
    );
  };
const IT = { Department: 'IT' };
const policy =
  (...statements: readonly StatementText[]) =>
  ({ owner, key }: KeyWorld) =>
    setKeyPolicy(owner, key, allow('kms:*', '*', to(account)), ...statements);
const only = (key: 'EncryptionContextSubset' | 'EncryptionContextEquals') => ({ Constraints: { [key]: IT } });

const EXAMPLES: readonly Example<GrantWorld>[] = [
  {
    words: 'A grant gives its operations, and no others',
    arrange: grant(['Encrypt', 'DescribeKey']),
    asks: [
      ['one of them', encrypt(), 'granted'],
      ['the other', ({ user, key }) => user.kms.send(new DescribeKeyCommand({ KeyId: key })), 'granted'],
      ['another', decrypt(), 'denied'],
      ['another principal', encrypt('limited'), 'denied'],
    ],
  },
  {
    words: 'A grant with a subset of the encryption context',
    arrange: grant(['Decrypt', 'GenerateDataKey', 'DescribeKey'], only('EncryptionContextSubset')),
    asks: [
      ['the pair', decrypt('user', IT), 'granted'],
      ['the pair and another', decrypt('user', { ...IT, Purpose: 'Test' }), 'granted'],
      ['another value', decrypt('user', { Department: 'it' }), 'denied'],
      [
        'the name in another letter case, on which AWS’s pages differ',
        decrypt('user', { department: 'IT' }),
        '501 NotImplemented',
      ],
      ['none', decrypt(), 'denied'],
      ['a data key', dataKey(undefined, IT), 'granted'],
      ['a data key by the alias', dataKey(ALIAS, IT), 'granted'],
      [
        'a description, to which the constraint does not apply',
        ({ user, key }) => user.kms.send(new DescribeKeyCommand({ KeyId: key })),
        'granted',
      ],
    ],
  },
  {
    words: 'A grant with an equal encryption context',
    arrange: grant(['Decrypt'], only('EncryptionContextEquals')),
    asks: [
      ['the pair', decrypt('user', IT), 'granted'],
      ['the pair and another', decrypt('user', { ...IT, Purpose: 'Test' }), 'denied'],
    ],
  },
  {
    words: 'Encryption anew takes both contexts',
    arrange: grant(['ReEncryptFrom', 'ReEncryptTo'], only('EncryptionContextEquals')),
    asks: [
      ['both', reEncrypt(IT, IT), 'granted'],
      ['the source alone', reEncrypt(IT, undefined), 'denied'],
      ['the destination alone', reEncrypt(undefined, IT), 'denied'],
    ],
  },
  {
    words: 'A grant to a role is for its sessions',
    arrange: grant(['Encrypt'], { GranteePrincipal: LIMITED }),
    asks: [
      ['a session', encrypt('limited'), 'granted'],
      ['the user', encrypt(), 'denied'],
    ],
  },
  {
    words: 'A grant to another account’s user',
    arrange: grant(['Encrypt'], { GranteePrincipal: OUTSIDER }),
    asks: [['the user', encrypt('outsider'), 'granted']],
  },
  {
    words: 'A denial of the key policy is before a grant',
    arrange: steps(grant(['Encrypt']), policy(deny('kms:Encrypt', '*', to(USER_ARN)))),
    asks: [['encryption', encrypt(), 'denied']],
  },
  {
    words: 'A denial of the user’s policy is before a grant',
    arrange: steps(grant(['Encrypt']), identity(deny('kms:Encrypt'))),
    asks: [['encryption', encrypt(), 'denied']],
  },
  {
    words: 'Who may retire a grant',
    arrange: async () => undefined,
    asks: [
      [
        'its retiring principal',
        retire({ RetiringPrincipal: USER_ARN, GranteePrincipal: LIMITED }, 'user'),
        'granted',
      ],
      ['its grantee, without the operation', retire({}, 'user'), 'denied'],
      [
        'its grantee, with the operation',
        retire({ Operations: ['Encrypt', 'RetireGrant'] }, 'user'),
        'granted',
      ],
      ['another', retire({}, 'limited'), 'denied'],
      ['the account that made it', retire({}, 'owner'), 'granted'],
    ],
  },
  {
    words: 'Who may revoke a grant',
    arrange: identity(allow('kms:RetireGrant')),
    asks: [
      ['the grantee', revoke('user'), 'denied'],
      ['the root user', revoke('owner'), 'granted'],
    ],
  },
  {
    words: 'A grant that gives grants: no more than it has',
    arrange: steps(grant(['Decrypt', 'CreateGrant', 'GenerateDataKey'], only('EncryptionContextSubset'))),
    asks: [
      [
        'a part of it, with an equal constraint',
        grant(['Decrypt'], { GranteePrincipal: LIMITED, ...only('EncryptionContextEquals') }, 'user'),
        'granted',
      ],
      [
        'a part of it, with the same constraint',
        grant(['Decrypt'], { GranteePrincipal: LIMITED, ...only('EncryptionContextSubset') }, 'user'),
        'granted',
      ],
      ['without the constraint', grant(['Decrypt'], { GranteePrincipal: LIMITED }, 'user'), 'denied'],
      [
        'with a stricter constraint',
        grant(
          ['Decrypt'],
          { GranteePrincipal: LIMITED, Constraints: { EncryptionContextSubset: { ...IT, a: 'b' } } },
          'user',
        ),
        'granted',
      ],
      [
        'with another operation',
        grant(
          ['Decrypt', 'Encrypt'],
          { GranteePrincipal: LIMITED, ...only('EncryptionContextSubset') },
          'user',
        ),
        'denied',
      ],
    ],
  },
  {
    words: 'Principals of grants, by condition',
    arrange: identity(
      allow('kms:CreateGrant', '*', {
        Condition: {
          StringEquals: { 'kms:RetiringPrincipal': [LIMITED, USER_ARN] },
          StringLike: { 'kms:GranteePrincipal': `arn:aws:iam::${account}:role/*` },
        },
      }),
    ),
    asks: [
      [
        'with both',
        grant(['Encrypt'], { GranteePrincipal: LIMITED, RetiringPrincipal: USER_ARN }, 'user'),
        'granted',
      ],
      ['without one who retires', grant(['Encrypt'], { GranteePrincipal: LIMITED }, 'user'), 'denied'],
      [
        'with another grantee',
        grant(['Encrypt'], { GranteePrincipal: OUTSIDER, RetiringPrincipal: USER_ARN }, 'user'),
        'denied',
      ],
    ],
  },
  {
    words: 'Grants for services alone',
    arrange: policy(
      allow(['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'], '*', {
        ...to(otherAccount),
        ...when('Bool', 'kms:GrantIsForAWSResource', 'true'),
      }),
    ),
    asks: [
      ['a new one', grant(['Encrypt'], {}, 'outsider'), 'denied'],
      ['the list', ({ outsider, key }) => outsider.kms.send(new ListGrantsCommand({ KeyId: key })), 'denied'],
      ['to revoke one', revoke('outsider'), 'denied'],
    ],
  },
  {
    words: 'Grants with operations that the key does not have',
    arrange: async () => undefined,
    asks: [
      ['Sign, of a symmetric key', grant(['Sign']), '400 ValidationException'],
      [
        'an operation with a context constraint that takes none',
        async (world) => {
          const KeyId = await newKey(world.owner, { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' });
          return grant(['Encrypt'], { KeyId, ...only('EncryptionContextEquals') })(world);
        },
        '400 ValidationException',
      ],
    ],
  },
  {
    words: 'A session of a role is limited by its own policies, not by those for grants',
    arrange: steps(grant(['Encrypt'], { GranteePrincipal: LIMITED }), rolePolicy('Limited', allow('s3:*'))),
    asks: [['encryption', encrypt('limited'), 'granted']],
  },
];

function made(more: Partial<CreateGrantCommandInput>) {
  return async (world: GrantWorld) => (await grant(more.Operations ?? ['Encrypt'], more)(world)).GrantId;
}
function retire(more: Partial<CreateGrantCommandInput>, who: Who) {
  return async (world: GrantWorld) =>
    world[who].kms.send(new RetireGrantCommand({ KeyId: world.key, GrantId: await made(more)(world) }));
}
function revoke(who: Who) {
  return async (world: GrantWorld) =>
    world[who].kms.send(new RevokeGrantCommand({ KeyId: world.key, GrantId: await made({})(world) }));
}

const KEY_POLICIES: readonly Example<GrantWorld>[] = [
  {
    words: 'Tags and aliases of keys are for identity-based policies alone',
    arrange: async () => undefined,
    asks: [
      [
        'a tag',
        policy(
          allow('kms:Encrypt', '*', {
            ...to(USER_ARN),
            ...when('StringEquals', 'aws:ResourceTag/Project', 'Alpha'),
          }),
        ),
        '400 MalformedPolicyDocumentException',
      ],
      [
        'an alias',
        policy(
          allow('kms:Encrypt', '*', {
            ...to(USER_ARN),
            ...when('ForAnyValue:StringEquals', 'kms:ResourceAliases', ALIAS),
          }),
        ),
        '400 MalformedPolicyDocumentException',
      ],
    ],
  },
  {
    words: 'A key policy is for its own key, whatever it names',
    arrange: policy(
      allow(
        'kms:Encrypt',
        'arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        to(USER_ARN),
      ),
    ),
    asks: [['encryption', encrypt(), 'denied']],
  },
  {
    words: 'Administrators of keys use none',
    arrange: policy(
      allow(
        [
          'kms:Create*',
          'kms:Describe*',
          'kms:Enable*',
          'kms:List*',
          'kms:Put*',
          'kms:Update*',
          'kms:Revoke*',
          'kms:Disable*',
          'kms:Get*',
          'kms:Delete*',
          'kms:TagResource',
          'kms:UntagResource',
          'kms:ScheduleKeyDeletion',
          'kms:CancelKeyDeletion',
        ],
        '*',
        to(USER_ARN),
      ),
    ),
    asks: [
      ['a description', ({ user, key }) => user.kms.send(new DescribeKeyCommand({ KeyId: key })), 'granted'],
      ['encryption', encrypt(), 'denied'],
      ['a grant to itself, which lets it use the key', grant(['Encrypt'], {}, 'user'), 'granted'],
      ['encryption by that grant', encrypt(), 'granted'],
    ],
  },
];

holdsAsGuided('AWS KMS developer guide, "Grants in AWS KMS"', prepare, EXAMPLES);
holdsAsGuided(
  'AWS KMS developer guide, "Key policies in AWS KMS", what they do not know',
  prepare,
  KEY_POLICIES,
);
