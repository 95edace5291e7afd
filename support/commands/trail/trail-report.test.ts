import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import type { CloudTrailEvent } from '../../gateway/record/cloudtrail/cloudtrail-event.ts';
import { trailReport } from './trail-report.ts';

const account = '111111111111';
const event = {
  eventVersion: '1.11',
  userIdentity: { type: 'AWSAccount', principalId: '222222222222', accountId: '222222222222' },
  eventTime: '2026-11-21T18:28:45Z',
  eventSource: 'kms.amazonaws.com',
  eventName: 'Decrypt',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '127.0.0.1',
  userAgent: 'aws-cli',
  requestParameters: {
    encryptionContext: { SecretARN: `arn:aws:secretsmanager:eu-west-1:${account}:secret:db` },
  },
  responseElements: null,
  requestID: 'r',
  eventID: 'e',
  readOnly: true,
  resources: [
    {
      accountId: account,
      type: 'AWS::KMS::Key',
      ARN: `arn:aws:kms:eu-west-1:${account}:key/5a2d419c-b2c7-46f7-98e6-747acb47ac64`,
    },
  ],
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: account,
  eventCategory: 'Management',
} as const satisfies CloudTrailEvent;

const report = (columns: number, one: CloudTrailEvent = event) =>
  stripVTControlCharacters(trailReport([one, { ...one, eventName: 'Encrypt' }], account, columns))
    .trimEnd()
    .split('\n');

describe("the report of CloudTrail's events", () => {
  test.each([200, 300])('has a line a call where %s columns hold it', (columns) => {
    expect(report(columns)).toEqual([
      expect.stringMatching(/^TIME +CALL +BY +THROUGH +KEY +FOR +RESULT$/),
      expect.stringMatching(/Decrypt +root of 222222222222 +key\/\S+ +SecretARN=\S+ +ok$/),
      expect.stringMatching(/Encrypt .* ok$/),
    ]);
  });

  test.each([80, 120])('has key and context below their call on %i columns', (columns) => {
    const lines = report(columns);
    expect(lines).toEqual([
      expect.stringMatching(/^TIME +CALL +BY +THROUGH +RESULT$/),
      expect.stringMatching(/^2026\S+ +Decrypt +root of 222222222222 +ok$/),
      '    key/5a2d419c-b2c7-46f7-98e6-747acb47ac64',
      '    for SecretARN=arn:aws:secretsmanager:eu-west-1:111111111111:secret:db',
      ...lines.slice(4),
    ]);
    expect(lines).toHaveLength(7);
    for (const { length } of lines) expect(length).toBeLessThanOrEqual(columns);
  });

  test('has the caller below its call too, if its unique id leaves no room', () => {
    const userIdentity = {
      type: 'AWSAccount',
      principalId: 'AROACQ35K3BQQKMF5Z3ZA:spec',
      accountId: '222222222222',
      invokedBy: 'secretsmanager.amazonaws.com',
    } as const;
    const lines = report(80, { ...event, userIdentity });
    expect(lines.slice(0, 3)).toEqual([
      expect.stringMatching(/^TIME +CALL +THROUGH +RESULT$/),
      expect.stringMatching(/^2026\S+ +Decrypt +secretsmanager +ok$/),
      '    by AROACQ35K3BQQKMF5Z3ZA:spec of 222222222222',
    ]);
    for (const { length } of lines) expect(length).toBeLessThanOrEqual(80);
  });
});
