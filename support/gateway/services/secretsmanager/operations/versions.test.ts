import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { refusal, SecretsUnderTest, token } from '../testing/secrets-at-the-gateway.ts';

let secrets: SecretsUnderTest;

beforeEach(() => {
  secrets = new SecretsUnderTest();
});

const put = (letter: string, more: object = {}) =>
  secrets.call('PutSecretValue', {
    SecretId: 'db',
    SecretString: letter,
    ClientRequestToken: token(letter),
    ...more,
  });
const move = (VersionStage: string, more: object) =>
  secrets.call('UpdateSecretVersionStage', { SecretId: 'db', VersionStage, ...more });

describe('a new value', () => {
  test('is the current one, and the one before it the previous one', async () => {
    await secrets.create('db');
    expect(await put('b')).toMatchObject({ VersionId: token('b'), VersionStages: ['AWSCURRENT'] });
    expect(await secrets.labels('db')).toEqual({
      [token('a')]: ['AWSPREVIOUS'],
      [token('b')]: ['AWSCURRENT'],
    });
    await put('c');
    expect(await secrets.labels('db')).toEqual({
      [token('b')]: ['AWSPREVIOUS'],
      [token('c')]: ['AWSCURRENT'],
    });
    expect(await secrets.text('db')).toBe('c');
    expect(await secrets.text('db', { VersionStage: 'AWSPREVIOUS' })).toBe('b');
    expect(await secrets.text('db', { VersionId: token('a') })).toBe('first');
    const ids = async (IncludeDeprecated: boolean) =>
      (await secrets.call('ListSecretVersionIds', { SecretId: 'db', IncludeDeprecated })).Versions?.map(
        ({ VersionId }) => VersionId,
      );
    expect(await ids(false)).toEqual([token('b'), token('c')]);
    expect(await ids(true)).toEqual([token('a'), token('b'), token('c')]);
  });

  test('gets the labels that it is given, and takes them from others', async () => {
    await secrets.create('db');
    await put('b', { VersionStages: ['AWSPENDING'] });
    await put('c', { VersionStages: ['AWSPENDING', 'mine'] });
    expect(await secrets.labels('db')).toEqual({
      [token('a')]: ['AWSCURRENT'],
      [token('c')]: ['AWSPENDING', 'mine'],
    });
  });

  test('ends AWSPENDING on the version that was the current one, and leaves its other labels', async () => {
    await secrets.create('db');
    await put('b', { VersionStages: ['AWSCURRENT', 'AWSPENDING', 'mine'] });
    await put('c');
    expect(await secrets.labels('db')).toEqual({
      [token('b')]: ['mine', 'AWSPREVIOUS'],
      [token('c')]: ['AWSCURRENT'],
    });
  });

  test('that is the first is the current one whatever its labels', async () => {
    await secrets.call('CreateSecret', { Name: 'db', ClientRequestToken: token('a') });
    expect(await refusal(secrets.text('db'))).toBe(
      "ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    );
    await put('b', { VersionStages: ['mine'] });
    expect(await secrets.labels('db')).toEqual({ [token('b')]: ['mine', 'AWSCURRENT'] });
  });

  test('under an id that is taken is ignored if it is the same, and refused if not', async () => {
    await secrets.create('db');
    await put('b');
    const again = { SecretId: 'db', ClientRequestToken: token('a') };
    const same = await secrets.call('PutSecretValue', { ...again, SecretString: 'first' });
    expect(same).toMatchObject({ VersionId: token('a'), VersionStages: ['AWSPREVIOUS'] });
    const taken =
      /^ResourceExistsException: You can't use ClientRequestToken a{32} because that value is already in use for a version of secret arn:/;
    expect(await refusal(secrets.call('PutSecretValue', { ...again, SecretString: 'x' }))).toMatch(taken);
    const bytes = { ...again, SecretBinary: Buffer.from('first') };
    expect(await refusal(secrets.call('PutSecretValue', bytes))).toMatch(taken);
    expect(await refusal(secrets.call('UpdateSecret', { ...again, SecretString: 'first' }))).toMatch(taken);
    expect(await secrets.text('db')).toBe('b');
  });

  test('is wanted by PutSecretValue', async () => {
    await secrets.create('db');
    const sent = { SecretId: 'db', ClientRequestToken: token('b') };
    expect(await refusal(secrets.call('PutSecretValue', sent))).toBe(
      'InvalidRequestException: You must provide either SecretString or SecretBinary.',
    );
  });

  test('comes with UpdateSecret as well, and a description alone changes no value', async () => {
    await secrets.create('db');
    const change = { SecretId: 'db', Description: 'd', ClientRequestToken: token('b') };
    expect(await secrets.call('UpdateSecret', change)).not.toHaveProperty('VersionId');
    expect(await secrets.call('UpdateSecret', { ...change, SecretString: 'b' })).toMatchObject({
      VersionId: token('b'),
    });
    expect(await secrets.text('db')).toBe('b');
    expect(await secrets.call('DescribeSecret', { SecretId: 'db' })).toMatchObject({ Description: 'd' });
  });
});

describe('asking for a version', () => {
  test.each([
    [
      'a label that none has',
      { VersionStage: 'AWSPREVIOUS' },
      "ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS",
    ],
    [
      'an id that none has',
      { VersionId: token('z') },
      `ResourceNotFoundException: Secrets Manager can't find the specified secret value for VersionId: ${token('z')}`,
    ],
    [
      'a label and an id that do not belong together',
      { VersionId: token('a'), VersionStage: 'AWSPENDING' },
      'InvalidRequestException: You provided a VersionStage that is not associated to the provided VersionId.',
    ],
  ])('by %s', async (_, more, expected) => {
    await secrets.create('db');
    expect(await refusal(secrets.text('db', more))).toBe(expected);
  });
});

describe('labels', () => {
  test('move to where they are told to, AWSPREVIOUS along with AWSCURRENT', async () => {
    await secrets.create('db');
    await put('b');
    await move('AWSCURRENT', { RemoveFromVersionId: token('b'), MoveToVersionId: token('a') });
    expect(await secrets.labels('db')).toEqual({
      [token('a')]: ['AWSCURRENT'],
      [token('b')]: ['AWSPREVIOUS'],
    });
    await move('mine', { MoveToVersionId: token('a') });
    await move('mine', { RemoveFromVersionId: token('a') });
    expect(await secrets.labels('db')).toEqual({
      [token('a')]: ['AWSCURRENT'],
      [token('b')]: ['AWSPREVIOUS'],
    });
  });

  test('are not taken from a version that the request does not name', async () => {
    await secrets.create('db');
    await put('b');
    expect(await refusal(move('AWSCURRENT', { MoveToVersionId: token('a') }))).toBe(
      `InvalidParameterException: The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to version ${token('b')}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
    expect(await refusal(move('AWSCURRENT', { MoveToVersionId: token('z') }))).toContain(
      'ResourceNotFoundException',
    );
  });

  test('move on, but AWSCURRENT is never taken away', async () => {
    await secrets.create('db');
    await put('b');
    expect(await refusal(move('AWSCURRENT', { RemoveFromVersionId: token('b') }))).toBe(
      "InvalidParameterException: You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.",
    );
    expect(await secrets.labels('db')).toMatchObject({ [token('b')]: ['AWSCURRENT'] });
  });

  test.each<[string, string, object]>([
    [
      'that another version has',
      'AWSPREVIOUS',
      { RemoveFromVersionId: token('b'), MoveToVersionId: token('a') },
    ],
    ['that is to be on none', 'AWSPREVIOUS', { RemoveFromVersionId: token('b') }],
    ['that no version has', 'mine', { RemoveFromVersionId: token('b') }],
  ])('are not taken from a version without them: a label %s', async (_, label, more) => {
    await secrets.create('db');
    await put('b');
    expect(await refusal(move(label, more))).toBe(
      `InvalidParameterException: The parameter RemoveFromVersionId must be the version that the staging label ${label} is attached to.`,
    );
  });

  test.each([{}, { RemoveFromVersionId: token('b') }])(
    'stay if they are moved to where they are: %p',
    async (from) => {
      await secrets.create('db');
      await put('b');
      const before = await secrets.labels('db');
      await move('AWSCURRENT', { ...from, MoveToVersionId: token('b') });
      expect(await secrets.labels('db')).toEqual(before);
    },
  );

  test('are each on one version at most, and AWSCURRENT always on one, whatever is done', async () => {
    const stages = fc.subarray(['AWSCURRENT', 'AWSPENDING', 'AWSPREVIOUS', 'mine'], { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(stages, { maxLength: 6 }), async (all) => {
        secrets = new SecretsUnderTest();
        await secrets.create('db');
        for (const [index, VersionStages] of all.entries())
          await put(String.fromCharCode(98 + index), { VersionStages });
        const labels = Object.values((await secrets.labels('db')) ?? {}).flat();
        expect(new Set(labels).size).toBe(labels.length);
        expect(labels).toContain('AWSCURRENT');
      }),
      { numRuns: 30 },
    );
  });
});

describe('encryption', () => {
  test.each(['DisableKey', 'ScheduleKeyDeletion'] as const)('a key stops working: %s', async (operation) => {
    const KeyId = await secrets.newKey();
    await secrets.create('db', { KmsKeyId: KeyId });
    await secrets.kms(operation, { KeyId });
    expect(await refusal(secrets.text('db'))).toBe(
      "DecryptionFailure: Secrets Manager can't decrypt the protected secret text using the provided KMS key.",
    );
    expect(await refusal(put('b'))).toContain(
      `EncryptionFailure: Secrets Manager can't encrypt the secret value: ${KeyId} is`,
    );
    expect(await refusal(secrets.call('DescribeSecret', { SecretId: 'db' }))).toBe('granted');
  });

  test('a changed key takes the labelled versions along, which either key opens', async () => {
    const [old, recent] = [await secrets.newKey(), await secrets.newKey()];
    await secrets.create('db', { KmsKeyId: old });
    await put('b');
    await put('c');
    await secrets.call('UpdateSecret', { SecretId: 'db', KmsKeyId: recent, ClientRequestToken: token('d') });
    const { Versions } = await secrets.call('ListSecretVersionIds', {
      SecretId: 'db',
      IncludeDeprecated: true,
    });
    expect(Versions?.map(({ KmsKeyIds }) => KmsKeyIds)).toEqual([[old], [recent, old], [recent, old]]);
    await secrets.kms('DisableKey', { KeyId: old });
    expect(await secrets.text('db')).toBe('c');
    expect(await refusal(secrets.text('db', { VersionId: token('a') }))).toContain('DecryptionFailure');
    await secrets.kms('EnableKey', { KeyId: old });
    await secrets.kms('DisableKey', { KeyId: recent });
    expect(await secrets.text('db')).toBe('c');
  });

  test('an empty reference goes back to the AWS managed key', async () => {
    await secrets.create('db', { KmsKeyId: await secrets.newKey() });
    await secrets.call('UpdateSecret', { SecretId: 'db', KmsKeyId: '', ClientRequestToken: token('b') });
    expect(await secrets.call('DescribeSecret', { SecretId: 'db' })).not.toHaveProperty('KmsKeyId');
    await put('c');
    const { Versions } = await secrets.call('ListSecretVersionIds', { SecretId: 'db' });
    expect(Versions?.at(-1)).toMatchObject({ KmsKeyIds: ['DefaultEncryptionKey'] });
  });
});

test('the day on which a value was last read is told of its version and of the secret, once there is one', async () => {
  const secrets = new SecretsUnderTest();
  await secrets.create('db');
  const told = async () => {
    const { LastAccessedDate: ofSecret } = await secrets.call('DescribeSecret', { SecretId: 'db' });
    const { Versions = [] } = await secrets.call('ListSecretVersionIds', { SecretId: 'db' });
    const { SecretList = [] } = await secrets.call('ListSecrets', {});
    return [ofSecret, Versions[0]?.LastAccessedDate, SecretList[0]?.LastAccessedDate];
  };
  expect(await told()).toEqual([undefined, undefined, undefined]);
  await secrets.text('db');
  const today = new Date(new Date().toISOString().slice(0, 10));
  expect(await told()).toEqual([today, today, today]);
});

test('a token that is taken is refused before the secret is updated', async () => {
  const secrets = new SecretsUnderTest();
  await secrets.create('db');
  const update = { SecretId: 'db', SecretString: 'other', ClientRequestToken: token('a') };
  expect(await refusal(secrets.call('UpdateSecret', update))).toMatch(/^ResourceExistsException: /);
  expect(await secrets.text('db')).toBe('first');
});
