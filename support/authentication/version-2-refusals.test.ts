import { describe, expect, test } from '@jest/globals';
import { type Changes, now, type Row, refusalOf } from './testing/badly-signed-request.ts';

const date = now.toUTCString();

/** A request with an invalid signature of Version 2 in its headers. */
function signed(headers: Changes['headers'] = {}, service = 's3'): Changes {
  return { service, headers: { host: 'localhost', authorization: 'AWS AKIAEXAMPLE:AAAA', date, ...headers } };
}

const SKEWED = 'The difference between the request time and the current time is too large.';
const NO_DATE = 'AWS authentication requires a valid Date or x-amz-date header';
const INVALID = 'AWS authorization header is invalid.  Expected AwsAccessKeyId:signature';

describe('S3 refuses a header of Signature Version 2', () => {
  test.each<Row>([
    ['that is signed wrongly', signed(), 'SignatureDoesNotMatch', 403, 'The request signature we calculated'],
    [
      'of an unknown key',
      signed({ authorization: 'AWS NONE:AAAA' }),
      'InvalidAccessKeyId',
      403,
      'The AWS Access Key Id',
    ],
    ['without a signature', signed({ authorization: 'AWS AKIAEXAMPLE' }), 'InvalidArgument', 400, INVALID],
    [
      'with more than it',
      signed({ authorization: 'AWS AKIAEXAMPLE:AAAA b' }),
      'InvalidArgument',
      400,
      INVALID,
    ],
    ['without a date', signed({ date: undefined }), 'AccessDenied', 403, NO_DATE],
    ['whose date is no time', signed({ date: 'today' }), 'AccessDenied', 403, NO_DATE],
    ['whose x-amz-date is no time', signed({ 'x-amz-date': 'today' }), 'AccessDenied', 403, NO_DATE],
    ['that is 16 minutes old', signed({ date: at(-16) }), 'RequestTimeTooSkewed', 403, SKEWED],
    ['that is 16 minutes ahead', signed({ date: at(16) }), 'RequestTimeTooSkewed', 403, SKEWED],
    ['whose x-amz-date is old', signed({ 'x-amz-date': at(-16) }), 'RequestTimeTooSkewed', 403, SKEWED],
    [
      'of a session without its token',
      signed({ authorization: 'AWS ASIASESSION:AAAA' }),
      'InvalidAccessKeyId',
      403,
      'The AWS Access Key Id',
    ],
  ])('%s', async (_, changes, code, status, message) => {
    const refusal = await refusalOf(changes);
    expect(refusal).toMatchObject({ code, status });
    expect(refusal).toHaveProperty('message', expect.stringContaining(message));
  });

  test('for another service', async () => {
    expect(await refusalOf(signed({}, 'kms'))).toMatchObject({ status: 400 });
  });
});

/** A time so many minutes from the arrival of the request. */
function at(minutes: number): string {
  return new Date(now.getTime() + minutes * 60_000).toUTCString();
}
