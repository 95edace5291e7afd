import { describe, expect, test } from '@jest/globals';
import { bodyKind } from './body-kind.ts';
import { decode } from './decode.ts';
import { parseTarget } from './request-head.ts';
import { route } from './routing/route.ts';
import { serviceOf } from './service-of.ts';
import { refusal, request } from './testing/request.ts';

type Headers = Record<string, string>;

function decoded(
  line: string,
  headers: Headers = {},
  body: string | Uint8Array = '',
  duplicated: string[] = [],
) {
  const bytes = Buffer.from(body);
  const head = parseTarget(request(line, headers, duplicated));
  return decode(route(head, serviceOf(head, bytes), bytes), head, bytes).input;
}

const xml = (line: string, body: string | Uint8Array) => decoded(line, {}, body);
const kms = (operation: string, body: string | Uint8Array) =>
  decoded(
    'POST /',
    { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `TrentService.${operation}` },
    body,
  );
const iam = (body: string) =>
  decoded('POST /', { 'content-type': 'application/x-www-form-urlencoded' }, `Version=2010-05-08&${body}`);

describe('S3 headers and query', () => {
  test('are read into members, metadata by its prefix', () => {
    const headers = {
      'x-amz-meta-a': 'ü',
      'x-amz-meta-__proto__': 'x',
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-bucket-key-enabled': 'true',
      'x-amz-object-lock-retain-until-date': '2030-01-02T03:04:05.678Z',
      expires: 'Wed, 02 Jan 2030 03:04:05 GMT',
      'content-length': '5',
    };
    const { Body, ...input } = decoded('PUT /bucket/k', headers) as Record<string, unknown>;
    expect(Body).toHaveProperty([Symbol.asyncIterator as unknown as string]);
    expect(input).toEqual({
      Bucket: 'bucket',
      Key: 'k',
      Metadata: JSON.parse('{"a":"ü","__proto__":"x"}'),
      ServerSideEncryption: 'aws:kms',
      BucketKeyEnabled: true,
      ObjectLockRetainUntilDate: new Date('2030-01-02T03:04:05.678Z'),
      Expires: new Date('2030-01-02T03:04:05Z'),
      ContentLength: 5,
    });
  });

  test.each<[string, Headers, object]>([
    [
      'reads a Boolean as earlier releases of boto3 write it',
      { 'x-amz-server-side-encryption-bucket-key-enabled': 'True' },
      { BucketKeyEnabled: true },
    ],
    ['strips aws-chunked', { 'content-encoding': 'aws-chunked' }, { ContentEncoding: undefined }],
    ['keeps other encodings', { 'content-encoding': 'gzip,aws-chunked, br' }, { ContentEncoding: 'gzip,br' }],
    ['keeps an encoding as it is', { 'content-encoding': 'gzip, br' }, { ContentEncoding: 'gzip, br' }],
    [
      'takes the decoded length',
      { 'content-length': '99', 'x-amz-decoded-content-length': '5' },
      { ContentLength: 5 },
    ],
  ])('%s', (_, headers, expected) => {
    const { Body: _body, ...input } = decoded('PUT /bucket/k', headers) as Record<string, unknown>;
    expect({ ContentEncoding: undefined, ...input }).toMatchObject(expected);
  });

  test('of a presigned URL may be in the query', () => {
    const line =
      'PUT /bucket/k?x-amz-acl=private&X-Amz-Meta-A=1&X-Amz-Date=x&X-Amz-Signature=y&x-id=PutObject';
    expect(decoded(line)).toMatchObject({ ACL: 'private', Metadata: { a: '1' } });
  });

  test('treat a number without digits as absent', () => {
    expect(decoded('GET /bucket?max-keys=&prefix=')).toEqual({ Bucket: 'bucket', Prefix: '' });
  });

  test.each([
    ['ETag', ['ETag']],
    ['ETag,Checksum, ObjectSize', ['ETag', 'Checksum', 'ObjectSize']],
    ['"a,b", c', ['a,b', 'c']],
    ['"a\\"b"', ['a"b']],
  ])('hold lists: %s', (text, ObjectAttributes) => {
    const headers = { 'x-amz-object-attributes': text };
    expect(decoded('GET /bucket/k?attributes', headers, '', ['x-amz-object-attributes'])).toMatchObject({
      ObjectAttributes,
    });
  });

  test.each<[string, Headers]>([
    ['GET /bucket?max-keys=ten', {}],
    ['GET /bucket?max-keys=1.5', {}],
    ['GET /bucket?max-keys=007', {}],
    ['GET /bucket?max-keys=1e3', {}],
    ['GET /bucket?max-keys=9007199254740993', {}],
    ['GET /bucket?list-type=2&fetch-owner=True', {}],
    ['GET /bucket/k', { 'if-modified-since': 'yesterday' }],
    ['GET /bucket/k', { 'if-modified-since': 'Tue, 31 Feb 2026 00:00:00 GMT' }],
    ['GET /bucket/k?response-expires=2026-01-01T00:00:00Z', {}],
    ['PUT /bucket/k', { 'x-amz-object-lock-retain-until-date': '2026-02-30T00:00:00Z' }],
    ['PUT /bucket/k', { 'x-amz-server-side-encryption-bucket-key-enabled': '1' }],
    ['GET /bucket/k?attributes', { 'x-amz-object-attributes': `"${'\\"'.repeat(5000)}` }],
  ])('must have the types of the model: %s %j', (line, headers) => {
    expect(refusal(() => decoded(line, headers))).toContain('InvalidArgument');
  });

  test('must not repeat, metadata excepted', () => {
    const headers = { 'x-amz-acl': 'private,public-read', 'x-amz-meta-a': '1,2' };
    expect(refusal(() => decoded('PUT /bucket/k', headers, '', ['x-amz-acl']))).toContain('InvalidArgument');
    expect(decoded('PUT /bucket/k', headers, '', ['x-amz-meta-a'])).toMatchObject({ Metadata: { a: '1,2' } });
  });
});

describe('S3 documents', () => {
  const deletes = (content: string) =>
    `<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</Delete>`;

  test.each([
    [`<?xml version="1.0" encoding="UTF-8"?>\n${deletes('<Object><Key>a</Key></Object>')}`, [{ Key: 'a' }]],
    [deletes('\n <Object>\n<Key> a&amp;&#65;&#x42;\n</Key></Object> <!-- - --> '), [{ Key: ' a&AB\n' }]],
    [deletes('<Object><Key><![CDATA[<k>&amp;]]></Key></Object>'), [{ Key: '<k>&amp;' }]],
    [deletes("<Object a='1' xmlns:x='y'><Key/></Object>".replace("a='1' ", '')), [{ Key: '' }]],
    [
      deletes('<Object><Key>a</Key></Object><Object><VersionId>v</VersionId><Key>b</Key></Object>'),
      [{ Key: 'a' }, { Key: 'b', VersionId: 'v' }],
    ],
    [deletes('<Object><Key>&#13;&#1;</Key></Object>'), [{ Key: '\r\u0001' }]],
    [`\ufeff${deletes('<Object><Key>ü€𝄞\r\n</Key></Object>')}`, [{ Key: 'ü€𝄞\n' }]],
  ])('are read: %s', (body, Objects) => {
    expect(xml('POST /bucket?delete', body)).toMatchObject({ Delete: { Objects } });
  });

  const object = '<Object><Key>a</Key></Object>';
  test.each([
    'no xml',
    '<Delete>',
    `<Delete>${object}</delete>`,
    `<delete>${object}</delete>`,
    `<s3:Delete xmlns:s3="http://s3.amazonaws.com/doc/2006-03-01/">${object}</s3:Delete>`,
    `<Delete xmlns:s3="x"><s3:Object><Key>a</Key></s3:Object></Delete>`,
    `<Delete xmlns="urn:other">${object}</Delete>`,
    `<!DOCTYPE Delete [<!ENTITY x "y">]><Delete>${object}</Delete>`,
    `<!DOCTYPE Delete SYSTEM "file:///etc/passwd"><Delete>${object}</Delete>`,
    '<Delete><Object><Key>&x;</Key></Object></Delete>',
    '<Delete><Object><Key>&toString;</Key></Object></Delete>',
    '<Delete><Object><Key>a & b</Key></Object></Delete>',
    '<Delete><Object><Key>&#0;</Key></Object></Delete>',
    '<Delete><Object><Key>&#xD800;</Key></Object></Delete>',
    '<Delete><Object><Key>&#x110000;</Key></Object></Delete>',
    '<Delete><Object><Key>\u0001</Key></Object></Delete>',
    `<Delete>${object}</Delete><Delete/>`,
    `<Delete>${object}</Delete>text`,
    `<?php x?><Delete>${object}</Delete>`,
    `<Delete><?pi x?>${object}</Delete>`,
    `<?xml version="1.0" encoding="UTF-16"?><Delete>${object}</Delete>`,
    `<Delete>${object}<!-- -- --></Delete>`,
    `<Delete>${object}<!--></Delete>`,
    `<Delete a="1">${object}</Delete>`,
    `<Delete xmlns="" xmlns="">${object}</Delete>`,
    `<Delete xmlns='<'>${object}</Delete>`,
    '<Delete></Delete>',
    '<Delete><Object></Object></Delete>',
    '<Delete><Object><Key>a</Key><Key>b</Key></Object></Delete>',
    '<Delete><Object><Key>a<b/></Key></Object></Delete>',
    '<Delete><Object>text<Key>a</Key></Object></Delete>',
    `<Delete>${object}<Other/></Delete>`,
    `<Delete>${object}<Quiet>yes</Quiet></Delete>`,
    `<Delete>${object}<Quiet>true</Quiet><Quiet>false</Quiet></Delete>`,
    '<Delete><Object><Key>a</Key><Size>1x</Size></Object></Delete>',
    `<Delete>${'<Object>'.repeat(100)}</Delete>`,
  ])('are refused: %s', (body) => {
    expect(refusal(() => xml('POST /bucket?delete', body))).toMatch(
      /^MalformedXML: The XML you provided was not well-formed/,
    );
  });

  test('are refused if they are not UTF-8', () => {
    expect(
      refusal(() => xml('POST /bucket?delete', Buffer.from('<Delete>\xff</Delete>', 'latin1'))),
    ).toContain('MalformedXML');
    expect(refusal(() => xml('PUT /bucket?policy', Buffer.from([0xff])))).toContain('MalformedXML');
  });

  test('have the attributes of the model', () => {
    const grant = (type: string) =>
      `<AccessControlPolicy><AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"${type}><ID>i</ID></Grantee></Grant></AccessControlList></AccessControlPolicy>`;
    expect(xml('PUT /bucket?acl', grant(' xsi:type="CanonicalUser"'))).toMatchObject({
      AccessControlPolicy: { Grants: [{ Grantee: { Type: 'CanonicalUser', ID: 'i' } }] },
    });
    expect(refusal(() => xml('PUT /bucket?acl', grant('')))).toContain('MalformedXML');
  });

  test.each([
    ['PUT /bucket?versioning', 'MissingRequestBodyError', ''],
    ['POST /bucket?delete', 'MissingRequestBodyError', ''],
    ['DELETE /bucket/k', 'UnexpectedContent', 'x'],
  ])('must exist if, and only if, the operation takes them: %s %s', (line, refused, body) => {
    expect(refusal(() => xml(line, body))).toContain(refused);
  });

  test('are ignored in a read', () => {
    expect(xml('GET /bucket/k', 'x')).toEqual({ Bucket: 'bucket', Key: 'k' });
  });

  test.each<Headers>([{ 'content-length': '3' }, { 'transfer-encoding': 'chunked' }])(
    'must not be announced if the operation takes none: %j',
    (headers) => {
      expect(refusal(() => decoded('DELETE /bucket/k', headers))).toContain('UnexpectedContent');
      expect(decoded('DELETE /bucket/k', { 'content-length': '0' })).toEqual({ Bucket: 'bucket', Key: 'k' });
    },
  );

  test('may be missing if the model allows it', () => {
    expect(xml('PUT /bucket', '')).toEqual({ Bucket: 'bucket' });
  });

  test('of text are taken as they are', () => {
    expect(xml('PUT /bucket?policy', '{"Version": "ü"}')).toMatchObject({ Policy: '{"Version": "ü"}' });
  });
});

describe('KMS documents', () => {
  test('are read by type, unknown members and nulls left out', () => {
    const body =
      '{"CiphertextBlob":"AQI=","EncryptionContext":{"__proto__":"x","a":"b"},"KeyId":null,"Other":[1]}';
    expect(kms('Decrypt', body)).toEqual({
      CiphertextBlob: Buffer.from([1, 2]),
      EncryptionContext: JSON.parse('{"__proto__":"x","a":"b"}'),
    });
    const importing = '{"KeyId":"k","ImportToken":"","EncryptedKeyMaterial":"","ValidTo":1.5}';
    expect(kms('ImportKeyMaterial', importing)).toMatchObject({
      ValidTo: new Date(1500),
    });
  });

  test.each<[string, string, string | Uint8Array]>([
    ['SerializationException', 'Decrypt', ''],
    ['SerializationException', 'Decrypt', '{'],
    ['SerializationException: list', 'Decrypt', '[]'],
    ['SerializationException', 'Decrypt', 'null'],
    ['SerializationException', 'Decrypt', '"x"'],
    ['SerializationException', 'Decrypt', new Uint8Array([0x7b, 0xff, 0x7d])],
    ['SerializationException: NUMBER_VALUE can not be converted to a String', 'DescribeKey', '{"KeyId":1}'],
    ['SerializationException', 'DescribeKey', '{"KeyId":["k"]}'],
    ['SerializationException', 'Decrypt', '{"CiphertextBlob":"not base64!"}'],
    ['SerializationException', 'Decrypt', '{"CiphertextBlob":"AQI"}'],
    ['SerializationException', 'Decrypt', '{"CiphertextBlob":"AQI=","DryRun":"true"}'],
    ['SerializationException', 'GenerateRandom', '{"NumberOfBytes":"1"}'],
    ['SerializationException', 'GenerateRandom', '{"NumberOfBytes":1.5}'],
    ['SerializationException', 'GenerateRandom', '{"NumberOfBytes":1e400}'],
    ['SerializationException', 'Decrypt', '{"EncryptionContext":{"a":1}}'],
    ['SerializationException', 'Decrypt', '{"GrantTokens":"a"}'],
    ['SerializationException', 'ImportKeyMaterial', '{"KeyId":"k","ValidTo":"tomorrow"}'],
    [
      "ValidationException: 1 validation error detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null",
      'DescribeKey',
      '{}',
    ],
    ['ValidationException: 2 validation errors detected', 'CreateAlias', '{}'],
    [
      "ValidationException: 1 validation error detected: Value null at 'tags.1.member.tagValue'",
      'CreateKey',
      '{"Tags":[{"TagKey":"a"}]}',
    ],
  ])('are refused with %s: %s %j', (refused, operation, body) => {
    expect(refusal(() => kms(operation, body))).toContain(refused);
  });
});

describe('IAM parameters', () => {
  test.each([
    ['UserName=a+b%2B%C3%BC', { UserName: 'a b+ü' }],
    ['UserName=a&Tags=', { UserName: 'a', Tags: [] }],
    [
      'UserName=a&Tags.member.1.Key=k&Tags.member.1.Value=',
      { UserName: 'a', Tags: [{ Key: 'k', Value: '' }] },
    ],
    [
      'UserName=a&Tags.member.2.Key=l&Tags.member.2.Value=2&Tags.member.1.Key=k&Tags.member.1.Value=1',
      {
        UserName: 'a',
        Tags: [
          { Key: 'k', Value: '1' },
          { Key: 'l', Value: '2' },
        ],
      },
    ],
    ['UserName=a&Unknown=1&Unknown.x=2', { UserName: 'a' }],
  ])('are read: %s', (body, expected) => {
    expect(iam(`Action=CreateUser&${body}`)).toEqual(expected);
  });

  test.each([
    ['ValidationError: 1 validation error detected', 'Action=CreateUser'],
    ["Value null at 'userName'", 'Action=CreateUser&username=a'],
    ['MalformedInput', 'Action=CreateUser&UserName=a&UserName=b'],
    ['MalformedInput', 'Action=CreateUser&UserName.x=a'],
    ['MalformedInput', 'Action=CreateUser&UserName=a&UserName.x=b'],
    ['MalformedInput', 'Action=CreateUser&UserName=a&Tags=x'],
    ['MalformedInput', 'Action=CreateUser&UserName=a&Tags=&Tags.member.1.Key=k&Tags.member.1.Value=v'],
    ['MalformedInput', 'Action=CreateUser&UserName=a&Tags.1.Key=k&Tags.1.Value=v'],
    ['MalformedInput', 'Action=CreateUser&UserName=a&Tags.member.2.Key=k&Tags.member.2.Value=v'],
    ['MalformedInput', 'Action=CreateUser&UserName=a&Tags.member.01.Key=k&Tags.member.01.Value=v'],
    ['MalformedInput', 'Action=CreateUser&UserName=a&Tags.member.x.Key=k'],
    ['MalformedInput', 'Action=CreateUser&UserName=a&Tags.member.1=k'],
    ["Value null at 'tags.1.member.value'", 'Action=CreateUser&UserName=a&Tags.member.1.Key=k'],
    ['MalformedInput', `Action=CreateUser&UserName=a&Tags.member.1${'.x'.repeat(40)}=k`],
    ['MalformedInput', 'Action=ListUsers&MaxItems=1x'],
    ['MalformedInput', 'Action=CreateLoginProfile&UserName=a&PasswordResetRequired=yes'],
  ])('are refused with %s: %s', (refused, body) => {
    expect(refusal(() => iam(body))).toContain(refused);
  });
});

describe('bodyKind', () => {
  test.each<[string, string, Headers?]>([
    ['PUT /bucket/k', 'streaming'],
    ['PUT /bucket/k?partNumber=1&uploadId=u', 'streaming'],
    ['PUT /bucket/k', 'none', { 'x-amz-copy-source': 'b/k' }],
    ['GET /bucket/k', 'none'],
    ['PUT /bucket?policy', 'bytes'],
    ['POST /bucket?delete', 'bytes'],
    ['POST /bucket/k?uploadId=u', 'bytes'],
    ['POST /bucket/k?select&select-type=2', 'bytes'],
  ])('of %s is %s', (line, kind, headers = {}) => {
    const found = route(parseTarget(request(line, headers)), 's3');
    expect(bodyKind(found)).toBe(kind);
  });
});
