import { describe, expect, test } from '@jest/globals';
import type { Input, Operation } from '../../aws/operations.ts';
import { account } from '../../aws/testing/accounts.ts';
import { Readings, UNKNOWABLE } from '../terms/permission.ts';
import type { RequiredPermission } from './rule.ts';
import { s3Permissions } from './s3.ts';

const scope = { region: 'eu-west-1', account };
const bucket = { Bucket: 'reports' };
const object = { ...bucket, Key: '2026/q 1.csv' };
const version = { ...object, VersionId: 'v1' };
const part = { ...object, UploadId: 'u', PartNumber: 1 };
/** Keys of parts of an upload, whose encryption is already fixed. */
const unknownEncryption = {
  's3:x-amz-server-side-encryption': UNKNOWABLE,
  's3:x-amz-server-side-encryption-aws-kms-key-id': UNKNOWABLE,
};

function permissions<O extends Operation<'s3'>>(
  operation: O,
  input: Input<'s3', O>,
): readonly RequiredPermission[] {
  const rule = s3Permissions[operation];
  if (rule === 'not implemented') throw new Error(`${operation} has no rule`);
  return rule(input, scope);
}

function context(operation: () => readonly RequiredPermission[], index = 0): Record<string, unknown> {
  const given = Object.entries(operation()[index]?.context ?? {});
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

describe('the condition keys of S3', () => {
  test('a listing has prefix and delimiter if they are given, even empty, and always a size', () => {
    const input = { ...bucket, Prefix: '', Delimiter: '/', MaxKeys: 10 };
    const keys = { 's3:prefix': '', 's3:delimiter': '/', 's3:max-keys': '10' };
    expect(context(() => permissions('ListObjectsV2', input))).toEqual(keys);
    expect(context(() => permissions('ListObjects', input))).toEqual(keys);
    expect(context(() => permissions('ListObjectVersions', input))).toEqual(keys);
    expect(context(() => permissions('ListObjectsV2', bucket))).toEqual({ 's3:max-keys': '1000' });
  });

  test('a PutObject without headers only has the key for object creation', () => {
    expect(context(() => permissions('PutObject', object))).toEqual({ 's3:ObjectCreationOperation': 'true' });
  });

  test('PutObject has its headers, and leaves the effective key to the gateway', () => {
    const input = {
      ...object,
      ACL: 'private',
      GrantFullControl: 'id=a',
      GrantRead: 'id=b',
      GrantReadACP: 'id=c',
      GrantWriteACP: 'id=d',
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: 'alias/mine',
      StorageClass: 'GLACIER',
      WebsiteRedirectLocation: '/x',
      IfNoneMatch: '*',
      Tagging: 'team=a%20b&empty=',
      ObjectLockLegalHoldStatus: 'ON',
    } as const;
    expect(context(() => permissions('PutObject', input))).toEqual({
      's3:ObjectCreationOperation': 'true',
      's3:x-amz-acl': 'private',
      's3:x-amz-grant-full-control': 'id=a',
      's3:x-amz-grant-read': 'id=b',
      's3:x-amz-grant-read-acp': 'id=c',
      's3:x-amz-grant-write-acp': 'id=d',
      's3:x-amz-server-side-encryption': 'aws:kms',
      's3:x-amz-storage-class': 'GLACIER',
      's3:x-amz-website-redirect-location': '/x',
      's3:if-none-match': '*',
      's3:object-lock-legal-hold': 'ON',
      's3:RequestObjectTagKeys': ['team', 'empty'],
      's3:RequestObjectTag/team': 'a b',
      's3:RequestObjectTag/empty': '',
    });
  });

  test('a retention has mode, date and the remaining days', () => {
    const until = new Date(Date.now() + 10 * 86_400_000 - 1000);
    const keys = {
      's3:object-lock-mode': 'COMPLIANCE',
      's3:object-lock-retain-until-date': until.toISOString(),
      's3:object-lock-remaining-retention-days': '10',
    };
    const Retention = { Mode: 'COMPLIANCE', RetainUntilDate: until } as const;
    expect(context(() => permissions('PutObjectRetention', { ...object, Retention }))).toEqual(keys);
    const headers = { ...object, ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: until } as const;
    expect(context(() => permissions('PutObject', headers))).toMatchObject(keys);
  });

  test('a copy has source and directive on the write, and the version on the read', () => {
    const CopySource = 'archive/old/q1.csv?versionId=v1';
    const copy = () => permissions('CopyObject', { ...object, CopySource, MetadataDirective: 'REPLACE' });
    expect(context(copy)).toEqual({ 's3:VersionId': 'v1' });
    expect(context(copy, 1)).toEqual({
      's3:ObjectCreationOperation': 'true',
      's3:x-amz-copy-source': CopySource,
      's3:x-amz-metadata-directive': 'REPLACE',
    });
    expect(context(() => permissions('UploadPartCopy', { ...part, CopySource }), 1)).toEqual({
      's3:ObjectCreationOperation': 'false',
      's3:x-amz-copy-source': CopySource,
      ...unknownEncryption,
    });
  });

  test.each([
    ['/archive/old/q1.csv', ['/archive/old/q1.csv', 'archive/old/q1.csv']],
    ['archive/old/q%31.csv', ['archive/old/q%31.csv', 'archive/old/q1.csv', '/archive/old/q1.csv']],
    [
      'archive/a%2Bb?versionId=v1',
      [
        'archive/a%2Bb?versionId=v1',
        'archive/a+b',
        'archive/a+b?versionId=v1',
        '/archive/a+b',
        '/archive/a+b?versionId=v1',
      ],
    ],
  ])('the condition key for the source %s has one of its spellings', (CopySource, spellings) => {
    const copy = () => permissions('CopyObject', { ...object, CopySource });
    expect(context(copy, 1)).toMatchObject({ 's3:x-amz-copy-source': new Readings(spellings) });
  });

  test('a multipart upload creates its object when it is completed', () => {
    const made = 's3:ObjectCreationOperation';
    expect(context(() => permissions('CreateMultipartUpload', object))[made]).toBe('false');
    expect(context(() => permissions('UploadPart', part))[made]).toBe('false');
    expect(context(() => permissions('CompleteMultipartUpload', { ...part, IfMatch: 'e' }))).toEqual({
      [made]: 'true',
      's3:if-match': 'e',
      ...unknownEncryption,
    });
  });

  test('reading has version and preconditions', () => {
    expect(context(() => permissions('GetObject', { ...version, IfMatch: 'e' }))).toEqual({
      's3:VersionId': 'v1',
      's3:if-match': new Readings([undefined, 'e']),
    });
    expect(context(() => permissions('HeadObject', { ...object, IfNoneMatch: 'e' }))).toEqual({
      's3:if-none-match': new Readings([undefined, 'e']),
    });
  });

  test('tagging has the tags', () => {
    const Tagging = {
      TagSet: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    };
    expect(context(() => permissions('PutObjectTagging', { ...version, Tagging }))).toEqual({
      's3:VersionId': 'v1',
      's3:RequestObjectTagKeys': ['a', 'b'],
      's3:RequestObjectTag/a': '1',
      's3:RequestObjectTag/b': '2',
    });
  });

  test('repeated tags are refused: the policy could see one and the object get the other', () => {
    expect(() => permissions('PutObject', { ...object, Tagging: 'a=1&a=2' })).toThrow(
      expect.objectContaining({ code: 'InvalidArgument', status: 400 }),
    );
  });

  test('CreateBucket has location, ownership, ACL and tags', () => {
    const input = {
      ...bucket,
      ACL: 'public-read',
      ObjectOwnership: 'ObjectWriter',
      CreateBucketConfiguration: { LocationConstraint: 'eu-west-1', Tags: [{ Key: 'a', Value: '1' }] },
    } satisfies Input<'s3', 'CreateBucket'>;
    expect(context(() => permissions('CreateBucket', input))).toEqual({
      's3:locationconstraint': 'eu-west-1',
      's3:x-amz-object-ownership': 'ObjectWriter',
      's3:x-amz-acl': 'public-read',
      'aws:RequestTag/a': '1',
      'aws:TagKeys': ['a'],
    });
  });
});
