import { hash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { RequestHead } from '../wire/request-head.ts';
import { canonicalRequest } from './canonical-request.ts';
import type { SignatureClaim } from './signature-claim.ts';
import { signingKey } from './signing-key.ts';
import { whyMismatch } from './why-mismatch.ts';

const secretAccessKey = 'wJalrXUtnFEMI';
const empty = hash('sha256', '');
const arrived: RequestHead = {
  ...{ method: 'GET', rawPath: '/reports/a%20b', rawQuery: '', query: [], duplicated: [], host: 'localhost' },
  headers: { host: 'localhost:4566', 'accept-encoding': 'br', range: 'bytes=0-9' },
};
const scope = { date: '20261121', region: 'eu-west-1', service: 's3', terminator: 'aws4_request' };
const unsigned: SignatureClaim = {
  ...{ where: 'header', accessKeyId: 'AKIA', scope, signature: '', sessionToken: undefined },
  ...{ date: '20261121T120000Z', time: Date.parse('2026-11-21T12:00:00Z') },
  signedHeaders: 'accept-encoding;host;range',
  signed: new Set(['accept-encoding', 'host', 'range']),
};

interface Signed {
  readonly head?: Partial<RequestHead>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly payloadHash?: string;
  readonly secret?: string;
}

/** The reason for a request that arrives as above, although the client signed something else. */
function reasonFor({ head, headers, payloadHash = 'aa', secret = secretAccessKey }: Signed) {
  const signed = { ...arrived, ...head, headers: { ...arrived.headers, ...headers } };
  const canonical = hash('sha256', canonicalRequest(signed, unsigned, payloadHash));
  const text = `AWS4-HMAC-SHA256\n${unsigned.date}\n20261121/eu-west-1/s3/aws4_request\n${canonical}`;
  const signature = signingKey(secret, scope).sign(text);
  return whyMismatch({
    head: arrived,
    claim: { ...unsigned, signature },
    payloadHash: 'aa',
    secretAccessKey,
  });
}

describe('the reason why a signature does not match', () => {
  test.each<[string, Signed, RegExp]>([
    [
      'another host name',
      { headers: { host: '127.0.0.1:4566' } },
      /signed Host: 127\.0\.0\.1:4566, .* Host: localhost:4566/,
    ],
    [
      'a host without its port',
      { headers: { host: 'localhost' } },
      /signed Host: localhost, .* Host: localhost:4566/,
    ],
    [
      "AWS's own host name",
      { headers: { host: 's3.eu-west-1.amazonaws.com' } },
      /signed Host: s3\.eu-west-1\.amazonaws\.com/,
    ],
    [
      'a bucket in the host name',
      { head: { rawPath: '/a%20b' }, headers: { host: 'reports.localhost:4566' } },
      /bucket in the host name \(Host: reports\.localhost:4566\), and the request has it in the path/,
    ],
    [
      'a path that is escaped twice',
      { head: { rawPath: '/reports/a%2520b' } },
      /signed the path \/reports\/a%2520b, .* \/reports\/a%20b/,
    ],
    [
      'a path that ends otherwise',
      { head: { rawPath: '/reports/a%20b/' } },
      /signed the path \/reports\/a%20b\//,
    ],
    [
      'a header that a proxy changed',
      { headers: { 'accept-encoding': 'identity' } },
      /signed accept-encoding: identity, .* accept-encoding: br/,
    ],
    ['a header that a proxy filled in', { headers: { range: '' } }, /signed range: , .* range: bytes=0-9/],
    ['an empty body', { payloadHash: empty }, /signed the hash of an empty body/],
    ['no body at all', { payloadHash: 'UNSIGNED-PAYLOAD' }, /signed UNSIGNED-PAYLOAD in place of the hash/],
    ['the secret of root users', { secret: 'test' }, /signed with the secret "test"/],
    ['the access key id', { secret: 'AKIA' }, /access key id in place of the secret/],
    ['a line break', { secret: `${secretAccessKey}\n` }, /a line break behind the secret/],
    ['anything else', { secret: 'unknown' }, /^the secret of AKIA gives another signature/],
  ])('%s', (_, signed, why) => {
    const reason = reasonFor(signed);
    expect(reason.why).toMatch(why);
    expect(reason.remedy).not.toBe('');
    expect(JSON.stringify(reason)).not.toContain(secretAccessKey);
  });
});
