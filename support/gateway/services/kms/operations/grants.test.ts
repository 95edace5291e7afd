import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Input } from '../../../../aws/operations.ts';
import { addGrant } from '../../../../stores/embedded/kms/grants.ts';
import { caller, type KmsUnderTest, kmsUnderTest } from '../testing/kms-under-test.ts';

type NewGrant = Input<'kms', 'CreateGrant'>;

const alice = 'arn:aws:iam::111111111111:user/alice';
const bob = 'arn:aws:iam::222222222222:role/bob';
const unknown = 'f'.repeat(64);

let kms: KmsUnderTest;
let key: string;
beforeEach(async () => {
  kms = kmsUnderTest(() => new Date('2026-01-02T03:04:05Z'));
  key = await kms.keyArn();
});

async function create(more: Partial<NewGrant> = {}): Promise<{ GrantId: string; GrantToken: string }> {
  const input: NewGrant = { KeyId: key, GranteePrincipal: alice, Operations: ['Decrypt'], ...more };
  const { GrantId = '', GrantToken = '' } = await kms.call('CreateGrant', input);
  return { GrantId, GrantToken };
}

async function ids(more: Partial<Input<'kms', 'ListGrants'>> = {}) {
  const { Grants = [] } = await kms.call('ListGrants', { KeyId: key, ...more });
  return Grants.map(({ GrantId }) => GrantId);
}

describe('a grant', () => {
  test('has an id of 64 hexadecimal digits and is listed as it was made', async () => {
    const { GrantId } = await create({
      Name: 'for-alice',
      Operations: ['ReEncryptTo', 'Decrypt', 'Decrypt'],
      RetiringPrincipal: bob,
      Constraints: { EncryptionContextSubset: { a: '1' } },
    });
    expect(GrantId).toMatch(/^[0-9a-f]{64}$/);
    expect((await kms.call('ListGrants', { KeyId: key })).Grants).toEqual([
      {
        KeyId: key,
        GrantId,
        Name: 'for-alice',
        CreationDate: new Date('2026-01-02T03:04:05Z'),
        IssuingAccount: `arn:aws:iam::${caller.account}:root`,
        GranteePrincipal: alice,
        RetiringPrincipal: bob,
        Operations: ['Decrypt', 'ReEncryptTo'],
        Constraints: { EncryptionContextSubset: { a: '1' } },
      },
    ]);
  });

  test('without a name is listed with an empty one', async () => {
    await create();
    expect((await kms.call('ListGrants', { KeyId: key })).Grants).toMatchObject([{ Name: '' }]);
  });

  test('without a name is another one each time', async () => {
    const first = await create();
    expect((await create()).GrantId).not.toBe(first.GrantId);
  });

  test('of the same name and terms is the same one, with a token of its own', async () => {
    const terms = { Name: 'n', Constraints: { EncryptionContextEquals: { a: '1', b: '2' } } };
    const first = await create({ ...terms, Operations: ['Decrypt', 'Encrypt'] });
    const retry = await create({
      Name: 'n',
      Constraints: { EncryptionContextEquals: { b: '2', a: '1' } },
      Operations: ['Encrypt', 'Decrypt'],
    });
    expect(retry.GrantId).toBe(first.GrantId);
    expect(retry.GrantToken).not.toBe(first.GrantToken);
    expect(await ids()).toHaveLength(1);
  });

  test.each<[string, Partial<NewGrant>]>([
    ['another name', { Name: 'm' }],
    ['another grantee', { GranteePrincipal: bob }],
    ['another operation', { Operations: ['Encrypt'] }],
    ['a retiring principal', { RetiringPrincipal: bob }],
    ['a constraint', { Constraints: { EncryptionContextEquals: { a: '1' } } }],
    ['another kind of constraint', { Constraints: { EncryptionContextSubset: { a: '1' } } }],
  ])('of the same name but %s is another one', async (_what, more) => {
    const first = await create({ Name: 'n' });
    expect((await create({ Name: 'n', ...more })).GrantId).not.toBe(first.GrantId);
  });

  test('of the same name but made from another account is another one', async () => {
    const { GrantId } = await create({ Name: 'n' });
    const input: NewGrant = { KeyId: key, GranteePrincipal: alice, Operations: ['Decrypt'], Name: 'n' };
    const other = await kms.call('CreateGrant', input, { account: '222222222222' });
    expect(other.GrantId).not.toBe(GrantId);
  });

  test('with an empty constraint has none', async () => {
    const { GrantId } = await create({ Name: 'n' });
    const Constraints = { EncryptionContextEquals: {}, EncryptionContextSubset: {} };
    expect((await create({ Name: 'n', Constraints })).GrantId).toBe(GrantId);
  });

  test('that was revoked is made anew under its name', async () => {
    const { GrantId } = await create({ Name: 'n' });
    await kms.call('RevokeGrant', { KeyId: key, GrantId });
    expect((await create({ Name: 'n' })).GrantId).not.toBe(GrantId);
  });

  test('is not made in a dry run', async () => {
    await expect(create({ DryRun: true })).rejects.toMatchObject({ code: 'DryRunOperationException' });
    expect(await ids()).toEqual([]);
  });

  test('belongs to its key alone', async () => {
    const { GrantId } = await create();
    const KeyId = await kms.keyArn();
    expect(await ids({ KeyId })).toEqual([]);
    await expect(ids({ KeyId, GrantId })).rejects.toMatchObject({ code: 'InvalidGrantIdException' });
  });

  test('is listed by its id, and no other is', async () => {
    const { GrantId } = await create();
    await create();
    expect(await ids({ GrantId })).toEqual([GrantId]);
    for (const other of [unknown, 'nonsense'])
      await expect(ids({ GrantId: other })).rejects.toMatchObject({ code: 'InvalidGrantIdException' });
  });
});

const invalidArn = (arn: string) => ({
  code: 'InvalidArnException',
  message: `ARN does not refer to a valid principal: ${arn}`,
});
const pairs = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`name${n}`, 'v']));

describe('CreateGrant refuses', () => {
  test.each([
    'arn:aws:iam::111111111111:group/admins',
    'arn:aws:iam::111111111111:policy/p',
    'arn:aws:s3:::bucket',
    'arn:aws:sts::111111111111:assumed-role/reader',
    '111111111111',
    'alice',
    'sns.amazonaws.com',
  ])('%s as a principal', async (arn) => {
    await expect(create({ GranteePrincipal: arn })).rejects.toMatchObject(invalidArn(arn));
    await expect(create({ RetiringPrincipal: arn })).rejects.toMatchObject(invalidArn(arn));
  });

  test.each<[string, Partial<NewGrant>]>([
    ['a principal of no possible form', { GranteePrincipal: '*' }],
    ['no principal', { GranteePrincipal: undefined }],
    ['two grantees', { GranteeServicePrincipal: 'sns.amazonaws.com' }],
    ['two retiring principals', { RetiringPrincipal: bob, RetiringServicePrincipal: 'sns.amazonaws.com' }],
    [
      'a service without a source',
      { GranteePrincipal: undefined, GranteeServicePrincipal: 'sns.amazonaws.com' },
    ],
    ['no operation', { Operations: [] }],
    ['operations left out', { Operations: undefined }],
    ['an operation that grants do not have', { Operations: ['ListGrants' as 'Decrypt'] }],
    ['an operation that the key does not have', { Operations: ['Sign'] }],
    [
      'two constraints',
      { Constraints: { EncryptionContextEquals: { a: '1' }, EncryptionContextSubset: { a: '1' } } },
    ],
    ['nine pairs', { Constraints: { EncryptionContextSubset: pairs(9) } }],
    ['a long value', { Constraints: { EncryptionContextSubset: { a: 'x'.repeat(385) } } }],
    ['an empty name', { Name: '' }],
    ['a name with a blank', { Name: 'a b' }],
  ])('%s', async (_what, more) => {
    await expect(create(more)).rejects.toMatchObject({ code: 'ValidationException' });
    expect(await ids()).toEqual([]);
  });

  test.each([
    ['DisableKey', 'DisabledException'],
    ['ScheduleKeyDeletion', 'KMSInvalidStateException'],
  ] as const)('a key after %s', async (operation, code) => {
    await kms.call(operation, { KeyId: key });
    await expect(create()).rejects.toMatchObject({ code });
  });

  test('a key that does not exist', async () => {
    const missing = `${key.slice(0, -12)}000000000000`;
    await expect(create({ KeyId: missing })).rejects.toMatchObject({ code: 'NotFoundException' });
  });

  test('the 50,001st grant of a key, but not a retry', async () => {
    const { GrantId } = await create({ Name: 'n' });
    for (let made = 1; made < 50_000; made += 1) {
      addGrant(kms.state, {
        keyArn: key,
        granteePrincipal: alice,
        operations: ['Decrypt'],
        issuingAccount: '1',
      });
    }
    await expect(create()).rejects.toMatchObject({ code: 'LimitExceededException' });
    expect((await create({ Name: 'n' })).GrantId).toBe(GrantId);
  });
});

describe('the operations of a grant follow from what the key is for', () => {
  test.each([
    ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 'GenerateDataKeyPairWithoutPlaintext', 'GetPublicKey'],
    ['ECC_NIST_P256', 'SIGN_VERIFY', 'Verify', 'Decrypt'],
    ['HMAC_256', 'GENERATE_VERIFY_MAC', 'VerifyMac', 'GetPublicKey'],
  ] as const)('%s for %s: %s, not %s', async (KeySpec, KeyUsage, allowed, refused) => {
    const KeyId = await kms.keyArn({ KeySpec, KeyUsage });
    await create({ KeyId, Operations: [allowed, 'DescribeKey', 'CreateGrant', 'RetireGrant'] });
    await expect(create({ KeyId, Operations: [refused] })).rejects.toMatchObject({
      code: 'ValidationException',
    });
  });

  test('a key without encryption contexts takes no constraint on one', async () => {
    const KeyId = await kms.keyArn({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const Constraints = { EncryptionContextSubset: { a: '1' } };
    await expect(create({ KeyId, Operations: ['VerifyMac'], Constraints })).rejects.toMatchObject({
      code: 'ValidationException',
    });
  });
});

describe('listing grants', () => {
  test('picks by id and by grantee', async () => {
    const first = await create();
    const second = await create({ GranteePrincipal: bob });
    expect(await ids()).toEqual([first.GrantId, second.GrantId]);
    expect(await ids({ GrantId: second.GrantId })).toEqual([second.GrantId]);
    expect(await ids({ GranteePrincipal: alice })).toEqual([first.GrantId]);
  });

  test('goes in pages, past grants that vanish in between', async () => {
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) made.push((await create()).GrantId);
    const first = await kms.call('ListGrants', { KeyId: key, Limit: 2 });
    expect(first).toMatchObject({ Truncated: true });
    await kms.call('RevokeGrant', { KeyId: key, GrantId: made[1] });
    const rest = await kms.call('ListGrants', { KeyId: key, Limit: 9, Marker: first.NextMarker });
    expect(rest).toMatchObject({ Truncated: false });
    expect(rest.Grants?.map(({ GrantId }) => GrantId)).toEqual(made.slice(2));
  });

  test('by retiring principal spans keys and accounts of one region', async () => {
    const foreign = await kms.keyArn({}, { account: '333333333333' });
    const elsewhere = await kms.keyArn({}, { region: 'us-east-1' });
    const own = await create({ RetiringPrincipal: alice });
    await create({ RetiringPrincipal: bob });
    await create();
    const other = await create({ KeyId: foreign, RetiringPrincipal: alice });
    await kms.call(
      'CreateGrant',
      { KeyId: elsewhere, GranteePrincipal: bob, RetiringPrincipal: alice, Operations: ['Decrypt'] },
      { region: 'us-east-1' },
    );
    const { Grants = [] } = await kms.call('ListRetirableGrants', { RetiringPrincipal: alice });
    expect(Grants.map(({ GrantId }) => GrantId).sort()).toEqual([own.GrantId, other.GrantId].sort());
  });
});

describe('a grant ends', () => {
  test('revoked by its id', async () => {
    const { GrantId } = await create();
    await kms.call('RevokeGrant', { KeyId: key, GrantId });
    expect(await ids()).toEqual([]);
  });

  test('retired by its id, also on a disabled key', async () => {
    const { GrantId } = await create();
    await kms.call('DisableKey', { KeyId: key });
    await kms.call('RetireGrant', { KeyId: key, GrantId });
    expect(await ids()).toEqual([]);
  });

  test('retired by any of its tokens, which then stand for nothing', async () => {
    const { GrantToken } = await create({ Name: 'n' });
    const retry = await create({ Name: 'n' });
    await kms.call('RetireGrant', { GrantToken });
    expect(await ids()).toEqual([]);
    await expect(kms.call('RetireGrant', { GrantToken: retry.GrantToken })).rejects.toMatchObject({
      code: 'InvalidGrantTokenException',
    });
  });

  test('not in a dry run', async () => {
    const { GrantId } = await create();
    for (const operation of ['RetireGrant', 'RevokeGrant'] as const) {
      await expect(kms.call(operation, { KeyId: key, GrantId, DryRun: true })).rejects.toMatchObject({
        code: 'DryRunOperationException',
      });
    }
    expect(await ids()).toEqual([GrantId]);
  });

  test.each(['RetireGrant', 'RevokeGrant'] as const)(
    'by %s, unless it is unknown or another key',
    async (operation) => {
      const { GrantId } = await create();
      const refused = { code: 'NotFoundException' };
      await expect(kms.call(operation, { KeyId: key, GrantId: unknown })).rejects.toMatchObject(refused);
      await expect(kms.call(operation, { KeyId: await kms.keyArn(), GrantId })).rejects.toMatchObject(
        refused,
      );
      await expect(kms.call(operation, { KeyId: key, GrantId: undefined })).rejects.toMatchObject({
        code: 'ValidationException',
      });
    },
  );

  test('not by a token that was made up, or with a key besides', async () => {
    const { GrantId, GrantToken } = await create();
    for (const token of ['x', GrantToken.slice(4), `${GrantToken}=`, GrantToken.replace(/^./, 'B')]) {
      await expect(kms.call('RetireGrant', { GrantToken: token })).rejects.toMatchObject({
        code: 'InvalidGrantTokenException',
      });
    }
    await expect(kms.call('RetireGrant', { GrantToken, KeyId: key, GrantId })).rejects.toMatchObject({
      code: 'ValidationException',
    });
  });
});
