import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { bytesOf, sign, type ToSign } from './signed-request.ts';
import { unharmedVictim } from './unharmed-victim.ts';

const victim = unharmedVictim();

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');
const md5 = (body: string) => createHash('md5').update(body).digest('base64');

function summary({
  status,
  code,
}: {
  readonly status: number | undefined;
  readonly code: string | undefined;
}) {
  return `${status} ${code}`;
}

/** DeleteObjects as the root user, who may delete everything. */
function deleting(body: string): ToSign {
  return { line: 'POST /victim?delete', headers: { 'content-md5': md5(body) }, body };
}

const object = '<Object><Key>k</Key></Object>';
const deep = 5_000;

describe('A document that is not exactly what S3 takes deletes nothing', () => {
  test.each<[string, string, string]>([
    [
      'with a prefix',
      '<s3:Delete xmlns:s3="http://s3.amazonaws.com/doc/2006-03-01/"><s3:Object><s3:Key>k</s3:Key></s3:Object></s3:Delete>',
      '400 MalformedXML',
    ],
    [
      'with one prefixed member',
      `<Delete><x:Object xmlns:x="urn:x"><Key>k</Key></x:Object></Delete>`,
      '400 MalformedXML',
    ],
    ['with another root', `<Remove>${object}</Remove>`, '400 MalformedXML'],
    ['with two roots', `<Delete>${object}</Delete><Delete>${object}</Delete>`, '400 MalformedXML'],
    [
      'with two keys in one object',
      '<Delete><Object><Key>j</Key><Key>k</Key></Object></Delete>',
      '400 MalformedXML',
    ],
    ['with an unknown member', `<Delete>${object}<Everything>true</Everything></Delete>`, '400 MalformedXML'],
    ['without objects', '<Delete></Delete>', '400 MalformedXML'],
    ['without keys', '<Delete><Object></Object></Delete>', '400 MalformedXML'],
    ['with a thousand and one objects', `<Delete>${object.repeat(1001)}</Delete>`, '400 MalformedXML'],
    [
      'with a million objects',
      `<Delete>${object.repeat(1_000_000)}</Delete>`,
      '400 MaxMessageLengthExceeded',
    ],
    ['with a document type', `<!DOCTYPE Delete><Delete>${object}</Delete>`, '400 MalformedXML'],
    [
      'with a billion laughs',
      `<!DOCTYPE D [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Delete><Object><Key>&b;</Key></Object></Delete>`,
      '400 MalformedXML',
    ],
    [
      'with a file as entity',
      `<!DOCTYPE D [<!ENTITY f SYSTEM "file:///etc/passwd">]><Delete><Object><Key>&f;</Key></Object></Delete>`,
      '400 MalformedXML',
    ],
    ['with an entity of its own', '<Delete><Object><Key>&k;</Key></Object></Delete>', '400 MalformedXML'],
    ['with a processing instruction', `<Delete><?php k ?>${object}</Delete>`, '400 MalformedXML'],
    [
      'nested very deeply',
      `${'<Delete>'.repeat(deep)}${object}${'</Delete>'.repeat(deep)}`,
      '400 MalformedXML',
    ],
    [
      'with very many attributes',
      `<Delete ${Array.from({ length: 5000 }, (_, i) => `a${i}="x"`).join(' ')}>${object}</Delete>`,
      '400 MalformedXML',
    ],
    ['that ends early', `<Delete>${object}`, '400 MalformedXML'],
    ['with text between its members', `<Delete>k${object}</Delete>`, '400 MalformedXML'],
    ['with a wrong flag', `<Delete>${object}<Quiet>perhaps</Quiet></Delete>`, '400 MalformedXML'],
    [
      'in another encoding',
      `<?xml version="1.0" encoding="UTF-16"?><Delete>${object}</Delete>`,
      '400 MalformedXML',
    ],
    ['with a null byte', '<Delete><Object><Key>k\0</Key></Object></Delete>', '400 MalformedXML'],
    ['that is JSON', '{"Delete":{"Objects":[{"Key":"k"}]}}', '400 MalformedXML'],
    ['that is empty', '', '400 MissingRequestBodyError'],
  ])('%s', async (_name, body, refusal) => {
    expect(summary(await victim().sendSigned(deleting(body)))).toBe(refusal);
  });
});

const put = { line: 'PUT /victim/new', body: 'sixteen bytes ..' };
const jsonTo = (operation: string, body: string): ToSign => ({
  service: 'kms',
  line: 'POST /',
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `TrentService.${operation}` },
  body,
});
const formTo = (service: string, body: string): ToSign => ({
  service,
  line: 'POST /',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body,
});

describe('A body that is too large, or nested too deeply, is refused', () => {
  const megabytes = 3 * 1024 * 1024;
  test.each<[string, ToSign, string]>([
    ['JSON', jsonTo('Encrypt', `{"KeyId":"${'a'.repeat(megabytes)}"}`), '400 MaxMessageLengthExceeded'],
    [
      'nested arrays',
      jsonTo('ListKeys', `{"Marker":${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
      '400 SerializationException',
    ],
    [
      'a form',
      formTo('iam', `Action=CreateUser&Version=2010-05-08&UserName=${'a'.repeat(megabytes)}`),
      '400 MaxMessageLengthExceeded',
    ],
    [
      'a form of many parameters',
      formTo('iam', `Action=CreateUser&Version=2010-05-08&UserName=eve${'&a=b'.repeat(200_000)}`),
      '400 MalformedInput',
    ],
    [
      'a list with a distant member',
      formTo('iam', 'Action=CreateUser&Version=2010-05-08&UserName=eve&Tags.member.999999999.Key=a'),
      '400 MalformedInput',
    ],
    [
      'a policy',
      { line: 'PUT /victim?policy', body: `{"Statement":"${'a'.repeat(megabytes)}"}` },
      '400 MaxMessageLengthExceeded',
    ],
    [
      'a nested policy',
      { line: 'PUT /victim?policy', body: `{"Statement":${'['.repeat(5000)}${']'.repeat(5000)}}` },
      '400 MalformedPolicy',
    ],
    [
      'XML',
      {
        line: 'PUT /victim?versioning',
        body: `<VersioningConfiguration><Status>${'a'.repeat(megabytes)}</Status></VersioningConfiguration>`,
      },
      '400 MaxMessageLengthExceeded',
    ],
    [
      'a body where none belongs',
      { line: 'PUT /victim/new?partNumber=1', body: 'x'.repeat(megabytes) },
      '405 MethodNotAllowed',
    ],
    [
      'an upload that says it has six gibibytes',
      { ...put, headers: { 'content-length': String(6 * 1024 ** 3) } },
      '400 EntityTooLarge',
    ],
    [
      'an upload that says it has less than nothing',
      { ...put, headers: { 'content-length': '-1' } },
      '400 undefined',
    ],
    [
      'an upload that says it has too much to count',
      { ...put, headers: { 'content-length': '9'.repeat(30) } },
      '400 undefined',
    ],
  ])('%s', async (_name, request, refusal) => {
    expect(summary(await victim().sendSigned(request))).toBe(refusal);
  });
});

describe('A body that is not what was announced is not stored', () => {
  test.each<[string, Partial<ToSign>, string]>([
    ['another MD5', { headers: { 'content-md5': md5('other') } }, '400 BadDigest'],
    ['an MD5 that is none', { headers: { 'content-md5': 'AAAA' } }, '400 InvalidDigest'],
    ['another checksum', { headers: { 'x-amz-checksum-crc32': 'AAAAAA==' } }, '400 BadDigest'],
    [
      'two checksums',
      { headers: { 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-checksum-crc32c': 'AAAAAA==' } },
      '400 InvalidRequest',
    ],
    [
      'another SHA-256',
      { headers: { 'x-amz-content-sha256': sha256('other') } },
      '400 XAmzContentSHA256Mismatch',
    ],
    ['a SHA-256 that is none', { headers: { 'x-amz-content-sha256': 'none' } }, '400 InvalidArgument'],
    [
      'chunks that are none',
      {
        headers: {
          'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
          'x-amz-decoded-content-length': '16',
        },
      },
      '400 IncompleteBody',
    ],
    [
      'chunks of no length',
      { headers: { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' } },
      '411 MissingContentLength',
    ],
    [
      'a trailer that never comes',
      {
        headers: {
          'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
          'x-amz-decoded-content-length': '4',
          'x-amz-trailer': 'x-amz-checksum-crc32',
        },
        body: '4\r\nabcd\r\n0\r\n\r\n',
      },
      '400 MalformedTrailerError',
    ],
    [
      'a wrong trailer',
      {
        headers: {
          'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
          'x-amz-decoded-content-length': '4',
          'x-amz-trailer': 'x-amz-checksum-crc32',
        },
        body: '4\r\nabcd\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n',
      },
      '400 BadDigest',
    ],
    [
      'less in its chunks than announced',
      {
        headers: {
          'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
          'x-amz-decoded-content-length': '5',
        },
        body: '4\r\nabcd\r\n0\r\n\r\n',
      },
      '400 IncompleteBody',
    ],
    [
      'more in its chunks than announced',
      {
        headers: {
          'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
          'x-amz-decoded-content-length': '3',
        },
        body: '4\r\nabcd\r\n0\r\n\r\n',
      },
      '400 IncompleteBody',
    ],
    [
      'something after its chunks',
      {
        headers: {
          'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
          'x-amz-decoded-content-length': '4',
        },
        body: '4\r\nabcd\r\n0\r\n\r\n4\r\nevil\r\n0\r\n\r\n',
      },
      '400 InvalidRequest',
    ],
    [
      'a chunk of a size that is none',
      {
        headers: {
          'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
          'x-amz-decoded-content-length': '4',
        },
        body: '0x4\r\nabcd\r\n0\r\n\r\n',
      },
      '400 InvalidRequest',
    ],
    [
      'a chunk of a size beyond numbers',
      {
        headers: {
          'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
          'x-amz-decoded-content-length': '4',
        },
        body: `${'f'.repeat(100)}\r\nabcd\r\n0\r\n\r\n`,
      },
      '400 InvalidRequest',
    ],
    [
      'a chunk header without end',
      {
        headers: {
          'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
          'x-amz-decoded-content-length': '4',
        },
        body: '4;'.padEnd(300_000, 'x'),
      },
      '400 InvalidRequest',
    ],
    [
      'an encryption that S3 has not',
      { headers: { 'x-amz-server-side-encryption': 'rot13' } },
      '400 InvalidArgument',
    ],
    [
      'a key without encryption',
      { headers: { 'x-amz-server-side-encryption-aws-kms-key-id': 'x' } },
      '400 InvalidArgument',
    ],
    [
      'a customer key of the wrong size',
      {
        headers: {
          'x-amz-server-side-encryption-customer-algorithm': 'AES256',
          'x-amz-server-side-encryption-customer-key': 'AAAA',
          'x-amz-server-side-encryption-customer-key-md5': md5('x'),
        },
      },
      '400 InvalidArgument',
    ],
    ['tags that are no query', { headers: { 'x-amz-tagging': 'a=%zz' } }, '400 InvalidTag'],
    ['too much metadata', { headers: { 'x-amz-meta-a': 'a'.repeat(3000) } }, '400 MetadataTooLarge'],
  ])('%s', async (_name, changes, refusal) => {
    expect(summary(await victim().sendSigned({ ...put, ...changes }))).toBe(refusal);
  });

  test('a body that breaks off', async () => {
    const bytes = bytesOf(sign(put));
    expect(summary(await victim().send(bytes.subarray(0, -4), { halfClose: true }))).toBe('400 undefined');
  });

  test('a document that breaks off', async () => {
    const bytes = bytesOf(sign(jsonTo('CreateKey', '{"Description":"x"}')));
    expect(summary(await victim().send(bytes.subarray(0, -4), { halfClose: true }))).toBe('400 undefined');
  });
});
