import { describe, expect, test } from '@jest/globals';
import { bucketOfHost } from './s3-address.ts';
import { vpcEndpointHost } from './vpc-endpoint-host.ts';

const AWS = 'vpce-1a2b3c4d-5e6f.s3.us-east-1.vpce.amazonaws.com';

describe('vpcEndpointHost', () => {
  test.each([
    [`bucket.${AWS}`, undefined],
    [AWS, undefined],
    [`bucket.vpce-1a2b3c4d-5e6f-us-east-1a.s3.us-east-1.vpce.amazonaws.com`, undefined],
    [`records.bucket.${AWS}`, 'records'],
    [`my.records.bucket.${AWS}`, 'my.records'],
    ['bucket.vpce-1a2b3c4d.localhost', undefined],
    ['vpce-1a2b3c4d.localhost', undefined],
    ['records.bucket.vpce-1a2b3c4d.localhost', 'records'],
    ['bucket.vpce-1a2b3c4d.localhost.localstack.cloud', undefined],
    ['records.bucket.vpce-1a2b3c4d.localhost.localstack.cloud', 'records'],
  ])('%s is an endpoint, and its bucket is %s', (host, bucket) => {
    expect(vpcEndpointHost(host)).toEqual({ id: 'vpce-1a2b3c4d', bucket });
    expect(bucketOfHost(host)).toBe(bucket);
  });

  test.each([
    'localhost',
    '127.0.0.1',
    's3.us-east-1.amazonaws.com',
    'vpce-1a2b3c4d',
    'vpce-1a2b3c4d.example.com',
    'vpce-records.localhost',
    'vpce-1a2b3c4d.s3.us-east-1.amazonaws.com',
  ])('%s is not an endpoint', (host) => {
    expect(vpcEndpointHost(host)).toBeUndefined();
  });
});
