import { describe, expect, test } from '@jest/globals';
import type { Operation } from '../../../../aws/operations.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { refuseMalformedAcl } from './acl-grammar.ts';

const id = 'a'.repeat(64);
const allUsers = 'http://acs.amazonaws.com/groups/global/AllUsers';
const check = (operation: Operation<'s3'>, input: object) =>
  refuseMalformedAcl({ operation, input } as CallFacts<'s3'>);
const grant = (Grantee: object, Permission = 'READ') => ({ Grantee, Permission });
const user = grant({ Type: 'CanonicalUser', ID: id });
const body = (Grants: readonly object[] | undefined, Owner: object | undefined = { ID: id }) => ({
  AccessControlPolicy: { Owner, Grants },
});
const message = 'The XML you provided was not well-formed or did not validate against our published schema';

describe.each([
  'CreateBucket',
  'PutObject',
  'CopyObject',
  'CreateMultipartUpload',
  'PutBucketAcl',
  'PutObjectAcl',
] as const)('%s', (operation) => {
  test.each(['private', 'public-read', 'aws-exec-read', 'log-delivery-write', 'bucket-owner-read'])(
    'takes the canned ACL %s',
    (ACL) => {
      expect(() => check(operation, { ACL })).not.toThrow();
    },
  );

  test.each(['', 'Private', 'everyone'])('refuses the canned ACL %j', (ACL) => {
    const members = { ArgumentName: 'x-amz-acl', ArgumentValue: ACL };
    expect(() => check(operation, { ACL })).toThrow(
      expect.objectContaining({ code: 'InvalidArgument', status: 400, members }),
    );
  });

  test('refuses a canned ACL beside grants', () => {
    const both = { ACL: 'private', GrantRead: `id=${id}` };
    expect(() => check(operation, both)).toThrow(
      'Specifying both Canned ACLs and Header Grants is not allowed',
    );
  });

  test.each([`id=${id}`, `id="${id}"`, `ID = "${id}" , uri="${allUsers}"`])(
    'takes the grants %s',
    (GrantRead) => {
      expect(() => check(operation, { GrantRead })).not.toThrow();
    },
  );

  test.each([
    ['', 'InvalidArgument', 'Argument format not recognized'],
    [id, 'InvalidArgument', 'Argument format not recognized'],
    [`id="${id}`, 'InvalidArgument', 'Argument format not recognized'],
    [`id=${id},`, 'InvalidArgument', 'Argument format not recognized'],
    [`name=${id}`, 'InvalidArgument', 'Argument format not recognized'],
    ['id=somebody', 'InvalidArgument', 'Invalid id'],
    ['id=111111111111', 'InvalidArgument', 'Invalid id'],
    ['uri=http://example.com/group', 'InvalidArgument', 'Invalid group uri'],
    [
      'emailAddress=a@example.com',
      'MethodNotAllowed',
      'The specified method is not allowed against this resource.',
    ],
  ])('refuses the grants %j: %s', (GrantReadACP, code, text) => {
    expect(() => check(operation, { GrantReadACP })).toThrow(
      expect.objectContaining({ code, message: text }),
    );
  });
});

describe.each(['PutBucketAcl', 'PutObjectAcl'] as const)('%s', (operation) => {
  test('takes grants in its body', () => {
    expect(() =>
      check(operation, body([user, grant({ Type: 'Group', URI: allUsers }, 'FULL_CONTROL')])),
    ).not.toThrow();
    expect(() => check(operation, body([]))).not.toThrow();
  });

  test.each([
    ['no ACL at all', {}, 'MissingSecurityHeader', 'Your request was missing a required header'],
    [
      'a body beside a canned ACL',
      { ...body([user]), ACL: 'private' },
      'UnexpectedContent',
      'This request does not support content',
    ],
    ['no grants', body(undefined), 'MalformedACLError', message],
    ['no owner', body([user], {}), 'MalformedACLError', message],
    ['an owner that is no id', body([user], { ID: 'x' }), 'InvalidArgument', 'Invalid id'],
    ['more than 100 grants', body(Array(101).fill(user)), 'MalformedACLError', message],
    [
      'an unknown permission',
      body([grant({ Type: 'CanonicalUser', ID: id }, 'LIST')]),
      'MalformedACLError',
      message,
    ],
    ['no grantee', body([{ Permission: 'READ' }]), 'MalformedACLError', message],
    ['a grantee of no type', body([grant({ ID: id })]), 'MalformedACLError', message],
    [
      'a user that is no id',
      body([grant({ Type: 'CanonicalUser', ID: 'x' })]),
      'InvalidArgument',
      'Invalid id',
    ],
    ['an unknown group', body([grant({ Type: 'Group', URI: 'x' })]), 'InvalidArgument', 'Invalid group uri'],
    [
      'an e-mail address',
      body([grant({ Type: 'AmazonCustomerByEmail', EmailAddress: 'a@example.com' })]),
      'MethodNotAllowed',
      'The specified method is not allowed against this resource.',
    ],
  ])('refuses %s', (_, input, code, text) => {
    expect(() => check(operation, input)).toThrow(expect.objectContaining({ code, message: text }));
  });
});

test('other operations are not asked', () => {
  expect(() => check('PutBucketTagging', {})).not.toThrow();
});
