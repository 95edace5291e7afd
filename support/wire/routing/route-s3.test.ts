import { describe, expect, test } from '@jest/globals';
import { parseTarget } from '../request-head.ts';
import { refusal, request } from '../testing/request.ts';
import { routeS3 } from './route-s3.ts';

type Headers = Record<string, string>;
const copy = { 'x-amz-copy-source': '/src/k' };

function routed(line: string, headers: Headers = {}) {
  return routeS3(parseTarget(request(line, headers)));
}

describe('the operation', () => {
  test.each<[string, string, Headers?]>([
    ['GET /', 'ListBuckets'],
    ['GET /?x-id=ListBuckets', 'ListBuckets'],
    ['GET /b01', 'ListObjects'],
    ['GET /b01/', 'ListObjects'],
    ['GET /b01?list-type=2&prefix=a', 'ListObjectsV2'],
    ['GET /b01?versions', 'ListObjectVersions'],
    ['GET /b01?policy=', 'GetBucketPolicy'],
    ['GET /b01?analytics', 'ListBucketAnalyticsConfigurations'],
    ['GET /b01?analytics&id=1', 'GetBucketAnalyticsConfiguration'],
    ['GET /b01/k', 'GetObject'],
    ['GET /b01/k?foo=bar', 'GetObject'],
    ['GET /b01/k?prefix=bar', 'GetObject'],
    ['GET /b01/k?uploadId=u', 'ListParts'],
    ['GET /b01/k?attributes', 'GetObjectAttributes', { 'x-amz-object-attributes': 'ETag' }],
    ['GET /b01/k?attributes&x-amz-object-attributes=ETag', 'GetObjectAttributes'],
    ['HEAD /b01', 'HeadBucket'],
    ['HEAD /b01/k?partNumber=1', 'HeadObject'],
    ['PUT /b01', 'CreateBucket'],
    ['PUT /b01/k', 'PutObject'],
    ['PUT /b01/k', 'CopyObject', copy],
    ['PUT /b01/k?partNumber=1&uploadId=u', 'UploadPart'],
    ['PUT /b01/k?partNumber=1&uploadId=u', 'UploadPartCopy', copy],
    ['PUT /b01/k?encryption', 'UpdateObjectEncryption'],
    ['POST /b01?delete', 'DeleteObjects'],
    ['POST /b01/k?uploads', 'CreateMultipartUpload'],
    ['POST /b01/k?uploadId=u', 'CompleteMultipartUpload'],
    ['POST /b01/k?select&select-type=2', 'SelectObjectContent'],
    ['DELETE /b01/k?versionId=v', 'DeleteObject'],
    ['DELETE /b01/k?uploadId=u', 'AbortMultipartUpload'],
    ['DELETE /b01/k?tagging', 'DeleteObjectTagging'],
  ])('of %s is %s', (line, operation, headers = {}) => {
    expect(routed(line, headers).operation).toBe(operation);
  });
});

describe('the bucket and key', () => {
  test.each<[string, string | undefined, string | undefined]>([
    ['/', undefined, undefined],
    ['/bucket', 'bucket', undefined],
    ['/bucket/', 'bucket', undefined],
    ['/bucket/k', 'bucket', 'k'],
    ['/bucket//k', 'bucket', '/k'],
    ['/bucket//', 'bucket', '/'],
    ['/bucket/a/../b', 'bucket', 'a/../b'],
    ['/bucket/..', 'bucket', '..'],
    ['/bucket/../other/k', 'bucket', '../other/k'],
    ['/bucket/%2e%2e/k', 'bucket', '../k'],
    ['/bucket/a%2Fb', 'bucket', 'a/b'],
    ['/bucket/%2F', 'bucket', '/'],
    ['/bucket/a%252Fb', 'bucket', 'a%2Fb'],
    ['/bucket/a+b%20c%2B', 'bucket', 'a+b c+'],
    ['/bucket/%C3%BC/%E2%82%AC', 'bucket', 'ü/€'],
    ['/bucket/dir/', 'bucket', 'dir/'],
    ['/bucket/k%3Facl', 'bucket', 'k?acl'],
    ['/%62ucket/k', 'bucket', 'k'],
  ])('of %s in path style are %s and %s', (path, bucket, key) => {
    expect(routed(`GET ${path}`)).toMatchObject({ ...(bucket && { bucket }), ...(key && { key }) });
    expect(Object.keys(routed(`GET ${path}`)).length).toBe(1 + (bucket ? 1 : 0) + (key ? 1 : 0));
  });

  test.each([
    ['bucket.localhost:4566', 'bucket'],
    ['bucket.s3.localhost', 'bucket'],
    ['Bucket.S3.localhost', 'bucket'],
    ['my.dotted.bucket.s3.localhost', 'my.dotted.bucket'],
    ['bucket.s3.eu-west-1.localhost', 'bucket'],
    ['bucket.s3.localhost.localstack.cloud:4566', 'bucket'],
    ['bucket.s3.eu-central-1.localhost.localstack.cloud', 'bucket'],
    ['bucket.localhost.localstack.cloud:4566', 'bucket'],
    ['my.dotted.bucket.localhost', 'my.dotted.bucket'],
    ['my.dotted.bucket.localhost.localstack.cloud', 'my.dotted.bucket'],
    ['bucket.s3.amazonaws.com', 'bucket'],
    ['bucket.s3.us-gov-west-1.amazonaws.com', 'bucket'],
    ['bucket.s3-eu-west-1.amazonaws.com', 'bucket'],
    ['bucket.s3.dualstack.us-east-1.amazonaws.com', 'bucket'],
  ])('of the host %s is %s, and the whole path is the key', (host, bucket) => {
    expect(routed('GET //k/', { host })).toEqual({ operation: 'GetObject', bucket, key: '/k/' });
    expect(routed('GET /', { host })).toEqual({ operation: 'ListObjects', bucket });
  });

  test.each([
    'localhost',
    '127.0.0.1:4566',
    '[::1]:80',
    's3.localhost',
    's3.amazonaws.com',
    's3.eu-west-1.amazonaws.com',
    's3.localhost.localstack.cloud',
    's3.eu-central-1.localhost.localstack.cloud',
    'localhost.localstack.cloud:4566',
    'gateway:4566',
    'gateway.internal',
    '',
  ])('of the host %j are in the path', (host) => {
    expect(routed('GET /bucket/k', { host })).toEqual({ operation: 'GetObject', bucket: 'bucket', key: 'k' });
  });
});

describe('an ambiguous request is refused', () => {
  test.each<[string, string, Headers?]>([
    ['GET //b01/k', 'InvalidBucketName'],
    ['GET //', 'InvalidBucketName'],
    ['GET /../b01/k', 'InvalidBucketName'],
    ['GET /%2e%2e/k', 'InvalidBucketName'],
    ['GET /b01%2Fk', 'InvalidBucketName'],
    ['GET /b%00b/k', 'InvalidBucketName'],
    ['PUT /b01/k?acl', 'InvalidArgument: PutObjectAcl does not take the header x-amz-copy-source.', copy],
    [
      'DELETE /b01/k?uploadId=x&tagging',
      'InvalidArgument: Conflicting query string parameters: uploadId, tagging',
    ],
    ['GET /b01?acl&policy', 'InvalidArgument: Conflicting query string parameters: acl, policy'],
    ['PUT /b01/k?acl&tagging', 'InvalidArgument: Conflicting query string parameters: acl, tagging'],
    ['GET /b01/k?acl&uploadId=x', 'InvalidArgument: Conflicting'],
    ['PUT /b01/k?partNumber=1', 'MethodNotAllowed'],
    ['PUT /b01/k?uploadId=1', 'MethodNotAllowed'],
    ['GET /b01/k?policy', 'MethodNotAllowed'],
    ['GET /b01/k?restore', 'MethodNotAllowed'],
    ['GET /b01?acl=x', 'MethodNotAllowed'],
    ['GET /b01?list-type=1', 'MethodNotAllowed'],
    ['PUT /b01?analytics', 'MethodNotAllowed'],
    ['POST /b01', 'PreconditionFailed'],
    ['POST /b01?policy', 'MethodNotAllowed'],
    ['POST /', 'MethodNotAllowed'],
    ['PATCH /b01/k', 'NotImplemented: The S3 method PATCH'],
    ['OPTIONS /b01/k', 'BadRequest: Insufficient information. Origin request header needed.'],
    ['PUT /b01/k?versionId=v', 'InvalidArgument: This operation does not accept a version-id.'],
    ['GET /b01/k?versionId=v&versionId=w', 'InvalidArgument: Query parameter must not repeat.'],
    ['GET /b01?acl&acl', 'InvalidArgument: Query parameter must not repeat.'],
    ['PUT /b01/k?x-amz-acl=a&X-Amz-Acl=b', 'InvalidArgument'],
    ['PUT /b01/k?x-amz-acl=private', 'InvalidArgument', { 'x-amz-acl': 'public-read' }],
    ['PUT /b01/k?x-amz-server-side-encryption=AES256', 'InvalidArgument'],
    ['PUT /b01/k?x-amz-copy-source=b/k', 'InvalidArgument'],
    ['PUT /b01/k?renameObject', 'MethodNotAllowed'],
  ])('%s: %s', (line, refused, headers = {}) => {
    expect(refusal(() => routed(line, headers))).toContain(refused);
  });
});

test('a bucket may have the name of a version of S3 Control', () => {
  expect(routed('GET /v20180820/configuration/publicAccessBlock')).toMatchObject({ operation: 'GetObject' });
});
