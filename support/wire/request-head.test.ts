import { describe, expect, test } from '@jest/globals';
import { AwsError } from '../aws/aws-error.ts';
import type { HttpRequest } from './http.ts';
import { parseTarget } from './request-head.ts';

function request(target: string, host = 'localhost:4566'): HttpRequest {
  const body = (async function* () {})();
  return {
    method: 'GET',
    target,
    headers: { host },
    duplicated: [],
    body,
    sourceIp: '127.0.0.1',
    secure: false,
  };
}

describe('parseTarget', () => {
  test.each([
    ['/b/a/../k', '/b/a/../k'],
    ['//b//k/', '//b//k/'],
    ['/b/%2F%2e%2e', '/b/%2F%2e%2e'],
    ['/b/a+b', '/b/a+b'],
    ['/b/k?acl', '/b/k'],
  ])('keeps the path of %s as it was sent', (target, rawPath) => {
    expect(parseTarget(request(target)).rawPath).toBe(rawPath);
  });

  test.each<[string, [string, string][]]>([
    ['/b', []],
    ['/b?', []],
    ['/b?acl', [['acl', '']]],
    ['/b?acl=', [['acl', '']]],
    [
      '/b?a=1&a=2&&b==',
      [
        ['a', '1'],
        ['a', '2'],
        ['b', '='],
      ],
    ],
    ['/b?prefix=a+b%2Bc%20d', [['prefix', 'a b+c d']]],
    ['/b?k=%C3%A9%3D%26', [['k', 'é=&']]],
    ['/b?k=a?b', [['k', 'a?b']]],
    ['/b?k=%2541', [['k', '%41']]],
  ])('decodes the query of %s once, in order', (target, query) => {
    expect(parseTarget(request(target)).query).toEqual(query);
  });

  test.each([
    '/b/%',
    '/b/%4',
    '/b/%zz',
    '/b/%ff',
    '/b/%c3',
    '/b?k=%',
    '/b?%ff',
    '/b/é',
    '/b/\n',
    '/b#k',
    'b/k',
    '*',
    'http://h/b',
    '',
  ])('refuses the target %j', (target) => {
    expect(() => parseTarget(request(target))).toThrow(AwsError);
  });

  test.each([
    ['B.S3.localhost:4566', 'b.s3.localhost'],
    ['localhost', 'localhost'],
    ['[::1]:80', '[::1]'],
    ['', ''],
  ])('reads the host name in %j', (host, name) => {
    expect(parseTarget(request('/', host)).host).toBe(name);
  });
});
