import { describe, expect, test } from '@jest/globals';
import {
  authorization,
  byHeader,
  byVersion2,
  type Changes,
  credentialOf,
  refusalOf,
  withCredential,
} from './testing/badly-signed-request.ts';

const token = { 'x-amz-security-token': 'token' };
const invalid = 'The security token included in the request is invalid.';

describe.each([
  [
    'kms',
    'InvalidSignatureException',
    400,
    'IncompleteSignatureException',
    400,
    'UnrecognizedClientException',
    400,
    'ExpiredTokenException',
    400,
  ],
  [
    'sts',
    'SignatureDoesNotMatch',
    403,
    'IncompleteSignature',
    400,
    'InvalidClientTokenId',
    403,
    'ExpiredToken',
    403,
  ],
  [
    'iam',
    'SignatureDoesNotMatch',
    403,
    'IncompleteSignature',
    400,
    'InvalidClientTokenId',
    403,
    'ExpiredToken',
    403,
  ],
] as const)(
  '%s refuses a request',
  (service, mismatch, mismatchStatus, incomplete, incompleteStatus, stranger, strangerStatus, over, overStatus) => {
    const wrong = [mismatch, mismatchStatus] as const;
    const partial = [incomplete, incompleteStatus] as const;
    const client = [stranger, strangerStatus] as const;
    const header = (headers: Changes['headers'] = {}, id?: string) => byHeader(service, headers, id);
    test.each<[why: string, changes: Changes, error: readonly [string, number], text: string]>([
      [
        'signed wrongly',
        header(),
        wrong,
        'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
      ],
      [
        'signed for another service',
        withCredential(service, credentialOf('AKIAEXAMPLE', 's3')),
        wrong,
        `Credential should be scoped to correct service: '${service}'. `,
      ],
      [
        'signed for another day',
        withCredential(service, credentialOf('AKIAEXAMPLE', service, '20261120')),
        wrong,
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20261120' != '20261121', from '20261121T120000Z'. ",
      ],
      [
        'signed long ago',
        header({ 'x-amz-date': '20261121T110000Z' }),
        wrong,
        'Signature expired: 20261121T110000Z is now earlier than 20261121T114500Z (20261121T120000Z - 15 min.)',
      ],
      [
        'signed ahead',
        header({ 'x-amz-date': '20261121T130000Z' }),
        wrong,
        'Signature not yet current: 20261121T130000Z is still later than 20261121T121500Z (20261121T120000Z + 15 min.)',
      ],
      [
        'without a signature of its target',
        header({ 'x-amz-target': 'TrentService.Decrypt' }),
        wrong,
        "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.",
      ],
      [
        'without a signature of its host',
        header({
          authorization: authorization(credentialOf('A', service), 'x-amz-content-sha256;x-amz-date'),
        }),
        wrong,
        "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
      ],
      [
        'without a date',
        header({ 'x-amz-date': undefined }),
        partial,
        "existence of either a 'X-Amz-Date' or a 'Date' header.",
      ],
      [
        'with a date in words',
        header({ 'x-amz-date': 'today' }),
        partial,
        "Date must be in ISO-8601 'basic format'. Got 'today'.",
      ],
      [
        'with an incomplete signature',
        header({ authorization: 'AWS4-HMAC-SHA256 Credential=a' }),
        partial,
        "Authorization header requires 'SignedHeaders' parameter. Authorization header requires 'Signature' parameter. Authorization=AWS4-HMAC-SHA256 Credential=a",
      ],
      [
        'whose credential is invalid',
        withCredential(service, 'a/b'),
        partial,
        "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/b'",
      ],
      [
        'signed otherwise',
        header({ authorization: 'AWS3 x' }),
        partial,
        "Unsupported AWS 'algorithm': 'AWS3' (only AWS4-HMAC-SHA256 for now). ",
      ],
      ['signed with Version 2', { ...byVersion2(), service }, partial, 'only AWS4-HMAC-SHA256'],
      ['by an unknown access key', header({}, 'AIDAUNKNOWN'), client, invalid],
      ['by an inactive key', header({}, 'AKIAINACTIVE'), client, invalid],
      ['without its token', header({}, 'ASIASESSION'), client, invalid],
      [
        'with the token of another session',
        header({ 'x-amz-security-token': 'other' }, 'ASIASESSION'),
        client,
        invalid,
      ],
      [
        'of an expired session',
        header(token, 'ASIAOVER'),
        [over, overStatus],
        'The security token included in the request is expired',
      ],
    ])('%s', async (_, changes, [code, status], text) => {
      const refusal = await refusalOf(changes);
      expect(refusal).toMatchObject({ name: 'AwsError', code, status });
      expect(refusal).toHaveProperty('message', expect.stringContaining(text));
    });
  },
);
