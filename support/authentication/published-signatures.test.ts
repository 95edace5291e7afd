import { Buffer } from 'node:buffer';
import { expect, test } from '@jest/globals';
import { parseTarget } from '../wire/request-head.ts';
import { authenticate } from './authenticate.ts';

const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const scope = 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request';
const signedAs = (signedHeaders: string, signature: string) =>
  `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=${signedHeaders},Signature=${signature}`;
const plain = 'host;x-amz-content-sha256;x-amz-date';

/** The headers of a request under Signature Version 2. */
const ofVersion2 = (signed: string, date: string) => ({
  headers: { authorization: `AWS AKIAIOSFODNN7EXAMPLE:${signed}`, date },
});

interface Example {
  readonly method?: string;
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly now?: string;
  readonly bucketInHost?: string;
  readonly type?: string;
}

/** Examples of the Amazon S3 API reference, "Authenticating Requests"; the last six are the developer guide's of Version 2. */
const examples: [title: string, example: Example][] = [
  [
    'GET Object',
    {
      target: '/test.txt',
      headers: {
        authorization: signedAs(
          'host;range;x-amz-content-sha256;x-amz-date',
          'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
        ),
        range: 'bytes=0-9',
      },
    },
  ],
  [
    'PUT Object',
    {
      method: 'PUT',
      target: '/test%24file.text',
      headers: {
        authorization: signedAs(
          'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
          '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
        ),
        date: 'Fri, 24 May 2013 00:00:00 GMT',
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
      },
    },
  ],
  [
    'GET Bucket Lifecycle',
    {
      target: '/?lifecycle',
      headers: {
        authorization: signedAs(plain, 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'),
      },
    },
  ],
  [
    'Get Bucket (List Objects)',
    {
      target: '/?max-keys=2&prefix=J',
      headers: {
        authorization: signedAs(plain, '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'),
      },
    },
  ],
  [
    'PUT Object in multiple chunks',
    {
      method: 'PUT',
      target: '/examplebucket/chunkObject.txt',
      headers: {
        authorization: signedAs(
          'content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class',
          '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
        ),
        host: 's3.amazonaws.com',
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
        'content-encoding': 'aws-chunked',
        'x-amz-decoded-content-length': '66560',
        'content-length': '66824',
      },
    },
  ],
  [
    'a presigned URL',
    {
      target: `/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(scope)}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`,
      headers: { host: 'examplebucket.s3.amazonaws.com' },
      now: '2013-05-24T23:59:59Z',
    },
  ],
  [
    'a URL presigned with Signature Version 2',
    {
      target:
        '/photos/puppy.jpg?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=1175139620',
      headers: { host: 'johnsmith.s3.amazonaws.com' },
      now: '2007-03-29T03:00:00Z',
      bucketInHost: 'johnsmith',
    },
  ],
  [
    'a GET under Version 2',
    {
      ...ofVersion2('bWq2s1WEIj+Ydj0vQ697zp+IXMU=', 'Tue, 27 Mar 2007 19:36:42 +0000'),
      method: 'GET',
      target: '/photos/puppy.jpg',
      bucketInHost: 'johnsmith',
      now: '2007-03-27T19:40:00Z',
    },
  ],
  [
    'a PUT under Version 2',
    {
      ...ofVersion2('MyyxeRY7whkBe+bq8fHCL/2kKUg=', 'Tue, 27 Mar 2007 21:15:45 +0000'),
      method: 'PUT',
      target: '/photos/puppy.jpg',
      bucketInHost: 'johnsmith',
      type: 'image/jpeg',
      now: '2007-03-27T21:10:00Z',
    },
  ],
  [
    'a list under Version 2',
    {
      ...ofVersion2('htDYFYduRNen8P9ZfE/s9SuKy0U=', 'Tue, 27 Mar 2007 19:42:41 +0000'),
      method: 'GET',
      target: '/?prefix=photos&max-keys=50&marker=puppy',
      bucketInHost: 'johnsmith',
      now: '2007-03-27T19:42:41Z',
    },
  ],
  [
    'the ACL of a bucket under Version 2',
    {
      ...ofVersion2('c2WLPFtWHVgbEmeEG93a4cG37dM=', 'Tue, 27 Mar 2007 19:44:46 +0000'),
      method: 'GET',
      target: '/?acl',
      bucketInHost: 'johnsmith',
      now: '2007-03-27T19:44:46Z',
    },
  ],
  [
    'a list of buckets under Version 2',
    {
      ...ofVersion2('qGdzdERIC03wnaRNKh6OqZehG9s=', 'Wed, 28 Mar 2007 01:29:59 +0000'),
      method: 'GET',
      target: '/',
      now: '2007-03-28T01:29:59Z',
    },
  ],
];

test.each(examples)("AWS's example is accepted: %s", async (_, example) => {
  const { method = 'GET', target, headers = {}, now = '2013-05-24T00:00:00Z', bucketInHost, type } = example;
  const defaults = headers.authorization?.startsWith('AWS4') && {
    host: 'examplebucket.s3.amazonaws.com',
    'x-amz-date': '20130524T000000Z',
    'x-amz-content-sha256': empty,
  };
  const body = (async function* () {})();
  const authenticated = await authenticate({
    head: parseTarget({
      method,
      target,
      headers: { ...defaults, ...headers, ...(type !== undefined && { 'content-type': type }) },
      duplicated: [],
      body,
      sourceIp: '127.0.0.1',
      secure: true,
    }),
    readBody: () => Buffer.alloc(0),
    credentials: (accessKeyId) => ({
      accessKeyId,
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      active: true,
      principal: { type: 'Service', service: 'example' },
    }),
    now: new Date(now),
    service: 's3',
    bucketInHost,
  });
  expect(authenticated.accessKeyId).toBe('AKIAIOSFODNN7EXAMPLE');
});
