import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { authenticate } from './authenticate.ts';
import { refusalsOf } from './refusals-of.ts';
import {
  authorization,
  byHeader,
  byQuery,
  credentialOf,
  type Row,
  refusalOf,
  request,
  signature,
  withCredential,
} from './testing/badly-signed-request.ts';

const token = { 'x-amz-security-token': 'token' };
const unknown = 'The AWS Access Key Id you provided does not exist in our records.';
const malformed = 'The authorization header is malformed; ';

describe('S3 refuses a request signed by header', () => {
  test.each<Row>([
    [
      'with a wrong signature',
      byHeader('s3'),
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    ],
    [
      'with Signature Version 4A',
      byHeader('s3', { authorization: 'AWS4-ECDSA-P256-SHA256 Credential=a' }),
      'InvalidRequest',
      400,
      'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
    ],
    [
      'with a password',
      byHeader('s3', { authorization: 'Basic YTpi' }),
      'InvalidArgument',
      400,
      'Unsupported Authorization Type',
    ],
    [
      'without a signature',
      byHeader('s3', { authorization: 'AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host' }),
      'AuthorizationHeaderMalformed',
      400,
      `${malformed}the authorization header requires three components: Credential, SignedHeaders, and Signature.`,
    ],
    [
      'with two signatures',
      byHeader('s3', { authorization: `${authorization(credentialOf('AKIAEXAMPLE', 's3'))}, Signature=b` }),
      'AuthorizationHeaderMalformed',
      400,
      'requires three components',
    ],
    [
      'with an invalid credential',
      withCredential('s3', '/20261121/eu-west-1/s3/aws4_request'),
      'AuthorizationHeaderMalformed',
      400,
      `${malformed}the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".`,
    ],
    [
      'for another service',
      withCredential('s3', credentialOf('AKIAEXAMPLE', 'kms')),
      'AuthorizationHeaderMalformed',
      400,
      `${malformed}incorrect service "kms". This endpoint belongs to "s3".`,
    ],
    [
      'for another day',
      withCredential('s3', credentialOf('AKIAEXAMPLE', 's3', '20261120')),
      'AuthorizationHeaderMalformed',
      400,
      `${malformed}Invalid credential date "20261120". This date is not the same as X-Amz-Date: "20261121".`,
    ],
    [
      'with another terminator',
      withCredential('s3', credentialOf('AKIAEXAMPLE', 's3', '20261121', 'aws5')),
      'AuthorizationHeaderMalformed',
      400,
      `${malformed}incorrect terminal "aws5". This endpoint uses "aws4_request".`,
    ],
    [
      'for an invalid region',
      withCredential('s3', 'AKIAEXAMPLE/20261121/EU/s3/aws4_request'),
      'AuthorizationHeaderMalformed',
      400,
      `${malformed}the region 'EU' is wrong; expecting 'us-east-1'`,
    ],
    [
      'without a date',
      byHeader('s3', { 'x-amz-date': undefined }),
      'AccessDenied',
      403,
      'AWS authentication requires a valid Date or x-amz-date header',
    ],
    [
      'on a day that does not exist',
      byHeader('s3', { 'x-amz-date': '20260231T120000Z' }),
      'AccessDenied',
      403,
      'AWS authentication requires a valid Date or x-amz-date header',
    ],
    [
      '16 minutes ago',
      byHeader('s3', { 'x-amz-date': '20261121T114400Z' }),
      'RequestTimeTooSkewed',
      403,
      'The difference between the request time and the current time is too large.',
    ],
    [
      '16 minutes ahead',
      byHeader('s3', { 'x-amz-date': '20261121T121600Z' }),
      'RequestTimeTooSkewed',
      403,
      'The difference between the request time and the current time is too large.',
    ],
    [
      'without a payload hash',
      byHeader('s3', { 'x-amz-content-sha256': undefined }),
      'InvalidRequest',
      400,
      'Missing required header for this request: x-amz-content-sha256',
    ],
    [
      'with an x-amz-* header that is not signed',
      byHeader('s3', { 'x-amz-acl': 'private' }),
      'AccessDenied',
      403,
      'There were headers present in the request which were not signed',
    ],
    [
      'with a host that is not signed',
      byHeader('s3', {
        authorization: authorization(credentialOf('AKIAEXAMPLE', 's3'), 'x-amz-content-sha256;x-amz-date'),
      }),
      'AccessDenied',
      403,
      'There were headers present in the request which were not signed',
    ],
    ['by an unknown access key', byHeader('s3', {}, 'AIDAUNKNOWN'), 'InvalidAccessKeyId', 403, unknown],
    ['by a key that is inactive', byHeader('s3', {}, 'AKIAINACTIVE'), 'InvalidAccessKeyId', 403, unknown],
    ['by a service', byHeader('s3', {}, 'transfer.amazonaws.com'), 'InvalidAccessKeyId', 403, unknown],
    [
      'in a session, without its token',
      byHeader('s3', {}, 'ASIASESSION'),
      'InvalidAccessKeyId',
      403,
      unknown,
    ],
    [
      "in a session, with another's token",
      byHeader('s3', { 'x-amz-security-token': 'other' }, 'ASIASESSION'),
      'InvalidToken',
      400,
      'The provided token is malformed or otherwise invalid.',
    ],
    [
      'by a long-term key, with a token',
      byHeader('s3', token),
      'InvalidToken',
      400,
      'The provided token is malformed or otherwise invalid.',
    ],
    [
      'by the root user, with a token',
      byHeader('s3', token, '111122223333'),
      'InvalidToken',
      400,
      'The provided token is malformed or otherwise invalid.',
    ],
    [
      'in an expired session',
      byHeader('s3', token, 'ASIAOVER'),
      'ExpiredToken',
      400,
      'The provided token has expired.',
    ],
    [
      'by header and query',
      { ...byQuery(), headers: byHeader('s3').headers },
      'InvalidArgument',
      400,
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
    ],
    [
      'twice',
      { ...byHeader('s3'), duplicated: ['authorization'] },
      'InvalidArgument',
      400,
      'authorization must not be specified more than once.',
    ],
    [
      'for two dates',
      { ...byHeader('s3'), duplicated: ['x-amz-date'] },
      'InvalidArgument',
      400,
      'x-amz-date must not be specified more than once.',
    ],
  ])('%s', async (_, changes, code, status, text) => {
    const refusal = await refusalOf(changes);
    expect(refusal).toMatchObject({ name: 'AwsError', code, status });
    expect(refusal).toHaveProperty('message', expect.stringContaining(text));
  });

  test('with the computed texts, so that the difference can be found', async () => {
    expect(await refusalOf(byHeader('s3'))).toMatchObject({
      members: {
        AWSAccessKeyId: 'AKIAEXAMPLE',
        SignatureProvided: signature,
        StringToSign: expect.stringContaining(
          'AWS4-HMAC-SHA256\n20261121T120000Z\n20261121/eu-west-1/s3/aws4_request\n',
        ),
        StringToSignBytes: expect.stringMatching(/^41 57 53 34 /),
        CanonicalRequest:
          'GET\n/reports/q1.csv\n\nhost:localhost\nx-amz-content-sha256:UNSIGNED-PAYLOAD\nx-amz-date:20261121T120000Z\n\nhost;x-amz-content-sha256;x-amz-date\nUNSIGNED-PAYLOAD',
        CanonicalRequestBytes: expect.stringMatching(/^47 45 54 0a /),
      },
    });
  });

  test('with the times, so that the clock can be set', async () => {
    expect(await refusalOf(byHeader('s3', { 'x-amz-date': '20261121T114459Z' }))).toMatchObject({
      members: {
        RequestTime: '20261121T114459Z',
        ServerTime: '2026-11-21T12:00:00Z',
        MaxAllowedSkewMilliseconds: '900000',
      },
    });
  });
});

describe('S3 refuses a payload hash', () => {
  test.each([
    ['that is invalid', 'sha', 'InvalidArgument', 400],
    ['of chunks signed with Version 4A', 'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD', 'NotImplemented', 501],
    ['of signed chunks in an unsigned request', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 'InvalidArgument', 400],
  ])('%s', async (_, value, code, status) => {
    const headers = { host: 'localhost', 'x-amz-content-sha256': value };
    expect(await refusalOf({ headers })).toMatchObject({ code, status });
  });
});

test.each([
  ['s3', 'AccessDenied', 403],
  ['kms', 'MissingAuthenticationTokenException', 400],
  ['sts', 'MissingAuthenticationToken', 403],
])('%s says that a required signature is missing', (service, code, status) => {
  expect(refusalsOf(service).unsigned()).toMatchObject({ code, status });
});

test('An unsigned request is anonymous', async () => {
  expect(await authenticate(request({ headers: { host: 'localhost' } }))).toEqual({
    principal: { type: 'Anonymous' },
    authType: undefined,
    signatureVersion: undefined,
    contentSha256: undefined,
    payload: { kind: 'unsigned' },
  });
});

test('An arbitrary signature is refused and never crashes', async () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('/', '=', ',', ';', '%'));
  const changes = fc.record({
    service: fc.constantFrom('s3', 'kms', 'sts'),
    authorization: fc.oneof(
      text,
      text.map((rest) => `AWS4-HMAC-SHA256 ${rest}`),
      text.map((c) => authorization(c)),
    ),
    date: fc.oneof(text, fc.constant('20261121T120000Z')),
  });
  await fc.assert(
    fc.asyncProperty(changes, async ({ service, authorization: sent, date }) => {
      const refusal = await refusalOf(byHeader(service, { authorization: sent, 'x-amz-date': date }));
      expect(refusal).toMatchObject({ name: 'AwsError' });
    }),
  );
});
