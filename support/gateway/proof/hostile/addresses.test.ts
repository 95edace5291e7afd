import { describe, expect, test } from '@jest/globals';
import type { ToSign } from './signed-request.ts';
import { unharmedVictim } from './unharmed-victim.ts';

const victim = unharmedVictim();

type Case = readonly [name: string, request: ToSign, refusal: string];

/** Sends a signed request and tells what it was refused with. */
async function refusalOf(request: ToSign): Promise<string> {
  const { status, code } = await victim().sendSigned(request);
  return `${status} ${code}`;
}

const copy = { 'x-amz-copy-source': '/victim/k' };
const target = (name: string) => ({
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': name,
});
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('What two readers could take for different operations is refused', () => {
  test.each<Case>([
    [
      'PutObjectAcl that is also CopyObject',
      { line: 'PUT /victim/new?acl', headers: copy },
      '400 InvalidArgument',
    ],
    [
      'AbortMultipartUpload that is also DeleteObjectTagging',
      { line: 'DELETE /victim/k?uploadId=x&tagging' },
      '400 InvalidArgument',
    ],
    ['a delete with a tagging value', { line: 'DELETE /victim/k?tagging=x' }, '405 MethodNotAllowed'],
    ['an empty bucket before a bucket', { line: 'GET //victim/k' }, '400 InvalidBucketName'],
    ['an empty bucket', { line: 'PUT //' }, '400 InvalidBucketName'],
    ['two sub-resources', { line: 'GET /victim?policy&acl' }, '400 InvalidArgument'],
    ['two sub-resources of an object', { line: 'DELETE /victim/k?tagging&acl' }, '400 InvalidArgument'],
    ['a sub-resource twice', { line: 'GET /victim?acl&acl' }, '400 InvalidArgument'],
    ['two versions', { line: 'GET /victim/k?versionId=null&versionId=x' }, '400 InvalidArgument'],
    ['two prefixes', { line: 'GET /victim?prefix=a&prefix=b' }, '400 InvalidArgument'],
    ['a sub-resource that is escaped', { line: 'GET /victim?%70olicy&acl' }, '400 InvalidArgument'],
    [
      'a part without its upload',
      { line: 'PUT /victim/new?partNumber=1', body: 'x' },
      '405 MethodNotAllowed',
    ],
    ['an upload without its part', { line: 'PUT /victim/new?uploadId=1', body: 'x' }, '405 MethodNotAllowed'],
    [
      'a part that is no number',
      { line: 'PUT /victim/new?partNumber=1e0&uploadId=1', body: 'x' },
      '400 InvalidArgument',
    ],
    [
      'a copy of nothing',
      { line: 'PUT /victim/new', headers: { 'x-amz-copy-source': '' } },
      '400 InvalidArgument',
    ],
    [
      'a copy of a bucket',
      { line: 'PUT /victim/new', headers: { 'x-amz-copy-source': 'victim' } },
      '400 InvalidArgument',
    ],
    [
      'a copy with two questions',
      { line: 'PUT /victim/new', headers: { 'x-amz-copy-source': 'victim/k?versionId=a?versionId=b' } },
      '400 InvalidArgument',
    ],
    ['a policy without its document', { line: 'PUT /victim?policy' }, '400 MalformedPolicy'],
    [
      'an encryption header in the query',
      { line: 'PUT /victim/new?x-amz-server-side-encryption=AES256', body: 'x' },
      '400 InvalidArgument',
    ],
    [
      'an access control list in query and header',
      { line: 'PUT /victim/new?x-amz-acl=private', headers: { 'x-amz-acl': 'public-read' } },
      '400 InvalidArgument',
    ],
    [
      'an operation that keyhole does not know',
      { line: 'POST /victim/k?select&select-type=2', body: '<x/>' },
      '400 MalformedXML',
    ],
    [
      'a form upload',
      { line: 'POST /victim', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x--' },
      '501 NotImplemented',
    ],
  ])('%s', async (_name, request, refusal) => {
    expect(await refusalOf(request)).toBe(refusal);
  });

  test.each<Case>([
    [
      'two actions',
      {
        service: 'iam',
        line: 'POST /',
        headers: form,
        body: 'Action=ListUsers&Action=DeleteUser&UserName=ana&Version=2010-05-08',
      },
      '400 MalformedInput',
    ],
    [
      'an action in the query and another in the form',
      {
        service: 'iam',
        line: 'POST /?Action=ListUsers',
        headers: form,
        body: 'Action=DeleteUser&UserName=ana&Version=2010-05-08',
      },
      '400 MalformedInput',
    ],
    [
      'two user names',
      {
        service: 'iam',
        line: 'POST /',
        headers: form,
        body: 'Action=DeleteUser&UserName=bob&UserName=ana&Version=2010-05-08',
      },
      '400 MalformedInput',
    ],
    [
      'no action',
      { service: 'iam', line: 'POST /', headers: form, body: 'UserName=ana&Version=2010-05-08' },
      '400 MissingAction',
    ],
    [
      'an action of no version',
      { service: 'iam', line: 'POST /', headers: form, body: 'Action=DeleteUser&UserName=ana' },
      '400 InvalidAction',
    ],
    [
      'an action of another service',
      {
        service: 'sts',
        line: 'POST /',
        headers: form,
        body: 'Action=DeleteUser&UserName=ana&Version=2010-05-08',
      },
      '400 InvalidAction',
    ],
    [
      'no user name',
      { service: 'iam', line: 'POST /', headers: form, body: 'Action=DeleteUser&Version=2010-05-08' },
      '400 ValidationError',
    ],
    [
      'an action of no service',
      { service: 'iam', line: 'POST /', headers: form, body: 'Action=toString&Version=2010-05-08' },
      '400 InvalidAction',
    ],
    [
      'a prototype as action',
      { service: 'iam', line: 'POST /', headers: form, body: 'Action=__proto__&Version=2010-05-08' },
      '400 InvalidAction',
    ],
    [
      'a form that is no UTF-8',
      {
        service: 'iam',
        line: 'POST /',
        headers: form,
        body: Buffer.from('Action=DeleteUser&UserName=\xff', 'latin1'),
      },
      '400 MalformedInput',
    ],
    [
      'a target of another service than signed for',
      {
        service: 's3',
        line: 'POST /',
        headers: target('TrentService.ScheduleKeyDeletion'),
        body: '{}',
      },
      '400 InvalidSignatureException',
    ],
    [
      'a target of a service keyhole has not',
      {
        service: 'kms',
        line: 'POST /',
        headers: target('AmazonSQS.ListQueues'),
        body: '{}',
      },
      '501 NotImplemented',
    ],
    [
      'a target of another service than the signature is for',
      {
        service: 'kms',
        line: 'POST /',
        headers: target('DynamoDB_20120810.ListTables'),
        body: '{}',
      },
      '400 InvalidSignatureException',
    ],
    [
      'a target that is no operation',
      { service: 'kms', line: 'POST /', headers: target('TrentService.constructor'), body: '{}' },
      '400 UnknownOperationException',
    ],
    ['no target', { service: 'kms', line: 'POST /', body: '{}' }, '400 UnknownOperationException'],
    [
      'a target on a path',
      {
        service: 'kms',
        line: 'POST /victim/k',
        headers: target('TrentService.ListKeys'),
        body: '{}',
      },
      '400 UnknownOperationException',
    ],
    [
      'a target by another method',
      { service: 'kms', line: 'DELETE /', headers: target('TrentService.ListKeys'), body: '{}' },
      '400 UnknownOperationException',
    ],
    [
      'a key of the wrong type',
      {
        service: 'kms',
        line: 'POST /',
        headers: target('TrentService.DescribeKey'),
        body: '{"KeyId":["a","b"]}',
      },
      '400 SerializationException',
    ],
    [
      'a key named twice',
      {
        service: 'kms',
        line: 'POST /',
        headers: target('TrentService.DescribeKey'),
        body: '{"KeyId":"a","KeyId":"b"}',
      },
      '400 NotFoundException',
    ],
    [
      'a key that is nothing',
      {
        service: 'kms',
        line: 'POST /',
        headers: target('TrentService.DescribeKey'),
        body: '{"KeyId":null}',
      },
      '400 ValidationException',
    ],
    [
      'JSON in an array',
      { service: 'kms', line: 'POST /', headers: target('TrentService.ListKeys'), body: '[]' },
      '400 SerializationException',
    ],
    [
      'JSON that is none',
      { service: 'kms', line: 'POST /', headers: target('TrentService.ListKeys'), body: '{' },
      '400 SerializationException',
    ],
    [
      'JSON with a prototype',
      {
        service: 'kms',
        line: 'POST /',
        headers: target('TrentService.DescribeKey'),
        body: '{"__proto__":{"KeyId":"x"}}',
      },
      '400 ValidationException',
    ],
    ['a service that keyhole has not', { service: 'sqs', line: 'POST /', body: '{}' }, '501 NotImplemented'],
  ])('%s', async (_name, request, refusal) => {
    expect(await refusalOf(request)).toBe(refusal);
  });
});

describe('What a path could be turned into is not done', () => {
  test.each<Case>([
    ['dots to another bucket', { line: 'GET /victim/../other/k' }, '404 NoSuchKey'],
    ['escaped dots', { line: 'GET /victim/%2e%2e/other/k' }, '404 NoSuchKey'],
    ['dots for a bucket', { line: 'GET /../victim/k' }, '400 InvalidBucketName'],
    ['escaped dots for a bucket', { line: 'GET /%2e%2e/victim/k' }, '400 InvalidBucketName'],
    ['dots to the machine', { line: 'GET /victim/../../../../etc/passwd' }, '404 NoSuchKey'],
    ['an escaped slash in a bucket', { line: 'GET /victim%2Fk' }, '400 InvalidBucketName'],
    ['a null byte in a bucket', { line: 'GET /vic%00tim/k' }, '400 InvalidBucketName'],
    ['a null byte in a key', { line: 'GET /victim/k%00' }, '404 NoSuchKey'],
    ['a key below a key', { line: 'GET /victim/k/' }, '404 NoSuchKey'],
    ['an escape escaped', { line: 'GET /victim/%256b' }, '404 NoSuchKey'],
    ['an overlong slash', { line: 'GET /victim%C0%AFk' }, '400 InvalidURI'],
    ['an overlong letter', { line: 'GET /victim/%C1%AB' }, '400 InvalidURI'],
    ['a surrogate', { line: 'GET /victim/%ED%A0%80' }, '400 InvalidURI'],
    ['half an escape', { line: 'GET /victim/%6' }, '400 InvalidURI'],
    ['no escape', { line: 'GET /victim/%zz' }, '400 InvalidURI'],
    ['a backslash in a bucket', { line: 'GET /victim\\k' }, '400 InvalidBucketName'],
    ['a backslash in a key', { line: 'GET /victim\\..\\other/k' }, '400 InvalidBucketName'],
    ['a fragment', { line: 'GET /victim/k#?acl' }, '400 InvalidURI'],
    ['capital letters', { line: 'GET /VICTIM/k' }, '404 NoSuchBucket'],
    ['a line break in a bucket', { line: 'DELETE /victim%0d%0a/k' }, '400 InvalidBucketName'],
    ['a semicolon', { line: 'DELETE /victim;acl/k' }, '400 InvalidBucketName'],
    ['a key too long', { line: `PUT /victim/${'a'.repeat(1025)}`, body: 'x' }, '400 KeyTooLongError'],
    ['an absolute target', { line: 'GET http://127.0.0.1/victim/k' }, '400 InvalidURI'],
    ['an absolute target elsewhere', { line: 'DELETE http://elsewhere.example/victim/k' }, '400 InvalidURI'],
    ['a target without a slash', { line: 'DELETE victim/k' }, '400 undefined'],
    ['a target that is a star', { line: 'OPTIONS *' }, '400 InvalidURI'],
    [
      'another bucket in the host',
      { line: 'DELETE /victim/k', headers: { host: 'other.s3.localhost' } },
      '404 NoSuchBucket',
    ],
    [
      'no bucket in the host',
      { line: 'DELETE /victim/k', headers: { host: '.s3.localhost' } },
      '400 InvalidBucketName',
    ],
    [
      'a path in the host',
      { line: 'DELETE /k', headers: { host: 'victim/x.s3.localhost' } },
      '400 InvalidBucketName',
    ],
    [
      'a user in the host',
      { line: 'DELETE /k', headers: { host: 'victim.s3.localhost@elsewhere.example' } },
      '403 UnknownHost',
    ],
  ])('%s', async (_name, request, refusal) => {
    expect(await refusalOf(request)).toBe(refusal);
  });
});

describe('A method that has no operation is refused', () => {
  test.each([
    ['OPTIONS /victim/k', '400 BadRequest'],
    ['TRACE /victim/k', '501 NotImplemented'],
    ['PATCH /victim/k', '501 NotImplemented'],
    ['POST /victim/k', '405 MethodNotAllowed'],
    ['PROPFIND /victim/k', '501 NotImplemented'],
    ['PURGE /victim/k', '501 NotImplemented'],
    ['CONNECT 127.0.0.1:80', 'undefined undefined'],
    ['CONNECT /victim/k', 'undefined undefined'],
    ['get /victim/k', '400 undefined'],
    ['FETCH /victim/k', '400 undefined'],
  ])('%s', async (line, refusal) => {
    expect(await refusalOf({ line })).toBe(refusal);
  });
});

test('A response header that the query asks for cannot end its header', async () => {
  const line = 'GET /victim/k?response-content-disposition=a%0D%0AX-Evil%3A%20b%0D%0A%0D%0A%C3%A9';
  const { status, raw } = await victim().sendSigned({ line });
  expect(status).toBe(200);
  expect(Buffer.from(raw, 'latin1').toString()).toMatch(/^content-disposition: a +X-Evil: b +é\r$/im);
  expect(raw).not.toMatch(/^X-Evil/im);
});

test.each([
  'k',
  '..',
  '../k',
  './k',
  '/k',
  '//',
  'a/../b',
  '%6b',
  '%',
  '+',
  ' ',
  'ü',
  '\u0001',
  '?acl',
  '#',
  '<&>',
  '\\',
  'k\n',
])('The key %j is itself and no other', async (key) => {
  const target = `/victim/prefix-${encodeURIComponent(key)}`;
  expect((await victim().sendSigned({ line: `PUT ${target}`, body: key })).status).toBe(200);
  const { raw } = await victim().sendSigned({ line: `GET ${target}` });
  expect(Buffer.from(raw, 'latin1').toString().endsWith(`\r\n\r\n${key}`)).toBe(true);
  const listed = await victim().sendSigned({
    line: 'GET /victim?encoding-type=url&list-type=2&prefix=prefix-',
  });
  expect(
    [...listed.raw.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, name = '']) =>
      decodeURIComponent(name.replaceAll('+', ' ')),
    ),
  ).toEqual([`prefix-${key}`]);
  expect((await victim().sendSigned({ line: `DELETE ${target}` })).status).toBe(204);
});
