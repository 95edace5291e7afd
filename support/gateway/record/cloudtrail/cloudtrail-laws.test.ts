import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { otherAccount } from '../../../aws/testing/accounts.ts';
import type { KmsCallMade } from '../../kms-use/kms-call-made.ts';
import type { DecisionRecord } from '../decision-log.ts';
import { cloudTrailEvents } from './cloudtrail-events.ts';
import { requestParameters } from './request-parameters.ts';

const accounts = ['111111111111', otherAccount, '333333333333'];
const account = fc.constantFrom(...accounts);
const keyArn = fc.tuple(account, fc.uuid()).map(([owner, id]) => `arn:aws:kms:eu-west-1:${owner}:key/${id}`);
const callThrough = (through: 's3' | undefined): fc.Arbitrary<KmsCallMade> =>
  fc.record({
    operation: fc.constantFrom('Decrypt', 'GenerateDataKey', 'ReEncrypt', 'DescribeKey'),
    resources: fc.array(keyArn, { maxLength: 2 }),
    input: fc.constant({}),
    through: fc.constant(through),
    error: fc.constantFrom(undefined, { code: 'AccessDenied', message: 'no' }),
  });
/** A request to KMS is one call; one to S3 takes any number. */
const calls = fc.oneof(
  fc.array(callThrough('s3'), { maxLength: 3 }),
  callThrough(undefined).map((direct) => [direct]),
);
const record: fc.Arbitrary<DecisionRecord> = fc
  .record({ id: fc.uuid(), caller: account, calls })
  .map(({ id, caller, calls: kmsCalls }) => ({
    id,
    time: new Date(0),
    principal: { type: 'Root', accountId: caller, arn: `arn:aws:iam::${caller}:root`, userId: caller },
    decisions: [],
    kmsCalls,
    response: { status: 200 },
  }));

/** The CloudTrail events of all accounts, one account after the other. */
const allEvents = (records: readonly DecisionRecord[]) =>
  accounts.flatMap((one) => cloudTrailEvents(records, one));

describe('the events of CloudTrail', () => {
  test('hold each call once with the caller, and each successful one once with every other owner of its keys', () => {
    fc.assert(
      fc.property(record, (one) => {
        const { kmsCalls = [], principal } = one;
        const caller = principal?.type === 'Root' ? principal.accountId : '';
        const expected = kmsCalls.flatMap(({ resources, error }) => {
          const owners = resources.map((arn) => arn.split(':')[4] ?? '');
          return [...new Set([caller, ...(error === undefined ? owners : [])])];
        });
        const recipients = allEvents([one]).map(({ recipientAccountId }) => recipientAccountId);
        expect(recipients.toSorted()).toEqual(expected.toSorted());
      }),
    );
  });

  test('share an id if a call is in the CloudTrail of more than one account, and have ids of their own', () => {
    fc.assert(
      fc.property(fc.uniqueArray(record, { selector: ({ id }) => id, maxLength: 4 }), (records) => {
        const events = allEvents(records);
        expect(new Set(events.map(({ eventID }) => eventID)).size).toBe(events.length);
        for (const [, copies] of Map.groupBy(events, ({ requestID }) => requestID)) {
          const shared = new Set(copies.map(({ sharedEventID }) => sharedEventID));
          if (copies.length === 1) expect([...shared]).toEqual([undefined]);
          else expect(shared.has(undefined)).toBe(false);
        }
      }),
    );
  });

  test('tell another account who it was, and neither name nor access key', () => {
    fc.assert(
      fc.property(record, (one) => {
        for (const { userIdentity, recipientAccountId } of allEvents([one])) {
          const foreign = userIdentity.accountId !== recipientAccountId;
          expect(userIdentity.type === 'AWSAccount').toBe(foreign);
          expect('arn' in userIdentity || 'accessKeyId' in userIdentity).toBe(!foreign);
        }
      }),
    );
  });
});

describe('request parameters', () => {
  test.each([
    [{}, null],
    [
      { KeyId: 'alias/a', NumberOfBytes: 32 },
      { keyId: 'alias/a', numberOfBytes: 32 },
    ],
    [{ EncryptionContext: { Team: 'A' } }, { encryptionContext: { Team: 'A' } }],
    [
      { Constraints: { EncryptionContextSubset: { Team: 'A' } } },
      { constraints: { encryptionContextSubset: { Team: 'A' } } },
    ],
    [{ Tags: [{ TagKey: 'Team', TagValue: 'A' }] }, { tags: [{ tagKey: 'Team', tagValue: 'A' }] }],
    [{ Operations: ['Decrypt'] }, { operations: ['Decrypt'] }],
  ])('of %j are %j', (input, expected) => {
    expect(requestParameters(input)).toEqual(expected);
  });
});
