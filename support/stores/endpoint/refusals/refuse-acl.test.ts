import { describe, expect, test } from '@jest/globals';
import { AwsError } from '../../../aws/aws-error.ts';
import { refuseAcl } from './refuse-acl.ts';

const ownerOf = (ObjectOwnership: 'BucketOwnerEnforced' | 'ObjectWriter') => ({
  ownership: async () => ({ OwnershipControls: { Rules: [{ ObjectOwnership }] } }),
  acl: async () => ({ Owner: { ID: 'owner' } }),
});
const disabled = ownerOf('BucketOwnerEnforced');
const put = (operation: 'PutObject' | 'PutObjectAcl' | 'PutBucketAcl' | 'CreateBucket', input: object) => ({
  operation,
  input: { Bucket: 'mine', Key: 'k', ...input },
});
const grantTo = (ID: string) => ({
  Grants: [{ Permission: 'FULL_CONTROL', Grantee: { Type: 'CanonicalUser', ID } }],
});
const refusal = {
  code: 'AccessControlListNotSupported',
  status: 400,
  message: 'The bucket does not allow ACLs',
};

describe('in a bucket with ACLs disabled', () => {
  test.each([
    ['a canned ACL', put('PutObjectAcl', { ACL: 'private' })],
    ['a canned ACL on an upload', put('PutObject', { ACL: 'public-read' })],
    ['a grant by header', put('PutObject', { GrantRead: 'id=somebody' })],
    [
      'a grant beside the owner’s full control',
      put('PutObject', { ACL: 'bucket-owner-full-control', GrantRead: 'id=x' }),
    ],
    ['grants in the body', put('PutObjectAcl', { AccessControlPolicy: grantTo('somebody') })],
    ['the bucket’s own ACL', put('PutBucketAcl', { ACL: 'private' })],
  ])('%s is refused', async (_, call) => {
    await expect(refuseAcl(call, disabled)).rejects.toMatchObject(refusal);
  });

  test.each([
    ['an upload that asks for no ACL', put('PutObject', {})],
    ['the canned ACL that says what holds anyway', put('PutObject', { ACL: 'bucket-owner-full-control' })],
    ['the owner’s full control in the body', put('PutObjectAcl', { AccessControlPolicy: grantTo('owner') })],
  ])('%s passes', async (_, call) => {
    await expect(refuseAcl(call, disabled)).resolves.toBeUndefined();
  });
});

describe('an ACL passes', () => {
  const call = put('PutObjectAcl', { ACL: 'private' });

  test('where ACLs are enabled', async () => {
    await expect(refuseAcl(call, ownerOf('ObjectWriter'))).resolves.toBeUndefined();
  });

  test('where nothing is said of ownership, as in buckets of old', async () => {
    const ownership = async () => {
      throw new AwsError('OwnershipControlsNotFoundError', 404, 'none');
    };
    await expect(refuseAcl(call, { ...disabled, ownership })).resolves.toBeUndefined();
  });

  test('for a bucket that is only being made', async () => {
    await expect(refuseAcl(put('CreateBucket', { ACL: 'private' }), disabled)).resolves.toBeUndefined();
  });
});

test('another failure of the lookup is not taken for leave', async () => {
  const ownership = async () => {
    throw new AwsError('NoSuchBucket', 404, 'none');
  };
  const call = put('PutObjectAcl', { ACL: 'private' });
  await expect(refuseAcl(call, { ...disabled, ownership })).rejects.toMatchObject({ code: 'NoSuchBucket' });
});
