import { describe, expect, test } from '@jest/globals';
import { parseTarget } from './request-head.ts';
import { isForm, kindredService, serviceOf } from './service-of.ts';
import { refusal, request } from './testing/request.ts';

type Headers = Record<string, string>;
const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
const signed = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

function service(line: string, headers: Headers = {}, body: string | undefined = undefined) {
  return serviceOf(parseTarget(request(line, headers)), body === undefined ? undefined : Buffer.from(body));
}

describe('serviceOf', () => {
  test.each<[string, string, Headers?, string?]>([
    ['s3', 'GET /'],
    ['s3', 'GET /b?acl'],
    ['iam', 'POST /', signed('iam')],
    ['kms', 'POST /', { ...signed('kms'), 'x-amz-target': 'TrentService.Decrypt' }],
    ['kms', 'POST /', { 'x-amz-target': 'TrentService.Decrypt' }],
    ['dynamodb', 'POST /', { 'x-amz-target': 'DynamoDB_20120810.GetItem' }],
    ['sts', 'GET /?X-Amz-Credential=AKIA%2F20260101%2Fus-east-1%2Fsts%2Faws4_request'],
    ['sts', 'GET /?Action=GetCallerIdentity&Version=2011-06-15'],
    ['iam', 'POST /', form, 'Action=ListUsers&Version=2010-05-08'],
    ['s3', 'POST /', {}, 'Action=ListUsers&Version=2010-05-08'],
    ['s3', 'GET /b?Action=x'],
    ['s3', 'GET /', { authorization: 'AWS AKIA:signature' }],
    ['s3', 'POST /', { ...signed('s3'), ...form }, 'Action=ListUsers&Version=2010-05-08'],
  ])('is %s for %s', (expected, line, headers = {}, body = undefined) => {
    expect(service(line, headers, body)).toBe(expected);
  });

  test.each<[string, string, Headers?, string?]>([
    ['NotImplemented: The service "ec2"', 'POST /', signed('ec2')],
    ['NotImplemented: The service "constructor"', 'POST /', signed('constructor')],
    ['NotImplemented: The service of the target "Logs_1.Put"', 'POST /', { 'x-amz-target': 'Logs_1.Put' }],
    ['NotImplemented: The service of the target ".x"', 'POST /', { 'x-amz-target': '.x' }],
    [
      'NotImplemented: The service with the API version "1999-01-01"',
      'POST /',
      form,
      'Action=A&Version=1999-01-01',
    ],
    ['InvalidSignatureException', 'POST /', { ...signed('s3'), 'x-amz-target': 'TrentService.Decrypt' }],
    ['InvalidSignatureException', 'POST /', { ...signed('iam'), 'x-amz-target': 'TrentService.Decrypt' }],
    ['InvalidArgument', 'GET /?X-Amz-Credential=A/2/r/sts/aws4_request', signed('iam')],
    ['MalformedInput', 'POST /', form, 'Action=%zz&Version=2010-05-08'],
  ])('refuses with %s: %s', (refused, line, headers = {}, body = undefined) => {
    expect(refusal(() => service(line, headers, body))).toContain(refused);
  });

  test('a form is a POST of URL-encoded content', () => {
    expect(isForm(parseTarget(request('POST /', form)))).toBe(true);
    expect(isForm(parseTarget(request('GET /', form)))).toBe(false);
    expect(
      isForm(parseTarget(request('POST /', { 'content-type': 'application/x-www-form-urlencodedx' }))),
    ).toBe(false);
  });
});

describe('a request that cannot be decoded is answered', () => {
  test.each<[string, string, Headers]>([
    ['kms', 'POST /', { ...signed('logs'), 'x-amz-target': 'Logs_20140328.DescribeLogGroups' }],
    ['sts', 'POST /', { ...signed('cloudformation'), ...form }],
    ['s3', 'GET /functions', signed('lambda')],
  ])('as %s would answer %s', (expected, line, headers) => {
    expect(kindredService(parseTarget(request(line, headers)))).toBe(expected);
  });

  test('as S3 would answer, if not even its head can be parsed', () => {
    expect(kindredService(undefined)).toBe('s3');
  });
});
