import { describe, expect, test } from '@jest/globals';
import { withDefaults } from './explicit-input.ts';

const blocked = { BlockedEncryptionTypes: { EncryptionType: ['SSE-C' as const] } };
const byKey = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const } };

test('a rule that only blocks encryption types has the default encryption of a new bucket', () => {
  const input = { Bucket: 'b', ServerSideEncryptionConfiguration: { Rules: [blocked] } };
  expect(withDefaults('PutBucketEncryption', input)).toEqual({
    Bucket: 'b',
    ServerSideEncryptionConfiguration: {
      Rules: [{ ...blocked, ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
  });
  expect(input.ServerSideEncryptionConfiguration.Rules).toEqual([blocked]);
});

test('a rule keeps the default encryption that it names', () => {
  const input = { Bucket: 'b', ServerSideEncryptionConfiguration: { Rules: [{ ...blocked, ...byKey }] } };
  expect(withDefaults('PutBucketEncryption', input)).toEqual(input);
});

test('a new bucket has ACLs disabled unless the request says otherwise', () => {
  expect(withDefaults('CreateBucket', { Bucket: 'b' })).toMatchObject({
    ObjectOwnership: 'BucketOwnerEnforced',
  });
  const asked = { Bucket: 'b', ObjectOwnership: 'ObjectWriter' as const };
  expect(withDefaults('CreateBucket', asked)).toEqual(asked);
});

describe.each(['GetObject', 'HeadObject'] as const)('%s is sent', (operation) => {
  const object = { Bucket: 'b', Key: 'k' };

  test.each(['bytes=0-1,3-4', 'bytes=4-2', 'bytes=-', 'lines=1-2'])('without the range %s', (Range) => {
    expect(withDefaults(operation, { ...object, Range })).toEqual(object);
  });

  test.each(['bytes=0-1', 'bytes=7-', 'bytes=-3', 'bytes=-0'])('with the range %s', (Range) => {
    expect(withDefaults(operation, { ...object, Range })).toEqual({ ...object, Range });
  });
});
