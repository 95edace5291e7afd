import { describe, expect, test } from '@jest/globals';
import { GapList } from '../world/gap-list.ts';
import { UnknownValue } from '../world/unknown-value.ts';
import { livePolicy } from './live-policy.ts';
import { Reading } from './reading.ts';
import { namedBy } from './references.ts';

const asked = {
  origin: { file: 'the account data', id: 'arn:aws:s3:::acme' },
  operation: 's3:GetBucketPolicy',
  absent: ['NoSuchBucketPolicy'],
  consequence: 'a policy that denies everything stands for it',
};

const failing =
  (name: string, more: object = {}) =>
  () =>
    Promise.reject(Object.assign(new Error(`${name} happened`), { name, ...more }));

describe('reading from an account', () => {
  test('returns the answer, and undefined for what the account says it does not have', async () => {
    const reading = new Reading(new GapList());
    expect(await reading.ask(asked, () => Promise.resolve(7))).toBe(7);
    expect(await reading.ask(asked, failing('NoSuchBucketPolicy'))).toBeUndefined();
    expect(reading.gaps.sorted()).toEqual([]);
  });

  test.each(['AccessDenied', 'ThrottlingException', 'NoSuchBucket'])(
    'never takes a refusal for absence: %s',
    async (name) => {
      const reading = new Reading(new GapList());
      expect(await reading.ask(asked, failing(name))).toBeInstanceOf(UnknownValue);
      expect(reading.gaps.sorted()).toEqual([
        {
          ...asked.origin,
          line: undefined,
          property: undefined,
          reason: `s3:GetBucketPolicy was refused: ${name}: ${name} happened`,
          consequence: asked.consequence,
        },
      ]);
    },
  );

  test.each([
    ['ExpiredToken', /credentials of the account data are expired: sign in again/],
    ['ExpiredTokenException', /are expired: sign in again/],
    ['InvalidClientTokenId', /are not those of an account: check the access key/],
    ['SignatureDoesNotMatch', /are wrong: check the secret access key/],
    ['CredentialsProviderError', /cannot be found: add the profile/],
  ])('ends for credentials that are no use: %s', async (name, message) => {
    await expect(new Reading(new GapList()).ask(asked, failing(name))).rejects.toThrow(message);
  });

  test('ends if the endpoint does not answer', async () => {
    const refused = failing('Error', { code: 'ECONNREFUSED' });
    await expect(new Reading(new GapList()).ask(asked, refused)).rejects.toThrow(
      /does not answer \(ECONNREFUSED\)/,
    );
  });
});

describe('a policy of an account', () => {
  test('is decoded, and its deleted principals are unknown', () => {
    const policy = {
      Statement: [{ Principal: { AWS: ['AROAABCDEFGHIJKLMNOPQ', 'arn:aws:iam::111111111111:root'] } }],
    };
    expect(livePolicy(encodeURIComponent('{"Statement":[]}'))).toBe('{"Statement":[]}');
    const { Statement } = Object(livePolicy(JSON.stringify(policy)));
    expect(Statement[0].Principal.AWS).toEqual([expect.any(UnknownValue), 'arn:aws:iam::111111111111:root']);
  });
});

test.each([
  ['arn:aws:iam::111111111111:role/teams/reader', { kind: 'role', account: '111111111111', name: 'reader' }],
  [
    'arn:aws:sts::111111111111:assumed-role/reader/ann',
    { kind: 'role', account: '111111111111', name: 'reader' },
  ],
  ['arn:aws:s3:::acme-reports/a/*', { kind: 'bucket', account: undefined, name: 'acme-reports' }],
  ['arn:aws:s3:::acme-*', undefined],
  [
    'arn:aws:kms:eu-west-1:111111111111:alias/a',
    { kind: 'key', account: '111111111111', name: 'arn:aws:kms:eu-west-1:111111111111:alias/a' },
  ],
  ['arn:aws:kms:*:111111111111:key/*', undefined],
  [
    'arn:aws:dynamodb:eu-west-1:111111111111:table/orders/index/a',
    { kind: 'table', account: '111111111111', name: 'orders' },
  ],
  ['arn:aws:iam::111111111111:root', undefined],
])('%s names %j', (arn, named) => {
  expect(namedBy(arn)).toEqual(named);
});
