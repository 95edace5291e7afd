import { beforeEach, describe, expect, test } from '@jest/globals';
import { type KmsUnderTest, kmsUnderTest } from '../testing/kms-under-test.ts';

let kms: KmsUnderTest;
let key: string;
beforeEach(async () => {
  kms = kmsUnderTest();
  key = await kms.keyArn();
});

const targetOf = async (name: string) => (await kms.call('DescribeKey', { KeyId: name })).KeyMetadata?.Arn;

describe('an alias', () => {
  test('is created, moved to another key and deleted', async () => {
    const other = await kms.keyArn();
    await kms.call('CreateAlias', { AliasName: 'alias/app/main', TargetKeyId: key });
    expect(await targetOf('alias/app/main')).toBe(key);
    await kms.call('UpdateAlias', { AliasName: 'alias/app/main', TargetKeyId: other });
    expect(await targetOf('alias/app/main')).toBe(other);
    await kms.call('DeleteAlias', { AliasName: 'alias/app/main' });
    await expect(targetOf('alias/app/main')).rejects.toMatchObject({
      message: 'Alias arn:aws:kms:eu-west-1:111111111111:alias/app/main is not found.',
    });
  });

  test('stays with the key that it was read from when a message was encrypted', async () => {
    await kms.call('CreateAlias', { AliasName: 'alias/a', TargetKeyId: key });
    const { CiphertextBlob, KeyId } = await kms.call('Encrypt', {
      KeyId: 'alias/a',
      Plaintext: Buffer.from('x'),
    });
    expect(KeyId).toBe(key);
    await kms.call('UpdateAlias', { AliasName: 'alias/a', TargetKeyId: await kms.keyArn() });
    expect((await kms.call('Decrypt', { CiphertextBlob })).KeyId).toBe(key);
  });

  const prefixText =
    'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html';
  test.each([
    ['app', 'ValidationException', prefixText],
    ['alias/aws/s3', 'NotAuthorizedException', ''],
    ['alias/aws/mine', 'NotAuthorizedException', ''],
    ['alias/', 'InvalidAliasNameException', ''],
    ['alias/a:b', 'ValidationException', 'alias/a:b contains invalid characters for an alias'],
    [
      'alias/a b',
      'ValidationException',
      "1 validation error detected: Value 'alias/a b' at 'aliasName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$",
    ],
  ])('cannot be created, updated or deleted under the name %s', async (AliasName, code, message) => {
    for (const operation of ['CreateAlias', 'UpdateAlias', 'DeleteAlias'] as const) {
      await expect(kms.call(operation, { AliasName, TargetKeyId: key })).rejects.toMatchObject({
        code,
        message,
      });
    }
  });

  test('is unique in its account and region, and free elsewhere', async () => {
    await kms.call('CreateAlias', { AliasName: 'alias/a', TargetKeyId: key });
    await expect(kms.call('CreateAlias', { AliasName: 'alias/a', TargetKeyId: key })).rejects.toMatchObject({
      code: 'AlreadyExistsException',
      message: 'An alias with the name arn:aws:kms:eu-west-1:111111111111:alias/a already exists',
    });
    for (const elsewhere of [{ region: 'us-east-1' }, { account: '222222222222' }]) {
      const TargetKeyId = await kms.keyArn({}, elsewhere);
      await kms.call('CreateAlias', { AliasName: 'alias/a', TargetKeyId }, elsewhere);
    }
    expect(await targetOf('alias/a')).toBe(key);
  });

  test('that does not exist is neither updated nor deleted', async () => {
    const expected = {
      code: 'NotFoundException',
      message: 'Alias arn:aws:kms:eu-west-1:111111111111:alias/none is not found.',
    };
    for (const operation of ['UpdateAlias', 'DeleteAlias'] as const) {
      const called = kms.call(operation, { AliasName: 'alias/none', TargetKeyId: key });
      await expect(called).rejects.toMatchObject(expected);
    }
  });

  test('stands for a key of its own account, not for another alias', async () => {
    const foreign = await kms.keyArn({}, { account: '222222222222' });
    await expect(
      kms.call('CreateAlias', { AliasName: 'alias/a', TargetKeyId: foreign }),
    ).rejects.toMatchObject({
      code: 'NotFoundException',
    });
    await kms.call('CreateAlias', { AliasName: 'alias/a', TargetKeyId: key });
    for (const TargetKeyId of ['alias/a', 'arn:aws:kms:eu-west-1:111111111111:alias/a']) {
      await expect(kms.call('CreateAlias', { AliasName: 'alias/b', TargetKeyId })).rejects.toMatchObject({
        code: 'ValidationException',
        message: 'Aliases must refer to keys. Not aliases',
      });
    }
  });

  test('moves only to a key of the same type and usage', async () => {
    await kms.call('CreateAlias', { AliasName: 'alias/a', TargetKeyId: key });
    const TargetKeyId = await kms.keyArn({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    await expect(kms.call('UpdateAlias', { AliasName: 'alias/a', TargetKeyId })).rejects.toMatchObject({
      code: 'ValidationException',
    });
    expect(await targetOf('alias/a')).toBe(key);
  });

  test('leaves a key that is pending deletion', async () => {
    await kms.call('CreateAlias', { AliasName: 'alias/a', TargetKeyId: key });
    await kms.call('ScheduleKeyDeletion', { KeyId: key });
    const other = await kms.keyArn();
    await kms.call('UpdateAlias', { AliasName: 'alias/a', TargetKeyId: other });
    expect(await targetOf('alias/a')).toBe(other);
  });
});

describe('ListAliases', () => {
  test('lists the aliases of the caller with their keys, and those of AWS', async () => {
    await kms.call('CreateAlias', { AliasName: 'alias/a', TargetKeyId: key });
    const elsewhere = { account: '222222222222' };
    await kms.call(
      'CreateAlias',
      { AliasName: 'alias/b', TargetKeyId: await kms.keyArn({}, elsewhere) },
      elsewhere,
    );
    const { Aliases = [], Truncated } = await kms.call('ListAliases', {});
    expect(Truncated).toBe(false);
    expect(Aliases.filter(({ AliasName }) => !AliasName?.startsWith('alias/aws/'))).toEqual([
      {
        AliasName: 'alias/a',
        AliasArn: 'arn:aws:kms:eu-west-1:111111111111:alias/a',
        TargetKeyId: key.slice(key.indexOf('/') + 1),
        CreationDate: expect.any(Date),
        LastUpdatedDate: expect.any(Date),
      },
    ]);
    expect(Aliases).toContainEqual({
      AliasName: 'alias/aws/s3',
      AliasArn: 'arn:aws:kms:eu-west-1:111111111111:alias/aws/s3',
    });
  });

  test('shows the key of a predefined alias once there is one', async () => {
    const { KeyMetadata } = await kms.call('DescribeKey', { KeyId: 'alias/aws/s3' });
    const { Aliases = [] } = await kms.call('ListAliases', {});
    const s3 = Aliases.filter(({ AliasName }) => AliasName === 'alias/aws/s3');
    expect(s3).toEqual([expect.objectContaining({ TargetKeyId: KeyMetadata?.KeyId })]);
  });

  test('lists the aliases of one key', async () => {
    await kms.call('CreateAlias', { AliasName: 'alias/a', TargetKeyId: key });
    await kms.call('CreateAlias', { AliasName: 'alias/b', TargetKeyId: await kms.keyArn() });
    const { Aliases = [] } = await kms.call('ListAliases', { KeyId: key });
    expect(Aliases.map(({ AliasName }) => AliasName)).toEqual(['alias/a']);
  });

  test.each(['a key of another account', 'no key'])('refuses %s, by the same words', async (what) => {
    const foreign = await kms.keyArn({}, { account: '222222222222' });
    const KeyId = what === 'no key' ? foreign.replace(/[0-9a-f]{12}$/, '0'.repeat(12)) : foreign;
    await expect(kms.call('ListAliases', { KeyId })).rejects.toMatchObject({
      code: 'NotFoundException',
      message: `Key '${KeyId}' does not exist`,
    });
  });

  test('lists page by page', async () => {
    const names: (string | undefined)[] = [];
    let Marker: string | undefined;
    do {
      const page = await kms.call('ListAliases', { Limit: 4, Marker });
      names.push(...(page.Aliases ?? []).map(({ AliasName }) => AliasName));
      Marker = page.NextMarker;
    } while (Marker !== undefined);
    const { Aliases = [] } = await kms.call('ListAliases', {});
    expect(names).toEqual(Aliases.map(({ AliasName }) => AliasName));
  });
});
