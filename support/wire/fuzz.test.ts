import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AwsError } from '../aws/aws-error.ts';
import { bodyKind } from './body-kind.ts';
import { decode } from './decode.ts';
import { parseTarget } from './request-head.ts';
import { route } from './routing/route.ts';
import { operationNames } from './sdk-schemas.ts';
import { serviceOf } from './service-of.ts';
import { request } from './testing/request.ts';

/** The result of a request: its decoded input, or the AwsError that refuses it. */
function answer(line: string, headers: Record<string, string>, body: Uint8Array): unknown {
  try {
    const head = parseTarget(request(line, headers));
    const found = route(head, serviceOf(head, body), body);
    bodyKind(found);
    return decode(found, head, body);
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const subResource = fc.constantFrom(
  'acl',
  'policy',
  'delete',
  'uploads',
  'tagging',
  'versioning',
  'lifecycle',
  'uploadId=1',
  'versionId=1',
  'partNumber=1',
  'list-type=2',
  'max-keys=x',
  'x-amz-acl=a',
  'analytics&id=1',
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('%', '%2F', '..', '//', '__proto__', 'toString', 'a'.repeat(3000)),
);

describe('only AwsErrors are thrown', () => {
  test('for any target, method and header', () => {
    const path = fc
      .array(fc.oneof(text.map(encodeURIComponent_), text), { maxLength: 4 })
      .map((parts) => `/${parts.join('/')}`);
    const query = fc
      .array(fc.oneof(subResource, text.map(encodeURIComponent_), text), { maxLength: 3 })
      .map((parts) => parts.join('&'));
    const headers = fc.dictionary(
      fc.oneof(
        fc.constantFrom(
          'host',
          'authorization',
          'x-amz-target',
          'content-type',
          'x-amz-copy-source',
          'x-amz-acl',
          'x-amz-meta-a',
          'if-modified-since',
          'content-encoding',
          'x-amz-object-attributes',
        ),
        text,
      ),
      fc.oneof(
        text,
        fc.constantFrom(
          'TrentService.Decrypt',
          'TrentService.',
          'AWS4-HMAC-SHA256 Credential=a/b/c/kms/aws4_request',
          'application/x-amz-json-1.1',
          'bucket.s3.localhost',
        ),
      ),
      { maxKeys: 4 },
    );
    const method = fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'PATCH', 'CONNECT');
    fc.assert(
      fc.property(method, path, query, headers, fc.uint8Array({ maxLength: 50 }), (m, p, q, h, body) => {
        answer(`${m} ${p}?${q}`, h, body);
      }),
      { numRuns: 3000 },
    );
  });

  test('for any XML', () => {
    const pieces = fc.constantFrom(
      '<Delete>',
      '</Delete>',
      '<Object>',
      '</Object>',
      '<Key>',
      '</Key>',
      '<Key/>',
      'a',
      ' ',
      '&amp;',
      '&#1;',
      '&',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?xml version="1.0"?>',
      '<!DOCTYPE a>',
      ' xmlns="',
      '"',
      '<',
      '>',
      '\u0000',
      '<a:b/>',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 20 }),
        (parts) => {
          answer('POST /bucket?delete', {}, Buffer.from(parts.join('')));
          answer('POST /bucket?delete', {}, Buffer.from(`<Delete>${parts.join('')}</Delete>`));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('for any JSON of any KMS operation', () => {
    const names = fc.constantFrom(
      'KeyId',
      'CiphertextBlob',
      'Plaintext',
      'EncryptionContext',
      'Tags',
      'GrantTokens',
      'ValidTo',
      'Limit',
      '__proto__',
      'Constraints',
    );
    const leaf = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
    const inner = fc.oneof(
      leaf,
      fc.dictionary(names, leaf, { maxKeys: 3 }),
      fc.array(leaf, { maxLength: 2 }),
    );
    const json = fc.oneof(
      inner,
      fc.dictionary(names, inner, { maxKeys: 3 }),
      fc.array(inner, { maxLength: 2 }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...operationNames('kms')),
        fc.dictionary(names, json),
        (operation, value) => {
          const headers = {
            'content-type': 'application/x-amz-json-1.1',
            'x-amz-target': `TrentService.${operation}`,
          };
          answer('POST /', headers, Buffer.from(JSON.stringify(value)));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('for any form of any IAM operation', () => {
    const segment = fc.constantFrom(
      'UserName',
      'Tags',
      'member',
      'entry',
      '1',
      '2',
      '0',
      '',
      'Key',
      'Value',
      'ContextEntries',
      '__proto__',
      'PolicyInputList',
      'ActionNames',
    );
    const name = fc.array(segment, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(
        fc.constantFrom(...operationNames('iam')),
        fc.array(fc.tuple(name, text), { maxLength: 6 }),
        (operation, pairs) => {
          const body = new URLSearchParams([['Action', operation], ['Version', '2010-05-08'], ...pairs]);
          answer('POST /', form, Buffer.from(body.toString()));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('time is linear, so that the largest allowed body is read or refused at once', () => {
  const size = 2 * 1024 * 1024;
  const fill = (text: string) => text.repeat(Math.ceil(size / text.length));
  test.each<[string, string, string, Record<string, string>?]>([
    ['a million elements', 'POST /bucket?delete', `<Delete>${fill('<a/>')}</Delete>`],
    ['half a million open elements', 'POST /bucket?delete', fill('<a>')],
    ['white space in a tag', 'POST /bucket?delete', `<Delete${fill(' ')}`],
    ['attributes', 'POST /bucket?delete', `<Delete ${fill('a="b" ')}>`],
    ['attributes without an end', 'POST /bucket?delete', `<Delete ${fill('a="')}>`],
    ['a name', 'POST /bucket?delete', `<${fill('a')}`],
    ['comments', 'POST /bucket?delete', `<Delete>${fill('<!---->')}</Delete>`],
    ['entities', 'POST /bucket?delete', `<Delete><Object><Key>${fill('&amp;')}</Key></Object></Delete>`],
    ['bare ampersands', 'POST /bucket?delete', `<Delete>${fill('&')}`],
    ['pieces of text', 'POST /bucket?delete', `<Delete>${fill('a<!---->')}</Delete>`],
    ['carriage returns', 'POST /bucket?delete', `<Delete>${fill('\r')}</Delete>`],
    [
      'white space around a number',
      'POST /bucket?delete',
      `<Delete><Object><Key>a</Key><Size>${fill(' ')}1x</Size></Object></Delete>`,
    ],
    ['a declaration', 'POST /bucket?delete', `<?xml${fill(' ')}`],
    [
      'nested JSON',
      'POST /',
      fill('['),
      { 'x-amz-target': 'TrentService.Decrypt', 'content-type': 'application/x-amz-json-1.1' },
    ],
    [
      'base64',
      'POST /',
      `{"CiphertextBlob":"${fill('AAAA')}!"}`,
      { 'x-amz-target': 'TrentService.Decrypt', 'content-type': 'application/x-amz-json-1.1' },
    ],
    ['form parameters', 'POST /', `Action=CreateUser&Version=2010-05-08&${fill('a&')}`, form],
    [
      'different form parameters',
      'POST /',
      `Action=CreateUser&Version=2010-05-08&${Array.from({ length: 150_000 }, (_, i) => `Tags.${i}.a`).join('&')}`,
      form,
    ],
    ['a deep form parameter', 'POST /', `Action=CreateUser&Version=2010-05-08&Tags${fill('.a')}=1`, form],
    ['percent signs', 'POST /', `Action=CreateUser&Version=2010-05-08&UserName=${fill('%41')}`, form],
  ])('%s', (_, line, body, headers = {}) => {
    const bytes = Buffer.from(body);
    const start = performance.now();
    answer(line, headers, bytes);
    // An order of magnitude above the slowest on an idle machine; quadratic time would take many minutes.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

function encodeURIComponent_(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}
