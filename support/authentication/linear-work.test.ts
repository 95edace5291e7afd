import { expect, test } from '@jest/globals';
import { growsLinearly } from '../aws/testing/counted-work.ts';
import { parseTarget } from '../wire/request-head.ts';
import { request } from '../wire/testing/request.ts';
import { readAuthorizationHeader } from './authorization-header.ts';
import { canonicalRequest } from './canonical-request.ts';
import { refusalsOf } from './refusals-of.ts';

const scope = 'Credential=A/20261121/eu-west-1/s3/aws4_request';

/** The work to read a signature and to build the text that it covers. */
function signed(line: string, names: string, headers: Readonly<Record<string, string>>): () => unknown {
  const authorization = `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=${names}, Signature=${'0'.repeat(64)}`;
  const given = { authorization, 'x-amz-date': '20261121T120000Z', ...headers };
  const head = parseTarget(request(line, given));
  return () => canonicalRequest(head, readAuthorizationHeader(head, refusalsOf('s3')), 'hash');
}

test.each<[string, (n: number) => () => unknown]>([
  [
    'a long header that is signed many times',
    (n) => signed('GET /', `host;x${';x'.repeat(n)}`, { x: 'v'.repeat(n) }),
  ],
  ['a header of blanks', (n) => signed('GET /', 'host;x', { x: `a${' \t '.repeat(n)}b` })],
  [
    'many headers',
    (n) =>
      signed(
        'GET /',
        Array.from({ length: n }, (_, i) => `x${i}`).join(';'),
        Object.fromEntries(Array.from({ length: n }, (_, i) => [`x${i}`, 'v'])),
      ),
  ],
  ['a path of dots', (n) => signed(`GET /${'../a/'.repeat(n)}`, 'host', {})],
  ['a path of escapes', (n) => signed(`GET /${'%41%2F'.repeat(n)}`, 'host', {})],
])('twice the size costs twice the work to verify %s', (_, of) => {
  expect(growsLinearly(of, 300)).toBe(true);
});
