import {
  DecryptCommand,
  EncryptCommand,
  GenerateDataKeyPairCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  GenerateMacCommand,
  GetPublicKeyCommand,
  ReEncryptCommand,
  ReplicateKeyCommand,
  SignCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { allow, deny } from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided, when } from './guide-examples.ts';
import type { KeyWorld } from './key-world.ts';
import {
  type Context,
  create,
  dataKey,
  describeKey,
  encrypt,
  KEYS,
  type Kind,
  mac,
  on,
  Plaintext,
  prepare,
  schedule,
  USES,
} from './kinds-of-keys.ts';
import { identity } from './people.ts';

const decrypt = (kind: Kind = 'key', EncryptionContext?: Context, more: object = {}) =>
  on(kind, async ({ owner, user }, KeyId) => {
    const { CiphertextBlob } = await owner.kms.send(
      new EncryptCommand({ KeyId, Plaintext, EncryptionContext, ...more }),
    );
    return user.kms.send(
      new DecryptCommand({
        CiphertextBlob,
        EncryptionContext,
        ...(kind === 'asymmetric' && { KeyId }),
        ...more,
      }),
    );
  });
const pair = (KeyPairSpec: 'RSA_2048' | 'ECC_NIST_P256') =>
  on('key', ({ user }, KeyId) => user.kms.send(new GenerateDataKeyPairCommand({ KeyId, KeyPairSpec })));
const sealed = on('key', ({ user }, KeyId) =>
  user.kms.send(new GenerateDataKeyWithoutPlaintextCommand({ KeyId, KeySpec: 'AES_256' })),
);
const sign = (SigningAlgorithm: 'RSASSA_PSS_SHA_256' | 'RSASSA_PKCS1_V1_5_SHA_256') =>
  on('signing', ({ user }, KeyId) =>
    user.kms.send(new SignCommand({ KeyId, Message: Plaintext, SigningAlgorithm })),
  );
const verifyMac = on('mac', async ({ owner, user }, KeyId) => {
  const asked = { KeyId, Message: Plaintext, MacAlgorithm: 'HMAC_SHA_384' } as const;
  const { Mac } = await owner.kms.send(new GenerateMacCommand(asked));
  return user.kms.send(new VerifyMacCommand({ ...asked, Mac }));
});
const reEncrypt = (from: Context, to: Context) =>
  on('key', async ({ owner, user }, KeyId) => {
    const { CiphertextBlob } = await owner.kms.send(
      new EncryptCommand({ KeyId, Plaintext, EncryptionContext: from }),
    );
    const input = {
      CiphertextBlob,
      SourceEncryptionContext: from,
      DestinationEncryptionContext: to,
      DestinationKeyId: KeyId,
    };
    return user.kms.send(new ReEncryptCommand(input));
  });
const publicKey = (kind: Kind) =>
  on(kind, ({ user }, KeyId) => user.kms.send(new GetPublicKeyCommand({ KeyId })));
const replicate = (ReplicaRegion: string) =>
  on('primary', ({ user }, KeyId) => user.kms.send(new ReplicateKeyCommand({ KeyId, ReplicaRegion })));
const APP = 'kms:EncryptionContext:AppName';
const app = { AppName: 'ExampleApp' };

const EXAMPLES: readonly Example<KeyWorld>[] = [
  {
    words: 'One algorithm of symmetric keys, and no other',
    arrange: identity(
      allow('kms:*'),
      deny(USES, KEYS, when('StringNotEquals', 'kms:EncryptionAlgorithm', 'SYMMETRIC_DEFAULT')),
    ),
    asks: [
      ['encryption', encrypt(), 'granted'],
      ['a data key', dataKey(), 'granted'],
      ['a data key without plaintext', sealed, 'granted'],
      ['a pair of data keys', pair('ECC_NIST_P256'), 'granted'],
      ['decryption', decrypt(), 'granted'],
      ['encryption anew', reEncrypt(undefined, undefined), 'granted'],
      [
        'encryption under an RSA key',
        encrypt('asymmetric', undefined, { EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' }),
        'denied',
      ],
    ],
  },
  {
    words: 'One algorithm of an RSA key',
    arrange: identity(
      allow('kms:*'),
      deny(
        ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*'],
        '*',
        when('StringNotEquals', 'kms:EncryptionAlgorithm', 'RSAES_OAEP_SHA_256'),
      ),
    ),
    asks: [
      [
        'that one',
        encrypt('asymmetric', undefined, { EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' }),
        'granted',
      ],
      ['another', encrypt('asymmetric', undefined, { EncryptionAlgorithm: 'RSAES_OAEP_SHA_1' }), 'denied'],
      [
        'decryption',
        decrypt('asymmetric', undefined, { EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' }),
        'granted',
      ],
      ['the symmetric one', encrypt(), 'denied'],
    ],
  },
  {
    words: 'Pairs of data keys of one kind',
    arrange: identity(
      allow(
        ['kms:GenerateDataKeyPair', 'kms:GenerateDataKeyPairWithoutPlaintext'],
        '*',
        when('StringLike', 'kms:DataKeyPairSpec', 'RSA*'),
      ),
    ),
    asks: [
      ['of that kind', pair('RSA_2048'), 'granted'],
      ['of another', pair('ECC_NIST_P256'), 'denied'],
    ],
  },
  {
    words: 'A pair of the encryption context that is denied',
    arrange: identity(
      allow('kms:GenerateDataKey'),
      deny(
        'kms:GenerateDataKey',
        '*',
        when('StringEquals', 'kms:EncryptionContext:Stage', ['Restricted', 'Production']),
      ),
    ),
    asks: [
      ['without it', dataKey(), 'granted'],
      ['with another value', dataKey({ EncryptionContext: { Stage: 'Test' } }), 'granted'],
      ['with it', dataKey({ EncryptionContext: { Stage: 'Restricted' } }), 'denied'],
      [
        'with it, beside another pair',
        dataKey({ EncryptionContext: { Stage: 'Production', a: 'b' } }),
        'denied',
      ],
    ],
  },
  {
    words: 'Two pairs of the encryption context, and no other',
    arrange: identity(
      allow('kms:GenerateDataKey', '*', {
        Condition: {
          StringEquals: {
            'kms:EncryptionContext:Department': 'IT',
            'kms:EncryptionContext:Project': 'Alpha',
          },
          'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['Department', 'Project'] },
        },
      }),
    ),
    asks: [
      ['both', dataKey({ EncryptionContext: { Department: 'IT', Project: 'Alpha' } }), 'granted'],
      ['one', dataKey({ EncryptionContext: { Department: 'IT' } }), 'denied'],
      [
        'both and another',
        dataKey({ EncryptionContext: { Department: 'IT', Project: 'Alpha', x: 'y' } }),
        'denied',
      ],
    ],
  },
  {
    words: 'The name in the condition key is of any letter case, its value is not',
    arrange: identity(
      allow('kms:Decrypt', '*', when('StringEquals', 'kms:EncryptionContext:Appname', 'ExampleApp')),
    ),
    asks: [
      ['AppName', decrypt('key', app), 'granted'],
      ['appname', decrypt('key', { appname: 'ExampleApp' }), 'granted'],
      ['another value', decrypt('key', { AppName: 'exampleapp' }), 'denied'],
      ['without a context', decrypt(), 'denied'],
    ],
  },
  {
    words: 'The letter case of the name, by two keys',
    arrange: identity(
      allow('kms:GenerateDataKey', '*', {
        Condition: {
          'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': 'AppName' },
          StringEquals: { [APP]: 'ExampleApp' },
        },
      }),
    ),
    asks: [
      ['AppName', dataKey({ EncryptionContext: app }), 'granted'],
      ['Appname', dataKey({ EncryptionContext: { Appname: 'ExampleApp' } }), 'denied'],
    ],
  },
  {
    words: 'The name of the user in the encryption context',
    arrange: identity(
      allow(
        ['kms:Decrypt', 'kms:Encrypt'],
        '*',
        when('StringEquals', 'kms:EncryptionContext:user', '${aws:username}'),
      ),
    ),
    asks: [
      ['the own name', encrypt('key', { user: 'user' }), 'granted'],
      ['that of another', encrypt('key', { user: 'bob' }), 'denied'],
      ['decryption of the own', decrypt('key', { user: 'user' }), 'granted'],
      ['decryption of that of another', decrypt('key', { user: 'bob' }), 'denied'],
    ],
  },
  {
    words: 'Both contexts of an encryption anew',
    arrange: identity(
      allow(['kms:ReEncryptFrom', 'kms:ReEncryptTo'], '*', when('StringEquals', APP, 'ExampleApp')),
    ),
    asks: [
      ['both', reEncrypt(app, app), 'granted'],
      ['the source alone', reEncrypt(app, undefined), 'denied'],
      ['the destination alone', reEncrypt(undefined, app), 'denied'],
    ],
  },
  {
    words: 'The origin of keys',
    arrange: identity(
      allow('kms:CreateKey', '*', when('StringEquals', 'kms:KeyOrigin', 'AWS_KMS')),
      allow('kms:Encrypt', KEYS, when('StringEquals', 'kms:KeyOrigin', 'AWS_CLOUDHSM')),
    ),
    asks: [
      ['a new key by default', create(), 'granted'],
      ['a new key for imports', create({ Origin: 'EXTERNAL' }), 'denied'],
      ['a use of a key of another origin', encrypt(), 'denied'],
    ],
  },
  {
    words: 'The spec of keys',
    arrange: identity(
      allow('kms:CreateKey', '*', when('StringLike', 'kms:KeySpec', 'RSA_*')),
      allow(
        ['kms:Encrypt', 'kms:DescribeKey'],
        KEYS,
        when('StringEquals', 'kms:KeySpec', 'SYMMETRIC_DEFAULT'),
      ),
    ),
    asks: [
      ['a new RSA key', create({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }), 'granted'],
      ['a new key by default', create(), 'denied'],
      ['a use of a symmetric key', encrypt(), 'granted'],
      ['a description of a symmetric key', describeKey('key'), 'granted'],
      ['a description of another', describeKey('asymmetric'), 'denied'],
    ],
  },
  {
    words: 'The usage of keys',
    arrange: identity(
      allow('kms:CreateKey', '*', when('StringEquals', 'kms:KeyUsage', 'ENCRYPT_DECRYPT')),
      allow(
        ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:ScheduleKeyDeletion'],
        KEYS,
        when('StringEquals', 'kms:KeyUsage', 'SIGN_VERIFY'),
      ),
    ),
    asks: [
      ['a new key by default', create(), 'granted'],
      ['a new key that signs', create({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }), 'denied'],
      ['the public key of one that signs', publicKey('signing'), 'granted'],
      ['the public key of one that encrypts', publicKey('asymmetric'), 'denied'],
      ['the deletion of one that signs', schedule('signing'), 'granted'],
      ['the deletion of another', schedule('key'), 'denied'],
    ],
  },
  {
    words: 'An algorithm of MACs',
    arrange: identity(
      allow(
        ['kms:GenerateMac', 'kms:VerifyMac'],
        '*',
        when('StringEquals', 'kms:MacAlgorithm', 'HMAC_SHA_384'),
      ),
    ),
    asks: [
      ['a MAC', mac(), 'granted'],
      ['its verification', verifyMac, 'granted'],
      ['another algorithm', mac('HMAC_SHA_512'), 'denied'],
    ],
  },
  {
    words: 'Algorithms of signatures',
    arrange: identity(allow('kms:Sign', '*', when('StringLike', 'kms:SigningAlgorithm', 'RSASSA_PSS*'))),
    asks: [
      ['one of them', sign('RSASSA_PSS_SHA_256'), 'granted'],
      ['another', sign('RSASSA_PKCS1_V1_5_SHA_256'), 'denied'],
    ],
  },
  {
    words: 'Keys of one Region only',
    arrange: identity(
      allow('kms:CreateKey', '*', when('Bool', 'kms:MultiRegion', false)),
      allow('kms:DescribeKey', '*', when('Bool', 'kms:MultiRegion', true)),
    ),
    asks: [
      ['a new key by default', create(), 'granted'],
      ['a new multi-Region key', create({ MultiRegion: true }), 'denied'],
      ['a description of a multi-Region key', describeKey('primary'), 'granted'],
      ['a description of another', describeKey('key'), 'denied'],
    ],
  },
  {
    words: 'Replicas in some Regions',
    arrange: identity(
      allow('kms:CreateKey'),
      allow('kms:ReplicateKey', '*', when('StringEquals', 'kms:ReplicaRegion', ['us-east-1', 'eu-west-3'])),
    ),
    asks: [
      ['in one of them', replicate('eu-west-3'), 'granted'],
      ['in another', replicate('sa-east-1'), 'denied'],
    ],
  },
];

holdsAsGuided(
  'AWS KMS developer guide, "AWS KMS condition keys": algorithms, contexts, specs and Regions',
  prepare,
  EXAMPLES,
);
