import { beforeAll, describe, expect, test } from '@jest/globals';
import { resolveKey } from './resolve-key.ts';
import { type Caller, caller, kmsUnderTest } from './testing/kms-under-test.ts';

const kms = kmsUnderTest();
const elsewhere: Caller = { account: '222222222222', region: 'eu-west-1' };
const unknownId = '1234abcd-12ab-34cd-56ef-1234567890ab';
let key = '';
let foreignKey = '';

beforeAll(async () => {
  key = await kms.keyArn();
  foreignKey = await kms.keyArn({}, elsewhere);
  await kms.call('CreateAlias', { AliasName: 'alias/shared', TargetKeyId: key });
  await kms.call('CreateAlias', { AliasName: 'alias/shared', TargetKeyId: foreignKey }, elsewhere);
});

const idOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);

describe('a key reference', () => {
  test.each<[string, () => string, () => string, Caller?]>([
    ['a key id', () => idOf(key), () => key],
    ['a key ARN', () => key, () => key],
    ['the key ARN of another account', () => foreignKey, () => foreignKey],
    ['an alias name', () => 'alias/shared', () => key],
    ['an alias name of a caller elsewhere', () => 'alias/shared', () => foreignKey, elsewhere],
    ['an alias ARN', () => 'arn:aws:kms:eu-west-1:222222222222:alias/shared', () => foreignKey],
  ])('may be %s', (_, reference, expected, from = caller) => {
    expect(resolveKey(kms.state, reference(), from)).toBe(expected());
  });

  test.each<[string, () => string, string, string]>([
    ['no id at all', () => 'fake-key-id', 'NotFoundException', "Invalid keyId 'fake-key-id'"],
    ['an alias without its prefix', () => 'aws/s3', 'NotFoundException', "Invalid keyId 'aws/s3'"],
    [
      'an id that does not exist',
      () => unknownId,
      'NotFoundException',
      `Key 'arn:aws:kms:eu-west-1:111111111111:key/${unknownId}' does not exist`,
    ],
    [
      'the id of a key of another account',
      () => idOf(foreignKey),
      'NotFoundException',
      "Key 'arn:aws:kms:eu-west-1:111111111111:key/<id>' does not exist",
    ],
    [
      'an ARN that does not exist',
      () => `arn:aws:kms:eu-west-1:333333333333:key/${unknownId}`,
      'NotFoundException',
      `Key 'arn:aws:kms:eu-west-1:333333333333:key/${unknownId}' does not exist`,
    ],
    [
      'an alias that does not exist',
      () => 'alias/none',
      'NotFoundException',
      'Alias arn:aws:kms:eu-west-1:111111111111:alias/none is not found.',
    ],
    [
      'an alias ARN that does not exist',
      () => 'arn:aws:kms:eu-west-1:222222222222:alias/none',
      'NotFoundException',
      'Alias arn:aws:kms:eu-west-1:222222222222:alias/none is not found.',
    ],
    [
      'an ARN of another region',
      () => key.replace('eu-west-1', 'us-east-1'),
      'NotFoundException',
      'Invalid arn us-east-1',
    ],
    ['an ARN of another service', () => 'arn:aws:s3:::bucket', 'NotFoundException', 'Invalid arn'],
    [
      'nothing',
      () => '',
      'ValidationException',
      "1 validation error detected: Value '' at 'keyId' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
  ])('is refused: %s', (_, reference, code, message) => {
    const expected = { code, message: message.replace('<id>', idOf(foreignKey)) };
    expect(() => resolveKey(kms.state, reference(), caller)).toThrow(expect.objectContaining(expected));
  });

  test('is refused in another region, even as a known ARN', () => {
    const from = { ...caller, region: 'us-east-1' };
    expect(() => resolveKey(kms.state, key, from)).toThrow(
      expect.objectContaining({ code: 'NotFoundException', message: 'Invalid arn eu-west-1' }),
    );
  });
});

describe('a predefined alias', () => {
  test('brings its AWS managed key into being, once in each account and region', () => {
    const first = resolveKey(kms.state, 'alias/aws/s3', caller);
    expect(resolveKey(kms.state, 'alias/aws/s3', caller)).toBe(first);
    expect(resolveKey(kms.state, 'arn:aws:kms:eu-west-1:111111111111:alias/aws/s3', caller)).toBe(first);
    expect(resolveKey(kms.state, 'alias/aws/s3', elsewhere)).not.toBe(first);
    expect(resolveKey(kms.state, 'alias/aws/s3', { ...caller, region: 'us-east-1' })).not.toBe(first);
  });

  test('of an account does not come into being for a caller of another', () => {
    const fresh = kmsUnderTest();
    expect(() => resolveKey(fresh.state, 'arn:aws:kms:eu-west-1:222222222222:alias/aws/s3', caller)).toThrow(
      'Alias arn:aws:kms:eu-west-1:222222222222:alias/aws/s3 is not found.',
    );
  });

  test('is one of AWS, not any name that begins like one', () => {
    for (const name of ['alias/aws/nothing', 'alias/aws/', 'alias/toString']) {
      expect(() => resolveKey(kms.state, name, caller)).toThrow('is not found.');
    }
  });

  test('gives the aws/s3 key its documented description and policy', async () => {
    const { KeyMetadata } = await kms.call('DescribeKey', { KeyId: 'alias/aws/s3' });
    expect(KeyMetadata).toMatchObject({
      KeyManager: 'AWS',
      Origin: 'AWS_KMS',
      KeyUsage: 'ENCRYPT_DECRYPT',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyState: 'Enabled',
      MultiRegion: false,
      Description: 'Default key that protects my S3 objects when no other key is defined',
      CurrentKeyMaterialId: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const { Policy } = await kms.call('GetKeyPolicy', { KeyId: KeyMetadata?.Arn });
    expect(JSON.parse(Policy ?? '')).toEqual({
      Version: '2012-10-17',
      Id: 'auto-s3-2',
      Statement: [
        {
          Sid: 'Allow access through S3 for all principals in the account that are authorized to use S3',
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
          Resource: '*',
          Condition: {
            StringEquals: {
              'kms:CallerAccount': '111111111111',
              'kms:ViaService': 's3.eu-west-1.amazonaws.com',
            },
          },
        },
        {
          Sid: 'Allow direct access to key metadata to the account',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111111111111:root' },
          Action: ['kms:Describe*', 'kms:Get*', 'kms:List*'],
          Resource: '*',
        },
      ],
    });
  });
});
