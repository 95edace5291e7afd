import { expect, test } from '@jest/globals';
import type { Operation, Service } from '../../../aws/operations.ts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { changes, keyOfRead } from './stale-reads.ts';

function read(service: Service, operation: Operation, input: object, of = account): string {
  return keyOfRead({ service, operation, input, account: of, region: 'us-east-1' });
}

const writerRole = read('iam', 'GetRole', { RoleName: 'writer' });
const readerRole = read('iam', 'GetRole', { RoleName: 'reader' });
const readersPolicy = read('iam', 'GetRolePolicy', { RoleName: 'reader', PolicyName: 'access' });
const userReader = read('iam', 'GetUser', { UserName: 'reader' });
const managedPolicy = read('iam', 'GetPolicy', { PolicyArn: `arn:aws:iam::${account}:policy/p` });
const bucketPolicy = read('s3', 'GetBucketPolicy', { Bucket: 'b' }, otherAccount);
const keyPolicy = read('kms', 'GetKeyPolicy', { KeyId: 'k' });
const everything = [
  ['the writer role', writerRole],
  ['the reader role', readerRole],
  ["the reader role's policy", readersPolicy],
  ['the user of the same name', userReader],
  ['a managed policy', managedPolicy],
  ["another account's role", read('iam', 'GetRole', { RoleName: 'reader' }, otherAccount)],
  ['a bucket policy', bucketPolicy],
  ["an object's tags", read('s3', 'GetObjectTagging', { Bucket: 'b', Key: 'k' }, otherAccount)],
  ['a key policy', keyPolicy],
  ["another account's key policy", read('kms', 'GetKeyPolicy', { KeyId: 'k' }, otherAccount)],
  ['where a bucket is', 'buckets named b'],
  ['the list of buckets', `buckets of ${account}`],
] as const;

test.each<[Service, Operation, object, readonly string[]]>([
  [
    'iam',
    'PutRolePolicy',
    { RoleName: 'reader' },
    ['the reader role', "the reader role's policy", 'a managed policy'],
  ],
  [
    'iam',
    'DeleteRole',
    { RoleName: 'reader' },
    ['the reader role', "the reader role's policy", 'a managed policy'],
  ],
  ['iam', 'CreateUser', { UserName: 'reader' }, ['the user of the same name', 'a managed policy']],
  ['kms', 'RetireGrant', { GrantToken: 't' }, ['a key policy', "another account's key policy"]],
  [
    'iam',
    'UpdateUser',
    { UserName: 'reader', NewUserName: 'writer' },
    [
      'the writer role',
      'the reader role',
      "the reader role's policy",
      'the user of the same name',
      'a managed policy',
    ],
  ],
  [
    'iam',
    'AddUserToGroup',
    { UserName: 'reader', GroupName: 'g' },
    [
      'the writer role',
      'the reader role',
      "the reader role's policy",
      'the user of the same name',
      'a managed policy',
    ],
  ],
  [
    'iam',
    'CreatePolicyVersion',
    { PolicyArn: 'p' },
    [
      'the writer role',
      'the reader role',
      "the reader role's policy",
      'the user of the same name',
      'a managed policy',
    ],
  ],
  ['kms', 'PutKeyPolicy', { KeyId: 'k' }, ['a key policy']],
  ['s3', 'PutBucketPolicy', { Bucket: 'b' }, ['a bucket policy', "an object's tags"]],
  ['s3', 'PutObject', { Bucket: 'b', Key: 'k' }, ["an object's tags"]],
  ['s3', 'PutObjectTagging', { Bucket: 'b', Key: 'k' }, ["an object's tags"]],
  ['s3', 'DeleteObjects', { Bucket: 'b' }, ["an object's tags"]],
  [
    's3',
    'CreateBucket',
    { Bucket: 'b' },
    ['a bucket policy', "an object's tags", 'where a bucket is', 'the list of buckets'],
  ],
  [
    's3',
    'DeleteBucket',
    { Bucket: 'b' },
    ['a bucket policy', "an object's tags", 'where a bucket is', 'the list of buckets'],
  ],
])('%s:%s of %j changes what was read of %j', (service, operation, input, changed) => {
  const found = everything.filter(([, key]) => changes({ service, operation, input, account }, key));
  expect(found.map(([what]) => what)).toEqual(changed);
});

test('names are not told apart by their letter case', () => {
  const write = {
    service: 'iam',
    operation: 'PutRolePolicy',
    input: { RoleName: 'Reader' },
    account,
  } as const;
  expect(changes(write, readerRole)).toBe(true);
  expect(changes(write, writerRole)).toBe(false);
});

test('a name that is the end of another is told from it', () => {
  const longer = read('iam', 'GetRole', { RoleName: 'the-reader' });
  const write = {
    service: 'iam',
    operation: 'PutRolePolicy',
    input: { RoleName: 'reader' },
    account,
  } as const;
  expect(changes(write, longer)).toBe(false);
});
