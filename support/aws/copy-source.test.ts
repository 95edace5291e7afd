import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseCopySource } from './copy-source.ts';

describe('the copy source', () => {
  test.each([
    ['bucket/key', 'bucket', 'key', undefined],
    ['/bucket/key', 'bucket', 'key', undefined],
    ['/bucket//key', 'bucket', '/key', undefined],
    ['bucket%2Fa%2Fb', 'bucket', 'a/b', undefined],
    ['bucket/a+b', 'bucket', 'a b', undefined],
    ['bucket/a%2Bb', 'bucket', 'a+b', undefined],
    ['http://s3.localhost.localstack.cloud:4566/bucket/a', 'bucket', 'a', undefined],
    ['https://s3.eu-west-1.amazonaws.com/bucket/a?versionId=x', 'bucket', 'a', 'x'],
    ['bucket/a%3FversionId=x', 'bucket', 'a?versionId=x', undefined],
    ['bucket/key?versionId=3/L4kq', 'bucket', 'key', '3/L4kq'],
    ['bucket/key?versionId=null', 'bucket', 'key', 'null'],
  ])('%s names its object', (header, Bucket, Key, VersionId) => {
    expect(parseCopySource(header)).toEqual({ Bucket, Key, VersionId });
  });

  test.each([
    '',
    'bucket',
    'bucket/',
    '/bucket',
    '//key',
    'bucket/key?',
    'bucket/key?versionId=',
    'bucket/key?x=y',
    'bucket/key?versionId=a&versionId=b',
    'bucket/key?versionId=a?versionId=b',
    'bucket/%E0%A4%A',
    'arn:aws:s3:eu-west-1:111111111111:accesspoint/mine/object/key',
    'arn%3Aaws:s3:eu-west-1:111111111111:accesspoint/mine/object/key',
  ])('%p is refused', (header) => {
    expect(() => parseCopySource(header)).toThrow(
      expect.objectContaining({ code: 'InvalidArgument', status: 400 }),
    );
  });

  test('every key is decoded from its encoded form', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (key) => {
        fc.pre(key.isWellFormed());
        expect(parseCopySource(`bucket/${encodeURIComponent(key)}`).Key).toBe(key);
      }),
    );
  });
});
