import { DeleteAccessKeyCommand, DeleteUserCommand, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import {
  CreateGrantCommand,
  type CreateGrantCommandInput,
  DecryptCommand,
  EncryptCommand,
  ListGrantsCommand,
  ListRetirableGrantsCommand,
  ReEncryptCommand,
  RetireGrantCommand,
  RevokeGrantCommand,
} from '@aws-sdk/client-kms';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject, setBucketPolicy, underKey } from '../../testing/buckets.ts';
import {
  allow,
  answerOf,
  type Clients,
  documentOf,
  type LabUnderTest,
  labUnderTest,
  newKey,
} from '../../testing/lab-under-test.ts';
import { assume, newRole } from '../../testing/roles.ts';

const alice = `arn:aws:iam::${account}:user/alice`;
const bob = `arn:aws:iam::${otherAccount}:user/bob`;
const reader = `arn:aws:iam::${account}:role/reader`;

let under: LabUnderTest;
let owner: Clients;
/** Users without any policy, one in each account, and a session of a role without any. */
let ofAlice: Clients;
let ofBob: Clients;
let ofReader: Clients;

beforeAll(async () => {
  under = await labUnderTest();
  owner = under.as(account);
  ofAlice = await under.user(account, 'alice');
  ofBob = await under.user(otherAccount, 'bob');
  await newRole(owner, 'reader', { AWS: alice });
  ofReader = await readerSession();
});

afterAll(async () => {
  await under[Symbol.asyncDispose]();
});

async function readerSession(Policy?: string): Promise<Clients> {
  return under.as(await assume(ofAlice, reader, { Policy }));
}

interface Secret {
  readonly key: string;
  readonly CiphertextBlob: Uint8Array | undefined;
}

/** A key that delegates to its account, and a ciphertext under it. */
async function secret(EncryptionContext: Record<string, string> = {}): Promise<Secret> {
  const key = await newKey(owner);
  const { CiphertextBlob } = await owner.kms.send(
    new EncryptCommand({ KeyId: key, Plaintext: Buffer.from('x'), EncryptionContext }),
  );
  return { key, CiphertextBlob };
}

async function grantOn(key: string, more: Partial<CreateGrantCommandInput> = {}, by = owner) {
  const input = { KeyId: key, GranteePrincipal: alice, Operations: ['Decrypt' as const], ...more };
  const { GrantId = '', GrantToken = '' } = await by.kms.send(new CreateGrantCommand(input));
  return { GrantId, GrantToken };
}

const decrypt = (
  who: Clients,
  { CiphertextBlob }: Secret,
  more: { EncryptionContext?: Record<string, string>; GrantTokens?: string[] } = {},
) => answerOf(who.kms.send(new DecryptCommand({ CiphertextBlob, ...more })));

const noIdentity = (arn: string, key: string) =>
  `400 AccessDeniedException: User: ${arn} is not authorized to perform: kms:Decrypt on resource: ${key} because no identity-based policy allows the kms:Decrypt action`;
const foreign = (action: string) =>
  `400 AccessDeniedException: User: ${bob} is not authorized to perform: ${action} on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`;

describe('A grant', () => {
  test('lets a user decrypt who has no policy, until it is revoked', async () => {
    const it = await secret();
    expect(await decrypt(ofAlice, it)).toBe(noIdentity(alice, it.key));
    const { GrantId } = await grantOn(it.key, { Name: 'for-alice' });
    expect(await decrypt(ofAlice, it)).toBe('granted');
    const granted = under.lab.decisionLog.records().at(-1)?.decisions.at(-1);
    expect(granted).toMatchObject({
      result: 'Granted',
      statements: [{ layer: 'grant', policy: `the grant "for-alice" on the key ${it.key}` }],
    });
    await owner.kms.send(new RevokeGrantCommand({ KeyId: it.key, GrantId }));
    expect(await decrypt(ofAlice, it)).toBe(noIdentity(alice, it.key));
  });

  test('is all that a user of another account needs', async () => {
    const it = await secret();
    expect(await decrypt(ofBob, it)).toBe(foreign('kms:Decrypt'));
    await grantOn(it.key, { GranteePrincipal: bob });
    expect(await decrypt(ofBob, it)).toBe('granted');
  });

  test('to a role is for its sessions, within their session policies', async () => {
    const it = await secret();
    await grantOn(it.key, { GranteePrincipal: reader });
    expect(await decrypt(ofReader, it)).toBe('granted');
    const bounded = await readerSession(documentOf(allow('s3:*')));
    expect(await decrypt(bounded, it)).toContain('because no session policy allows the kms:Decrypt action');
  });

  test('to one session is not for another', async () => {
    const it = await secret();
    const session = `arn:aws:sts::${account}:assumed-role/reader/other`;
    await grantOn(it.key, { GranteePrincipal: session });
    expect(await decrypt(ofReader, it)).toContain('AccessDeniedException');
  });

  test('is not for a namesake who was created later', async () => {
    const it = await secret();
    const UserName = 'dave';
    const GranteePrincipal = `arn:aws:iam::${account}:user/${UserName}`;
    const dave = await under.user(account, UserName);
    // A grant dated at the very beginning of a second counts for the whole of it.
    while (Date.now() % 1000 === 0 || Date.now() % 1000 > 900);
    const { GrantId } = await grantOn(it.key, { GranteePrincipal, RetiringPrincipal: GranteePrincipal });
    expect(await decrypt(dave, it)).toBe('granted');
    const { AccessKeyMetadata = [] } = await owner.iam.send(new ListAccessKeysCommand({ UserName }));
    for (const { AccessKeyId } of AccessKeyMetadata) {
      await owner.iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
    }
    await owner.iam.send(new DeleteUserCommand({ UserName }));
    const namesake = await under.user(account, UserName);
    expect(await decrypt(namesake, it)).toBe(noIdentity(GranteePrincipal, it.key));
    const retired = namesake.kms.send(new RetireGrantCommand({ KeyId: it.key, GrantId }));
    expect(await answerOf(retired)).toContain('kms:RetireGrant');
    await grantOn(it.key, { GranteePrincipal });
    expect(await decrypt(namesake, it)).toBe('granted');
  });

  test('holds in S3, narrowed to one object by its ARN', async () => {
    const { key } = await secret();
    await newBucket(owner, 'granted');
    const reading = allow('s3:GetObject', 'arn:aws:s3:::granted/*');
    const from = await under.user(otherAccount, 'carol', reading);
    const carol = `arn:aws:iam::${otherAccount}:user/carol`;
    await setBucketPolicy(owner, 'granted', { ...reading, Principal: { AWS: carol } });
    for (const Key of ['a', 'b']) {
      await newObject(owner, { Bucket: 'granted', Key, ...underKey(key) });
    }
    const get = (Key: string) => answerOf(from.s3.send(new GetObjectCommand({ Bucket: 'granted', Key })));
    const subset = { 'aws:s3:arn': 'arn:aws:s3:::granted/a' };
    expect(await get('a')).toContain('403 AccessDenied');
    await grantOn(key, { GranteePrincipal: carol, Constraints: { EncryptionContextSubset: subset } });
    expect(await get('a')).toBe('granted');
    expect(await get('b')).toContain('403 AccessDenied');
  });

  test('under a constraint asks for its encryption context, whose names it cannot tell by case', async () => {
    const context = { Department: 'IT', Purpose: 'Test' };
    const it = await secret(context);
    const { GrantId } = await grantOn(it.key, {
      Constraints: { EncryptionContextSubset: { Department: 'IT' } },
    });
    expect(await decrypt(ofAlice, it, { EncryptionContext: context })).toBe('granted');
    expect(await decrypt(ofAlice, it, { EncryptionContext: { Purpose: 'Test' } })).toBe(
      noIdentity(alice, it.key),
    );
    expect(await decrypt(ofAlice, it, { EncryptionContext: { department: 'IT' } })).toContain(
      '501 NotImplemented',
    );
    await owner.kms.send(new RevokeGrantCommand({ KeyId: it.key, GrantId }));
    await grantOn(it.key, { Constraints: { EncryptionContextEquals: { Department: 'IT' } } });
    expect(await decrypt(ofAlice, it, { EncryptionContext: context })).toBe(noIdentity(alice, it.key));
  });

  test('judges each side of ReEncrypt by its own encryption context', async () => {
    const it = await secret({ from: '1' });
    const { key: DestinationKeyId } = await secret();
    const { CiphertextBlob } = it;
    const from = { EncryptionContextEquals: { from: '1' } };
    await grantOn(it.key, { Operations: ['ReEncryptFrom'], Constraints: from });
    const to = { EncryptionContextEquals: { to: '2' } };
    await grantOn(DestinationKeyId, { Operations: ['ReEncryptTo'], Constraints: to });
    const reEncrypt = (DestinationEncryptionContext: Record<string, string>) =>
      answerOf(
        ofAlice.kms.send(
          new ReEncryptCommand({
            CiphertextBlob,
            DestinationKeyId,
            SourceEncryptionContext: { from: '1' },
            DestinationEncryptionContext,
          }),
        ),
      );
    expect(await reEncrypt({ to: '2' })).toBe('granted');
    expect(await reEncrypt({ from: '1' })).toContain('kms:ReEncryptTo');
  });
});

describe('A grant token', () => {
  test('is accepted for the key of its grant, and for no other', async () => {
    const [it, other] = [await secret(), await secret()];
    const { GrantToken } = await grantOn(it.key);
    const ofOther = await grantOn(other.key);
    expect(await decrypt(ofAlice, it, { GrantTokens: [GrantToken] })).toBe('granted');
    const refused = '400 InvalidGrantTokenException: ';
    for (const token of [ofOther.GrantToken, 'bm9uZQ==']) {
      expect(await decrypt(ofAlice, it, { GrantTokens: [GrantToken, token] })).toContain(refused);
    }
    await ofAlice.kms
      .send(new RetireGrantCommand({ GrantToken: ofOther.GrantToken }))
      .catch(() => 'alice may not retire it');
    expect(await decrypt(ofAlice, other, { GrantTokens: [ofOther.GrantToken] })).toBe('granted');
    await owner.kms.send(new RetireGrantCommand({ GrantToken: ofOther.GrantToken }));
    expect(await decrypt(ofAlice, other, { GrantTokens: [ofOther.GrantToken] })).toContain(refused);
  });
});

describe('RetireGrant', () => {
  const retire = (who: Clients, input: { GrantToken: string } | { KeyId: string; GrantId: string }) =>
    answerOf(who.kms.send(new RetireGrantCommand(input)));

  test('is for the retiring principal, of another account too, by token or by id', async () => {
    const { key } = await secret();
    const { GrantToken } = await grantOn(key, { RetiringPrincipal: bob });
    expect(await retire(ofReader, { GrantToken })).toContain('kms:RetireGrant');
    expect(await retire(ofBob, { GrantToken })).toBe('granted');
    const { GrantId } = await grantOn(key, { RetiringPrincipal: bob });
    expect(await retire(ofBob, { KeyId: key, GrantId })).toBe('granted');
    const { GrantId: another } = await grantOn(key);
    expect(await retire(ofBob, { KeyId: key, GrantId: another })).toBe(foreign('kms:RetireGrant'));
    const { Grants } = await owner.kms.send(new ListGrantsCommand({ KeyId: key }));
    expect(Grants).toMatchObject([{ GrantId: another }]);
  });

  test('is for the grantee only if the grant says so', async () => {
    const { key } = await secret();
    const without = await grantOn(key, { GranteePrincipal: bob });
    expect(await retire(ofBob, { GrantToken: without.GrantToken })).toBe(foreign('kms:RetireGrant'));
    const granted = await grantOn(key, { GranteePrincipal: bob, Operations: ['Decrypt', 'RetireGrant'] });
    expect(await retire(ofBob, { GrantToken: granted.GrantToken })).toBe('granted');
  });

  test('takes a token or an id, not both and not neither', async () => {
    const { key } = await secret();
    const grant = await grantOn(key);
    expect(await retire(owner, { KeyId: key, ...grant })).toContain('400 ValidationException');
    const nothing: object = {};
    expect(await answerOf(owner.kms.send(new RetireGrantCommand(nothing)))).toContain(
      '400 ValidationException',
    );
    expect(await retire(owner, { GrantToken: 'bm9uZQ==' })).toContain('400 InvalidGrantTokenException');
  });
});

describe('CreateGrant', () => {
  test.each([
    `arn:aws:iam::${account}:user/missing`,
    `arn:aws:iam::${otherAccount}:role/alice`,
    `arn:aws:iam::${account}:user/path/alice`,
    `arn:aws:iam::${account}:group/alice`,
    'sns.amazonaws.com',
  ])('refuses %s, who does not exist', async (principal) => {
    const { key } = await secret();
    const expected = `400 InvalidArnException: ARN does not refer to a valid principal: ${principal}`;
    expect(await answerOf(grantOn(key, { GranteePrincipal: principal }))).toBe(expected);
    expect(await answerOf(grantOn(key, { RetiringPrincipal: principal }))).toBe(expected);
  });

  test('by virtue of a grant gives no more than that grant', async () => {
    const { key } = await secret();
    const Constraints = { EncryptionContextSubset: { a: '1' } };
    await grantOn(key, { GranteePrincipal: bob, Operations: ['Decrypt', 'CreateGrant'], Constraints });
    const child = (more: Partial<CreateGrantCommandInput>) => answerOf(grantOn(key, more, ofBob));
    expect(await child({ Constraints })).toBe('granted');
    expect(await child({ Constraints: { EncryptionContextEquals: { a: '1', b: '2' } } })).toBe('granted');
    expect(await child({})).toBe(foreign('kms:CreateGrant'));
    expect(await child({ Constraints, Operations: ['Decrypt', 'Encrypt'] })).toBe(foreign('kms:CreateGrant'));
    const { Grants = [] } = await owner.kms.send(new ListGrantsCommand({ KeyId: key }));
    expect(Grants.map(({ IssuingAccount }) => IssuingAccount)).toEqual(
      [account, otherAccount, otherAccount].map((issuer) => `arn:aws:iam::${issuer}:root`),
    );
  });

  test.each<[string, object, Partial<CreateGrantCommandInput>, Partial<CreateGrantCommandInput>]>([
    [
      'the operations',
      { 'ForAllValues:StringEquals': { 'kms:GrantOperations': ['Decrypt', 'DescribeKey'] } },
      { Operations: ['Decrypt'] },
      { Operations: ['Decrypt', 'Encrypt'] },
    ],
    [
      'the grantee',
      { StringEquals: { 'kms:GranteePrincipal': alice } },
      { GranteePrincipal: alice },
      { GranteePrincipal: bob },
    ],
    [
      'the retiring principal',
      { StringEquals: { 'kms:RetiringPrincipal': bob } },
      { RetiringPrincipal: bob },
      {},
    ],
    [
      'the kind of constraint',
      { StringEquals: { 'kms:GrantConstraintType': 'EncryptionContextEquals' } },
      { Constraints: { EncryptionContextEquals: { a: '1' } } },
      { Constraints: { EncryptionContextSubset: { a: '1' } } },
    ],
  ])('can be held by a condition to %s', async (what, Condition, within, beyond) => {
    const { key } = await secret();
    const name = `delegate-${what.replaceAll(' ', '-')}`;
    const delegate = await under.user(account, name, allow('kms:CreateGrant', key, { Condition }));
    expect(await answerOf(grantOn(key, within, delegate))).toBe('granted');
    expect(await answerOf(grantOn(key, beyond, delegate))).toContain('kms:CreateGrant');
  });

  test('called directly is not for an AWS resource, nor are ListGrants and RevokeGrant', async () => {
    const { key } = await secret();
    const { GrantId } = await grantOn(key);
    const Condition = { Bool: { 'kms:GrantIsForAWSResource': 'true' } };
    const { kms } = await under.user(account, 'console', allow('kms:*Grant*', key, { Condition }));
    const refused = /AccessDeniedException.*no identity-based policy/;
    expect(await answerOf(grantOn(key, {}, { ...owner, kms }))).toMatch(refused);
    expect(await answerOf(kms.send(new ListGrantsCommand({ KeyId: key })))).toMatch(refused);
    expect(await answerOf(kms.send(new RevokeGrantCommand({ KeyId: key, GrantId })))).toMatch(refused);
  });
});

describe('ListRetirableGrants', () => {
  test('is for principals of the own account, also if the keys are another’s', async () => {
    const { key } = await secret();
    const root = `arn:aws:iam::${otherAccount}:root`;
    const { GrantId } = await grantOn(key, { RetiringPrincipal: root });
    const list = (RetiringPrincipal: string) => new ListRetirableGrantsCommand({ RetiringPrincipal });
    const { Grants } = await under.as(otherAccount).kms.send(list(root));
    expect(Grants).toMatchObject([{ GrantId, KeyId: key, RetiringPrincipal: root }]);
    expect(await answerOf(owner.kms.send(list(root)))).toContain('400 AccessDeniedException');
  });
});
