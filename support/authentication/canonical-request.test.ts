import { expect, test } from '@jest/globals';
import { parseTarget } from '../wire/request-head.ts';
import { canonicalRequest } from './canonical-request.ts';
import type { SignatureClaim } from './signature-claim.ts';

function canonical(service: string, target: string, headers: Record<string, string> = {}): string[] {
  const claim: SignatureClaim = {
    where: 'header',
    accessKeyId: 'A',
    scope: { date: '20261121', region: 'eu-west-1', service, terminator: 'aws4_request' },
    signedHeaders: 'host;x-amz-meta-a',
    signed: new Set(['host', 'x-amz-meta-a']),
    signature: '',
    date: '20261121T120000Z',
    time: 0,
    sessionToken: undefined,
  };
  const body = (async function* () {})();
  const request = { method: 'GET', target, headers, duplicated: [], body, sourceIp: '', secure: false };
  return canonicalRequest(parseTarget(request), claim, 'hash').split('\n');
}

test.each([
  ['/', '/'],
  ['/b/a%20b', '/b/a%20b'],
  ['/b/%c3%bc%7e%41', '/b/%C3%BC~A'],
  ["/b/(1)*'!+@:", '/b/%281%29%2A%27%21%2B%40%3A'],
  ['/b//a/../c/.', '/b//a/../c/.'],
  ['/b/a%2Fc%2f', '/b/a/c/'],
])('S3 signs the path %s as %s', (target, path) => {
  expect(canonical('s3', target)[1]).toBe(path);
});

test.each([
  ['/', '/'],
  ['//a/./b/../c', '/a/c'],
  ['/a/', '/a/'],
  ['/..', '/'],
  ['/a%20b/c', '/a%2520b/c'],
])('Other services sign the path %s as %s', (target, path) => {
  expect(canonical('kms', target)[1]).toBe(path);
});

test.each([
  ['', ''],
  ['?b=2&a=1', 'a=1&b=2'],
  ['?a=2&a=1&a', 'a=&a=1&a=2'],
  ['?a-b=1&a=1', 'a=1&a-b=1'],
  ['?a=x+y%20z&b=%7e*', 'a=x%20y%20z&b=~%2A'],
  ['?acl', 'acl='],
  ['?a=1&X-Amz-Signature=f&B=1', 'B=1&a=1'],
  ['?%C3%BC=%2F', '%C3%BC=%2F'],
])('The query %s is signed as %s', (query, signed) => {
  expect(canonical('s3', `/${query}`)[2]).toBe(signed);
});

test('Header values are signed without extra white space, and absent headers have no line', () => {
  const headers = { host: 'h', 'x-amz-meta-a': '  a   b\t c ' };
  expect(canonical('s3', '/', headers).slice(3)).toEqual([
    'host:h',
    'x-amz-meta-a:a b c',
    '',
    'host;x-amz-meta-a',
    'hash',
  ]);
  expect(canonical('s3', '/', { host: 'h' }).slice(3)).toEqual(['host:h', '', 'host;x-amz-meta-a', 'hash']);
});
