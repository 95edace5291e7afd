import { describe, expect, test } from '@jest/globals';
import { recordedExample, recordedFeature, refusedRequest, sampleRecord } from '../testing/sample-record.ts';
import { lastWords, lastWordsOf, NO_MESSAGE } from './last-words-of.ts';
import { siteOf } from './site-of.ts';

describe('the last words of a message', () => {
  const arn = 'arn:aws:sts::222222222222:assumed-role/transfer/spec';
  test.each<[string, string | undefined, string]>([
    [
      'are its reason, without the permission',
      `User: ${arn} is not authorized to perform: kms:Decrypt on this resource because no identity-based policy allows the kms:Decrypt action`,
      '… because no identity-based policy allows the … action',
    ],
    [
      'are an explicit deny',
      `User: ${arn} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/x" with an explicit deny in a session policy`,
      '… with an explicit deny in a session policy',
    ],
    [
      'leave out what another service adds',
      'KMS: no because no resource-based policy allows the kms:CreateGrant action (Service: AWSKMS; Status Code: 400; Request ID: cf228c84-c3b3-40e5-8d1c-111122223333)',
      '… because no resource-based policy allows the … action',
    ],
    ['are all of it without a reason', 'Access Denied', 'Access Denied'],
    [
      'have no names of callers and resources',
      `User: ${arn} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111111111111:role/auditor`,
      'User: … is not authorized to perform: … on resource: …',
    ],
    ['are none for an answer without a body', undefined, NO_MESSAGE],
  ])('%s', (_, message, words) => {
    expect(lastWords(message)).toBe(words);
  });

  test('lead to each cause of the same wording', () => {
    const because = (id: string, layer: string, crossAccount: boolean) => {
      const { decisions, ...request } = refusedRequest({ id });
      const [first] = decisions;
      const denial = first?.denial && { ...first.denial, layer, crossAccount };
      return { ...request, decisions: first === undefined ? [] : [{ ...first, denial }] };
    };
    const requests = [
      because('1', 'key policy', true),
      because('2', 'key policy', false),
      because('3', 'key policy', false),
    ];
    const record = sampleRecord({ features: [recordedFeature([recordedExample({ requests })])] });
    const [words] = lastWordsOf(siteOf([record], { repeat: 'npm run spec' }));
    expect(words?.requests).toBe(3);
    expect(words?.causes.map(({ refusedBy, denials }) => [refusedBy, denials.length])).toEqual([
      ['key policy: no statement allows it', 2],
      ['key policy, for a caller of another account: no statement allows it', 1],
    ]);
  });
});
