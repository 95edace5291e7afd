import { describe, expect, test } from '@jest/globals';
import { otherAccount } from '../aws/testing/accounts.ts';
import type { DecisionRecord } from '../gateway/record/decision-log.ts';
import { describeCloudTrail, recordedCalls } from './recorded-calls.ts';

const owner = otherAccount;
const reader = '111111111111';
const callerArn = `arn:aws:iam::${reader}:user/reader`;
const refusal = { code: 'AccessDenied', message: 'no' };

function reading(error?: typeof refusal): DecisionRecord {
  const resources = [`arn:aws:kms:eu-west-1:${owner}:key/1`];
  return {
    id: error === undefined ? 'read' : 'refused',
    time: new Date(0),
    principal: { type: 'User', accountId: reader, arn: callerArn, userName: 'reader', userId: 'AIDAREADER' },
    decisions: [],
    kmsCalls: [{ operation: 'Decrypt', resources, input: {}, through: 's3', error }],
    response: { status: 200 },
  };
}

describe('the calls that CloudTrail shows', () => {
  const count = (records: readonly DecisionRecord[], account: string, refused?: boolean) =>
    recordedCalls(records, account, { operation: 'Decrypt', callerArn, refused }).length;

  test('are found by the caller, in another account too', () => {
    expect([count([reading()], reader), count([reading()], owner)]).toEqual([1, 1]);
    expect(
      recordedCalls([reading()], owner, { operation: 'Decrypt', callerArn: 'arn:aws:iam::1:root' }),
    ).toEqual([]);
    expect(recordedCalls([reading()], owner, { operation: 'Encrypt', callerArn })).toEqual([]);
  });

  test('are refused or not, or either', () => {
    const both = [reading(), reading(refusal)];
    expect([true, false, undefined].map((refused) => count(both, reader, refused))).toEqual([1, 1, 2]);
    expect([true, false, undefined].map((refused) => count(both, owner, refused))).toEqual([0, 1, 1]);
  });

  test('read as a sentence', () => {
    expect(describeCloudTrail([reading(), reading(refusal)], reader)).toBe(
      `kms:Decrypt by ${callerArn}; AccessDenied of kms:Decrypt by ${callerArn}`,
    );
    expect(describeCloudTrail([reading()], owner)).toBe('kms:Decrypt by AIDAREADER');
    expect(describeCloudTrail([], owner)).toBe('no call to KMS');
  });
});
