import { describe, expect, test } from '@jest/globals';
import {
  byQuery,
  byVersion2,
  credentialOf,
  type Row,
  refusalOf,
  signature,
} from './testing/badly-signed-request.ts';

describe('S3 refuses a presigned URL', () => {
  const parameters = 'AuthorizationQueryParametersError';
  const week =
    'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds';
  test.each<Row>([
    [
      'that is signed wrongly',
      byQuery(),
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match',
    ],
    [
      'without expiry',
      byQuery({ 'X-Amz-Expires': undefined }),
      parameters,
      400,
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    ],
    [
      'whose signature is misspelt',
      { headers: { host: 'localhost' }, query: { 'x-amz-signature': signature } },
      parameters,
      400,
      'Query-string authentication version 4 requires',
    ],
    [
      'of another algorithm',
      byQuery({ 'X-Amz-Algorithm': 'AWS4-HMAC-SHA512' }),
      parameters,
      400,
      'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"',
    ],
    [
      'whose credential is invalid',
      byQuery({ 'X-Amz-Credential': 'a/b' }),
      parameters,
      400,
      'Error parsing the X-Amz-Credential parameter; the Credential is mal-formed',
    ],
    [
      'for another service',
      byQuery({ 'X-Amz-Credential': credentialOf('AKIAEXAMPLE', 'sts') }),
      parameters,
      400,
      'Error parsing the X-Amz-Credential parameter; incorrect service "sts". This endpoint belongs to "s3".',
    ],
    [
      'whose date is invalid',
      byQuery({ 'X-Amz-Date': 'today' }),
      parameters,
      400,
      "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"",
    ],
    [
      'that expires in words',
      byQuery({ 'X-Amz-Expires': 'soon' }),
      parameters,
      400,
      'X-Amz-Expires should be a number',
    ],
    [
      'that expired before it was made',
      byQuery({ 'X-Amz-Expires': '-1' }),
      parameters,
      400,
      'X-Amz-Expires must be non-negative',
    ],
    ['for more than a week', byQuery({ 'X-Amz-Expires': '604801' }), parameters, 400, week],
    ['for no time at all', byQuery({ 'X-Amz-Expires': '0' }), 'AccessDenied', 403, 'Request has expired'],
    [
      'that has expired',
      byQuery({ 'X-Amz-Date': '20261121T115900Z' }),
      'AccessDenied',
      403,
      'Request has expired',
    ],
    [
      'that is not valid yet',
      byQuery({ 'X-Amz-Date': '20261121T121501Z' }),
      'AccessDenied',
      403,
      'Request is not yet valid',
    ],
    [
      'with an unsigned header',
      byQuery({}, { 'x-amz-acl': 'public-read' }),
      'AccessDenied',
      403,
      'There were headers present in the request which were not signed',
    ],
    [
      'with two payload hashes',
      byQuery(
        { 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD', 'X-Amz-SignedHeaders': 'host;x-amz-content-sha256' },
        { 'x-amz-content-sha256': 'other' },
      ),
      'InvalidArgument',
      400,
      'x-amz-content-sha256 has two values.',
    ],
    [
      'with the token of another session',
      byQuery({ 'X-Amz-Security-Token': 'token' }),
      'InvalidToken',
      400,
      'The provided token is malformed or otherwise invalid.',
    ],
    [
      'of Version 2 that is signed wrongly',
      byVersion2(),
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match',
    ],
    [
      'of Version 2 that is incomplete',
      byVersion2({ Expires: undefined }),
      'AccessDenied',
      403,
      'Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters',
    ],
    [
      'of Version 2 that expires in words',
      byVersion2({ Expires: 'soon' }),
      'AccessDenied',
      403,
      'Invalid date (should be seconds since epoch): soon',
    ],
    [
      'of Version 2 that has expired',
      byVersion2({ Expires: '1795262400' }),
      'AccessDenied',
      403,
      'Request has expired',
    ],
    [
      'of Version 2 with a value that could be two',
      byVersion2({ partNumber: '1&uploadId=u' }),
      'InvalidArgument',
      400,
      'The value of partNumber is ambiguous.',
    ],
    [
      'of Version 2 with a name that could be a name and its value',
      byVersion2({ 'versionId=v1': '' }),
      'InvalidArgument',
      400,
      'The value of versionId=v1 is ambiguous.',
    ],
    [
      'of Version 2 with a header that could be two',
      byVersion2({ 'x-amz-meta-a': 'b\nx-amz-acl:private' }),
      'InvalidArgument',
      400,
      'The value of x-amz-meta-a is ambiguous.',
    ],
  ])('%s', async (_, changes, code, status, text) => {
    const refusal = await refusalOf(changes);
    expect(refusal).toMatchObject({ name: 'AwsError', code, status });
    expect(refusal).toHaveProperty('message', expect.stringContaining(text));
  });

  test('with the times of its expiry', async () => {
    expect(await refusalOf(byQuery({ 'X-Amz-Date': '20261121T110000Z' }))).toMatchObject({
      members: { 'X-Amz-Expires': '60', Expires: '2026-11-21T11:01:00Z', ServerTime: '2026-11-21T12:00:00Z' },
    });
    expect(await refusalOf(byVersion2({ Expires: '1795262399' }))).toMatchObject({
      members: { Expires: '2026-11-21T11:59:59Z', ServerTime: '2026-11-21T12:00:00Z' },
    });
  });
});
