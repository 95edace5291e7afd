import { beforeEach, describe, expect, test } from '@jest/globals';
import { caller, refusal, SecretsUnderTest, token } from '../testing/secrets-at-the-gateway.ts';

let secrets: SecretsUnderTest;

beforeEach(() => {
  secrets = new SecretsUnderTest();
});

const INVALID_NAME =
  'ValidationException: Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!';
const NOT_FOUND = "ResourceNotFoundException: Secrets Manager can't find the specified secret.";

test.each(['DescribeSecret', 'GetSecretValue', 'PutSecretValue', 'DeleteSecret'] as const)(
  '%s refuses an id that can be no name',
  async (operation) => {
    for (const SecretId of ['no name', 'db ', 'ARN:AWS:SECRETSMANAGER:EU-WEST-1:111111111111:SECRET:DB']) {
      const value =
        operation === 'PutSecretValue' ? { SecretString: 'a', ClientRequestToken: token('a') } : {};
      expect(await refusal(secrets.call(operation, { SecretId, ...value }))).toBe(INVALID_NAME);
    }
  },
);

describe('a new secret', () => {
  test('has an ARN that ends in six characters of its own', async () => {
    const arn = await secrets.create('team/db');
    expect(arn).toMatch(/^arn:aws:secretsmanager:eu-west-1:111111111111:secret:team\/db-[A-Za-z0-9]{6}$/);
    expect(await secrets.call('GetSecretValue', { SecretId: 'team/db' })).toEqual({
      ARN: arn,
      Name: 'team/db',
      VersionId: token('a'),
      SecretString: 'first',
      VersionStages: ['AWSCURRENT'],
      CreatedDate: expect.any(Date),
    });
  });

  test('is described by what has a value alone', async () => {
    const ARN = await secrets.create('db');
    const dates = { CreatedDate: expect.any(Date), LastChangedDate: expect.any(Date) };
    const VersionIdsToStages = { [token('a')]: ['AWSCURRENT'] };
    expect(await secrets.call('DescribeSecret', { SecretId: ARN })).toEqual({
      ARN,
      Name: 'db',
      ...dates,
      VersionIdsToStages,
    });
    const Tags = [{ Key: 'team', Value: 'a' }];
    await secrets.call('CreateSecret', {
      Name: 'empty',
      ClientRequestToken: token('a'),
      Description: 'd',
      KmsKeyId: await secrets.newKey(),
      Tags,
    });
    const described = await secrets.call('DescribeSecret', { SecretId: 'empty' });
    expect(described).toMatchObject({ Description: 'd', KmsKeyId: expect.stringMatching(/:key\//), Tags });
    expect(described).not.toHaveProperty('VersionIdsToStages');
  });

  test('keeps the reference to its key as it was given', async () => {
    const TargetKeyId = await secrets.newKey();
    await secrets.kms('CreateAlias', { AliasName: 'alias/mine', TargetKeyId });
    await secrets.create('db', { KmsKeyId: 'alias/mine' });
    expect(await secrets.call('DescribeSecret', { SecretId: 'db' })).toMatchObject({
      KmsKeyId: 'alias/mine',
    });
    const { Versions } = await secrets.call('ListSecretVersionIds', { SecretId: 'db' });
    expect(Versions).toMatchObject([{ VersionId: token('a'), KmsKeyIds: [TargetKeyId] }]);
  });

  test('without a key is under the AWS managed one', async () => {
    await secrets.create('db');
    const { Versions } = await secrets.call('ListSecretVersionIds', { SecretId: 'db' });
    expect(Versions).toEqual([
      {
        VersionId: token('a'),
        VersionStages: ['AWSCURRENT'],
        CreatedDate: expect.any(Date),
        KmsKeyIds: ['DefaultEncryptionKey'],
      },
    ]);
    const { KeyMetadata } = await secrets.kms('DescribeKey', { KeyId: 'alias/aws/secretsmanager' });
    expect(KeyMetadata).toMatchObject({ KeyManager: 'AWS' });
    await secrets.create('named', { KmsKeyId: 'alias/aws/secretsmanager' });
  });

  test('holds bytes as well as text', async () => {
    const SecretBinary = Uint8Array.of(0, 255, 10);
    await secrets.create('db', { SecretString: undefined, SecretBinary });
    const got = await secrets.call('GetSecretValue', { SecretId: 'db' });
    expect(got).not.toHaveProperty('SecretString');
    expect(Buffer.from(got.SecretBinary ?? [])).toEqual(Buffer.from(SecretBinary));
  });

  test('asked for once more is the same', async () => {
    const arn = await secrets.create('db');
    expect(await secrets.create('db')).toBe(arn);
    const exists = 'ResourceExistsException: The operation failed because the secret db already exists.';
    expect(await refusal(secrets.create('db', { SecretString: 'other' }))).toBe(exists);
    expect(await refusal(secrets.create('db', { ClientRequestToken: token('b') }))).toBe(exists);
    expect(await refusal(secrets.call('CreateSecret', { Name: 'db', ClientRequestToken: token('a') }))).toBe(
      exists,
    );
  });

  test.each([
    ['a name with a space', { Name: 'no name' }, INVALID_NAME],
    ['no name', { Name: '' }, 'ValidationException: 1 validation error detected'],
    [
      'text and bytes',
      { SecretBinary: Uint8Array.of(1) },
      "InvalidParameterException: You can't specify both a binary",
    ],
    [
      'no id for its version',
      { ClientRequestToken: undefined },
      'InvalidRequestException: You must provide a ClientRequestToken value.',
    ],
    ['too short an id', { ClientRequestToken: 'short' }, 'ValidationException'],
    ['an empty text', { SecretString: '' }, 'ValidationException'],
    ['too long a text', { SecretString: 'x'.repeat(65_537) }, 'ValidationException'],
    ['a reserved tag', { Tags: [{ Key: 'aws:x', Value: '' }] }, 'InvalidParameterException'],
    ['a sign in a tag', { Tags: [{ Key: 'team', Value: 'mine & yours' }] }, '501 keyhole cannot tell'],
    [
      'a key that is not there',
      { KmsKeyId: 'alias/none' },
      "EncryptionFailure: Secrets Manager can't encrypt the secret value: Alias arn:aws:kms:eu-west-1:111111111111:alias/none is not found.",
    ],
  ])('is refused with %s', async (_, more, expected) => {
    expect(await refusal(secrets.create('db', more))).toContain(expected);
    expect((await secrets.call('ListSecrets', {})).SecretList).toEqual([]);
  });

  test('without a value is refused a key that does not work, too', async () => {
    const made = { Name: 'db', ClientRequestToken: token('a'), KmsKeyId: 'alias/none' };
    expect(await refusal(secrets.call('CreateSecret', made))).toContain('EncryptionFailure');
  });
});

describe('a secret is found', () => {
  test('by name, ARN, and ARN without its end; a name in its own account and region', async () => {
    const arn = await secrets.create('db');
    for (const SecretId of ['db', arn, arn.slice(0, -7)]) expect(await secrets.text(SecretId)).toBe('first');
    const other = { account: '222222222222' };
    expect(await refusal(secrets.call('DescribeSecret', { SecretId: 'db' }, other))).toBe(NOT_FOUND);
    expect(await refusal(secrets.call('DescribeSecret', { SecretId: 'db' }, { region: 'eu-west-2' }))).toBe(
      NOT_FOUND,
    );
    expect(await secrets.call('DescribeSecret', { SecretId: arn }, other)).toMatchObject({ ARN: arn });
  });

  test.each([
    ['another name', 'd'],
    ['another end', 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-aaaaaa'],
    ['another account', 'arn:aws:secretsmanager:eu-west-1:222222222222:secret:db'],
    ['another region', 'arn:aws:secretsmanager:eu-west-2:111111111111:secret:db'],
    ['something else', 'arn:aws:kms:eu-west-1:111111111111:secret:db'],
  ])('not by %s', async (_, SecretId) => {
    await secrets.create('db');
    expect(await refusal(secrets.call('DescribeSecret', { SecretId }))).toBe(NOT_FOUND);
  });
});

describe('lists', () => {
  test('hold the secrets of the account and region, page by page', async () => {
    for (const name of ['a', 'b', 'c']) await secrets.create(name);
    expect((await secrets.call('ListSecrets', {}, { account: '222222222222' })).SecretList).toEqual([]);
    const { SecretList: first, NextToken } = await secrets.call('ListSecrets', { MaxResults: 2 });
    const { SecretList: second, NextToken: end } = await secrets.call('ListSecrets', { NextToken });
    expect([...(first ?? []), ...(second ?? [])].map(({ Name }) => Name)).toEqual(['a', 'b', 'c']);
    expect(end).toBeUndefined();
  });

  test.each([
    ['name', 'pro', ['prod/db', 'prod/api']],
    ['name', '!pro', ['test/db']],
    ['tag-value', 'a', ['prod/api']],
    ['name', 'Pro', []],
    ['description', 'DATA', ['prod/api', 'test/db']],
    ['description', 'the data', ['prod/api']],
    ['description', '!data', ['prod/db']],
    ['description', 'he', []],
  ] as const)('can be filtered: %s begins with %s', async (Key, value, expected) => {
    await secrets.create('prod/db');
    await secrets.create('prod/api', { Description: 'The database', Tags: [{ Key: 'team', Value: 'a' }] });
    await secrets.create('test/db', { Description: 'A dataset' });
    const { SecretList } = await secrets.call('ListSecrets', { Filters: [{ Key, Values: [value] }] });
    expect(SecretList?.map(({ Name }) => Name)).toEqual(expected);
  });

  test('are refused by a filter that is not there', async () => {
    const Filters = [{ Key: 'owning-service' as const, Values: ['x'] }];
    expect(await refusal(secrets.call('ListSecrets', { Filters }))).toContain('501');
  });
});

describe('deleting', () => {
  const MARKED =
    "InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.";

  test('leaves a secret that can be described and restored', async () => {
    const SecretId = await secrets.create('db');
    const { DeletionDate } = await secrets.call('DeleteSecret', { SecretId, RecoveryWindowInDays: 7 });
    const days = ((DeletionDate?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    expect(await secrets.call('DescribeSecret', { SecretId })).toMatchObject({ DeletedDate: DeletionDate });
    expect((await secrets.call('ListSecrets', {})).SecretList).toEqual([]);
    expect((await secrets.call('ListSecrets', { IncludePlannedDeletion: true })).SecretList).toHaveLength(1);
    for (const answer of await Promise.all(
      [
        secrets.call('GetSecretValue', { SecretId }),
        secrets.call('PutSecretValue', { SecretId, SecretString: 'x', ClientRequestToken: token('b') }),
        secrets.call('UpdateSecret', { SecretId, Description: 'x' }),
        secrets.call('TagResource', { SecretId, Tags: [] }),
        secrets.call('UntagResource', { SecretId, TagKeys: [] }),
      ].map(refusal),
    ))
      expect(answer).toBe(MARKED);
    expect(await refusal(secrets.create('db', { ClientRequestToken: token('b') }))).toBe(
      "InvalidRequestException: You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
    expect(await refusal(secrets.call('DeleteSecret', { SecretId }))).toContain('InvalidRequestException');
    await secrets.call('RestoreSecret', { SecretId });
    expect(await secrets.text(SecretId)).toBe('first');
  });

  test('at once frees the name, also while a deletion is pending, and does not mind that there is nothing', async () => {
    const SecretId = await secrets.create('db');
    await secrets.call('DeleteSecret', { SecretId });
    await secrets.call('DeleteSecret', { SecretId, ForceDeleteWithoutRecovery: true });
    expect(await refusal(secrets.call('RestoreSecret', { SecretId }))).toBe(NOT_FOUND);
    expect(await secrets.create('db')).not.toBe(SecretId);
    expect(
      await refusal(secrets.call('DeleteSecret', { SecretId: 'none', ForceDeleteWithoutRecovery: true })),
    ).toBe('granted');
    expect(await refusal(secrets.call('DeleteSecret', { SecretId: 'none' }))).toBe(NOT_FOUND);
  });

  test.each([
    [
      { RecoveryWindowInDays: 6 },
      'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).',
    ],
    [
      { RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true },
      "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    ],
  ])('is refused with %j', async (more, text) => {
    await secrets.create('db');
    expect(await refusal(secrets.call('DeleteSecret', { SecretId: 'db', ...more }))).toBe(
      `InvalidParameterException: ${text}`,
    );
  });
});

test('resource policies and tags are kept, given back and removed', async () => {
  const SecretId = await secrets.create('db');
  expect(await secrets.call('GetResourcePolicy', { SecretId })).toEqual({ ARN: SecretId, Name: 'db' });
  const ResourcePolicy = '{"Version":"2012-10-17","Statement":[]}';
  await secrets.call('PutResourcePolicy', { SecretId, ResourcePolicy });
  expect(await secrets.call('GetResourcePolicy', { SecretId })).toMatchObject({ ResourcePolicy });
  await secrets.call('DeleteResourcePolicy', { SecretId });
  expect(await secrets.call('GetResourcePolicy', { SecretId })).not.toHaveProperty('ResourcePolicy');
  await secrets.call('TagResource', {
    SecretId,
    Tags: [
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '2' },
    ],
  });
  await secrets.call('TagResource', { SecretId, Tags: [{ Key: 'a', Value: '3' }] });
  await secrets.call('UntagResource', { SecretId, TagKeys: ['b'] });
  expect((await secrets.call('DescribeSecret', { SecretId })).Tags).toEqual([{ Key: 'a', Value: '3' }]);
});

test('a secret that lost all of its tags shows an empty list, and one that never had any shows none', async () => {
  const SecretId = await secrets.create('db', { Description: '' });
  const shown = () => secrets.call('DescribeSecret', { SecretId });
  expect(await shown()).not.toHaveProperty('Tags');
  expect(await shown()).not.toHaveProperty('Description');
  await secrets.call('TagResource', { SecretId, Tags: [{ Key: 'team', Value: 'a' }] });
  await secrets.call('UntagResource', { SecretId, TagKeys: ['team'] });
  expect(await shown()).toMatchObject({ Tags: [] });
});

test('a forced deletion of a secret that does not exist answers as if it existed', async () => {
  const gone = { ForceDeleteWithoutRecovery: true };
  const arn = expect.stringMatching(/^arn:aws:secretsmanager:eu-west-1:111111111111:secret:none-\w{6}$/);
  expect(await secrets.call('DeleteSecret', { SecretId: 'none', ...gone })).toMatchObject({
    Name: 'none',
    ARN: arn,
  });
});

test('a copy of a state has the same secrets, and goes its own way', async () => {
  const SecretId = await secrets.create('db');
  const copy = secrets.copy();
  await secrets.call('PutSecretValue', { SecretId, SecretString: 'second', ClientRequestToken: token('b') });
  await copy.create('other');
  expect([await secrets.text('db'), await copy.text('db')]).toEqual(['second', 'first']);
  expect(await refusal(secrets.text('other'))).toBe(NOT_FOUND);
  await copy.call('DeleteSecret', { SecretId, ForceDeleteWithoutRecovery: true });
  expect(await secrets.text('db')).toBe('second');
});

test('names are free in every account and region', async () => {
  const arns = await Promise.all([
    secrets.create('db'),
    secrets.call(
      'CreateSecret',
      { Name: 'db', ClientRequestToken: token('a') },
      { ...caller, account: '222222222222' },
    ),
    secrets.call(
      'CreateSecret',
      { Name: 'db', ClientRequestToken: token('a') },
      { ...caller, region: 'eu-west-2' },
    ),
  ]);
  expect(arns).toHaveLength(3);
});
