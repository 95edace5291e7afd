import { describe, expect, test } from '@jest/globals';
import { account } from '../aws/testing/accounts.ts';
import { checkExpectedOwner } from './expected-owner.ts';
import { parseTarget } from './request-head.ts';
import { request } from './testing/request.ts';

const checked = (headers: Record<string, string>) => () =>
  checkExpectedOwner(parseTarget(request('GET /bucket?policy', headers)));

describe('An expected bucket owner', () => {
  test.each(['0000', '0000000000020', 'abcd', 'aa000000000$', ''])('cannot be "%s"', (owner) => {
    const refusal = {
      code: 'InvalidBucketOwnerAWSAccountID',
      status: 400,
      message: `The value of the expected bucket owner parameter must be an AWS Account ID... [${owner}]`,
    };
    expect(checked({ 'x-amz-expected-bucket-owner': owner })).toThrow(expect.objectContaining(refusal));
    expect(checked({ 'x-amz-source-expected-bucket-owner': owner })).toThrow(
      expect.objectContaining(refusal),
    );
  });

  test('can be an account id, or absent', () => {
    expect(checked({ 'x-amz-expected-bucket-owner': account })).not.toThrow();
    expect(checked({})).not.toThrow();
  });
});
