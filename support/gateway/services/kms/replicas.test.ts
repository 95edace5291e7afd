import {
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EnableKeyRotationCommand,
  EncryptCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  PutKeyPolicyCommand,
  ReplicateKeyCommand,
  type ReplicateKeyCommandInput,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
  UpdatePrimaryRegionCommand,
} from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import type { AccessKey } from '../../testing/lab-under-test.ts';
import { allow, answerOf, type Clients, codeOf, deny, documentOf, to } from '../../testing/lab-under-test.ts';
import { newUser } from '../../testing/new-user.ts';

const account = '111111111111';
const home = 'eu-west-1';
const away = 'eu-central-1';
const elsewhere = 'us-east-1';
const Plaintext = Buffer.from('message');
const lab = labOfEachTest();
let root: Clients;
let KeyId: string;
let replica: string;

const everything = allow('kms:*', '*', to(`arn:aws:iam::${account}:root`));

beforeEach(async () => {
  root = lab.as(account, home);
  const { KeyMetadata } = await root.kms.send(new CreateKeyCommand({ MultiRegion: true }));
  KeyId = KeyMetadata?.Arn ?? '';
  replica = KeyId.replace(home, away);
});

const replicate = (input: Partial<ReplicateKeyCommandInput> = {}, by = root) =>
  by.kms.send(new ReplicateKeyCommand({ KeyId, ReplicaRegion: away, ...input }));

async function encrypted(): Promise<Uint8Array | undefined> {
  return (await root.kms.send(new EncryptCommand({ KeyId, Plaintext }))).CiphertextBlob;
}

const decrypt = (region: string, CiphertextBlob: Uint8Array | undefined, who: string | AccessKey = account) =>
  lab.as(who, region).kms.send(new DecryptCommand({ CiphertextBlob }));

describe('A multi-Region key', () => {
  test('has an id and a configuration of its own', async () => {
    const { KeyMetadata } = await root.kms.send(new DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata).toMatchObject({
      KeyId: expect.stringMatching(/^mrk-[0-9a-f]{32}$/),
      MultiRegion: true,
      MultiRegionConfiguration: {
        MultiRegionKeyType: 'PRIMARY',
        PrimaryKey: { Arn: KeyId, Region: home },
        ReplicaKeys: [],
      },
    });
  });

  test('is replicated with its id, and without its policy, description and tags', async () => {
    const Tags = [{ TagKey: 'a', TagValue: 'b' }];
    const answer = await replicate({ Description: 'away', Tags });
    expect(answer).toMatchObject({
      ReplicaKeyMetadata: {
        Arn: replica,
        Description: 'away',
        KeyState: 'Enabled',
        MultiRegionConfiguration: {
          MultiRegionKeyType: 'REPLICA',
          PrimaryKey: { Arn: KeyId, Region: home },
          ReplicaKeys: [{ Arn: replica, Region: away }],
        },
      },
      ReplicaTags: Tags,
    });
    const { KeyMetadata } = await root.kms.send(new DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata?.MultiRegionConfiguration?.ReplicaKeys).toEqual([{ Arn: replica, Region: away }]);
  });

  test('answers for a new replica without tags and material, which DescribeKey tells', async () => {
    const answer = await replicate();
    expect(answer).not.toHaveProperty('ReplicaTags');
    expect(answer.ReplicaKeyMetadata).not.toHaveProperty('CurrentKeyMaterialId');
    const { KeyMetadata } = await lab.as(account, away).kms.send(new DescribeKeyCommand({ KeyId: replica }));
    expect(KeyMetadata?.CurrentKeyMaterialId).toMatch(/^[0-9a-f]{64}$/);
  });

  test('has one primary key, which alone is replicated', async () => {
    await replicate();
    const again = new ReplicateKeyCommand({ KeyId: replica, ReplicaRegion: elsewhere });
    await expect(lab.as(account, away).kms.send(again)).rejects.toMatchObject({
      name: 'UnsupportedOperationException',
      message: `${replica} is not a multi-region primary key.`,
    });
  });

  test('decrypts in the Region of a replica, and in no other', async () => {
    const blob = await encrypted();
    expect(await codeOf(decrypt(away, blob))).toBe('400 AccessDeniedException');
    await replicate();
    const answer = await decrypt(away, blob);
    expect(answer.KeyId).toBe(replica);
    expect(Buffer.from(answer.Plaintext ?? []).toString()).toBe('message');
    expect(await codeOf(decrypt(elsewhere, blob))).toBe('400 AccessDeniedException');
    const named = new DecryptCommand({ CiphertextBlob: blob, KeyId: replica });
    expect(await codeOf(lab.as(account, away).kms.send(named))).toBe('granted');
  });

  test('is guarded in each Region by the policy of the key there', async () => {
    const user = await newUser(root, 'reader', allow('sts:GetCallerIdentity'));
    const arn = `arn:aws:iam::${account}:user/reader`;
    const blob = await encrypted();
    await replicate({ Policy: documentOf(everything, allow('kms:Decrypt', '*', to(arn))) });
    expect(await codeOf(decrypt(away, blob, user))).toBe('granted');
    expect(await codeOf(decrypt(home, blob, user))).toBe('400 AccessDeniedException');
    const Policy = documentOf(everything, deny('kms:Decrypt', '*', to(arn)));
    await lab.as(account, away).kms.send(new PutKeyPolicyCommand({ KeyId: replica, Policy }));
    expect(await codeOf(decrypt(away, blob, user))).toBe('400 AccessDeniedException');
    const { Policy: atHome = '' } = await root.kms.send(new GetKeyPolicyCommand({ KeyId }));
    expect(atHome).not.toContain('reader');
  });

  test('shares its rotation, which only the primary key sets', async () => {
    await replicate();
    const { kms } = lab.as(account, away);
    expect(await codeOf(kms.send(new EnableKeyRotationCommand({ KeyId: replica })))).toBe(
      '400 UnsupportedOperationException',
    );
    await root.kms.send(new EnableKeyRotationCommand({ KeyId }));
    await root.kms.send(new RotateKeyOnDemandCommand({ KeyId }));
    const status = await kms.send(new GetKeyRotationStatusCommand({ KeyId: replica }));
    expect(status.KeyRotationEnabled).toBe(true);
    expect(await codeOf(decrypt(away, await encrypted()))).toBe('granted');
  });

  test('gets another primary Region', async () => {
    await replicate();
    await root.kms.send(new UpdatePrimaryRegionCommand({ KeyId, PrimaryRegion: away }));
    const { KeyMetadata } = await root.kms.send(new DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata?.MultiRegionConfiguration).toEqual({
      MultiRegionKeyType: 'REPLICA',
      PrimaryKey: { Arn: replica, Region: away },
      ReplicaKeys: [{ Arn: KeyId, Region: home }],
    });
    expect(await codeOf(replicate({ ReplicaRegion: elsewhere }))).toBe('400 UnsupportedOperationException');
    const other = lab.as(account, away);
    expect(await codeOf(replicate({ KeyId: replica, ReplicaRegion: elsewhere }, other))).toBe('granted');
  });

  test('waits with its deletion for its replicas', async () => {
    await replicate();
    const answer = await root.kms.send(new ScheduleKeyDeletionCommand({ KeyId }));
    expect(answer).toMatchObject({ KeyState: 'PendingReplicaDeletion' });
    expect(answer.DeletionDate).toBeUndefined();
    expect(await answerOf(root.kms.send(new EncryptCommand({ KeyId, Plaintext })))).toMatch(
      /^400 KMSInvalidStateException/,
    );
  });
});

describe('ReplicateKey and UpdatePrimaryRegion', () => {
  const refused: readonly [string, () => Promise<unknown>, RegExp][] = [
    [
      'a second replica in a Region',
      async () => {
        await replicate();
        return replicate();
      },
      /^400 AlreadyExistsException/,
    ],
    ['a replica in its own Region', () => replicate({ ReplicaRegion: home }), /^400 AlreadyExistsException/],
    ['a Region that is none', () => replicate({ ReplicaRegion: 'nowhere' }), /^400 ValidationException/],
    [
      'a key of one Region',
      async () => {
        const { KeyMetadata } = await root.kms.send(new CreateKeyCommand({}));
        return replicate({ KeyId: KeyMetadata?.Arn });
      },
      /^400 UnsupportedOperationException/,
    ],
    [
      'a replica policy that locks its owner out',
      () => replicate({ Policy: documentOf(allow('kms:Decrypt', '*', to(account))) }),
      /^400 MalformedPolicyDocumentException/,
    ],
    [
      'a primary Region without a replica',
      () => root.kms.send(new UpdatePrimaryRegionCommand({ KeyId, PrimaryRegion: away })),
      /^400 NotFoundException/,
    ],
    [
      'a multi-Region key of imported key material',
      () => root.kms.send(new CreateKeyCommand({ MultiRegion: true, Origin: 'EXTERNAL' })),
      /^501 NotImplemented/,
    ],
  ];

  test.each(refused)('%s is refused', async (_, send, answer) => {
    expect(await answerOf(send())).toMatch(answer);
  });

  test('A replica takes kms:ReplicateKey on the key, and kms:CreateKey in its Region', async () => {
    const inRegion = (region: string) => ({ Condition: { StringEquals: { 'kms:ReplicaRegion': region } } });
    const creating = (region: string) => ({
      Condition: { StringEquals: { 'aws:RequestedRegion': region, 'kms:MultiRegionKeyType': 'REPLICA' } },
    });
    const by = async (name: string, replicaRegion: string, creationRegion: string) => {
      const may = [
        allow('kms:ReplicateKey', '*', inRegion(replicaRegion)),
        allow('kms:CreateKey', '*', creating(creationRegion)),
      ];
      return answerOf(replicate({}, lab.as(await newUser(root, name, ...may), home)));
    };
    expect(await by('one', elsewhere, away)).toMatch(/^400 AccessDeniedException: .*kms:ReplicateKey/);
    expect(await by('two', away, home)).toMatch(/^400 AccessDeniedException: .*kms:CreateKey/);
    expect(await by('three', away, away)).toBe('granted');
  });

  test('A new primary Region takes kms:UpdatePrimaryRegion on both keys', async () => {
    await replicate();
    const update = (who: AccessKey) => {
      const command = new UpdatePrimaryRegionCommand({ KeyId, PrimaryRegion: away });
      return codeOf(lab.as(who, home).kms.send(command));
    };
    const Condition = { StringEquals: { 'kms:PrimaryRegion': away } };
    const half = await newUser(root, 'half', allow('kms:UpdatePrimaryRegion', KeyId, { Condition }));
    expect(await update(half)).toBe('400 AccessDeniedException');
    const statement = allow('kms:UpdatePrimaryRegion', [KeyId, replica], { Condition });
    expect(await update(await newUser(root, 'whole', statement))).toBe('granted');
  });

  test('A condition on the type of the key is decided', async () => {
    await replicate();
    const Condition = { StringEquals: { 'kms:MultiRegionKeyType': 'REPLICA' } };
    const user = await newUser(root, 'reader', allow(['kms:Encrypt', 'kms:DescribeKey'], '*', { Condition }));
    const describeIn = (region: string) =>
      codeOf(lab.as(user, region).kms.send(new DescribeKeyCommand({ KeyId: KeyId.replace(home, region) })));
    expect(await describeIn(home)).toBe('400 AccessDeniedException');
    expect(await describeIn(away)).toBe('granted');
  });
});
