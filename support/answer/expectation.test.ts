import { describe, expect, test } from '@jest/globals';
import type {
  Denied as DeniedDecision,
  Granted as GrantedDecision,
} from '../authorization/terms/decision.ts';
import { account, otherAccount } from '../aws/testing/accounts.ts';
import type { DecisionRecord } from '../gateway/record/decision-log.ts';
import type { Denied, Granted } from './answer.ts';
import { type DenialExpectation, mismatchOfDenial, mismatchOfGrant } from './expectation.ts';
import { missingObject } from './testing/missing-object.ts';

const key = `arn:aws:kms:eu-west-1:${account}:key/k`;
const caller = `arn:aws:iam::${otherAccount}:user/ana`;
const permission = {
  action: 'kms:Decrypt',
  resource: key,
  resourceAccount: account,
  context: { get: () => undefined },
};
const statement = {
  policy: `the key policy of ${key}`,
  layer: 'key policy',
  index: 0,
  sid: 'Allow it',
  effect: 'Allow',
} as const;

const decision: DeniedDecision = {
  result: 'Denied',
  permission,
  layer: 'key policy',
  explicit: false,
  crossAccount: true,
  considered: [
    { statement, mismatch: { element: 'Action', detail: 'kms:Decrypt is not among kms:Encrypt' } },
  ],
};
const record: DecisionRecord = {
  id: '1',
  time: new Date(0),
  service: 's3',
  operation: 'GetObject',
  decisions: [decision],
  response: { status: 403 },
};
const denied: Denied = {
  result: 'Denied',
  code: 'AccessDenied',
  status: 403,
  message: `User: ${caller} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
  decision,
  record,
};
const allowing: GrantedDecision = { result: 'Granted', permission, statements: [statement] };
const granted: Granted<unknown> = {
  result: 'Granted',
  value: {},
  records: [{ ...record, decisions: [allowing] }],
};

const expectation: DenialExpectation = {
  denial: { layer: 'key policy', explicit: false, action: 'kms:Decrypt', keyArn: key },
  words: 'the key policy of the shared key does not allow kms:Decrypt',
  confidence: 'high',
  callerArn: caller,
  callerAccount: otherAccount,
  ownerOf: () => account,
};

describe('mismatchOfDenial', () => {
  test('a denial for the stated reason is as expected', () => {
    expect(mismatchOfDenial(denied, expectation)).toBeUndefined();
  });

  test('a grant names the permission and the statement that allowed it', () => {
    expect(mismatchOfDenial(granted, expectation)).toBe(
      'expected: access is denied: the key policy of the shared key does not allow kms:Decrypt\n' +
        'answered: access is granted\n' +
        `allowed by: the statement "Allow it" of the key policy of ${key} (kms:Decrypt on ${key})`,
    );
  });

  test('statements are told with their places, things by the names of features', () => {
    const describing = {
      names: (arn: string) => (arn === key ? 'the shared key' : undefined),
      sources: () => ({ file: 'scenarios/a/policies/key-policy.json', line: 12 }),
    };
    const place =
      'the statement "Allow it" of the key policy of the shared key, scenarios/a/policies/key-policy.json:12';
    expect(mismatchOfDenial(granted, { ...expectation, describing })).toContain(`\nallowed by: ${place} (`);
    expect(mismatchOfGrant(denied, describing)).toContain(`\nnearest: ${place}: Action: `);
    const explicit: Denied = { ...denied, decision: { ...decision, explicit: true, statement } };
    expect(mismatchOfGrant(explicit, describing)).toMatch(new RegExp(`\ndenied by: ${place}$`));
  });

  test('a grant that did not decide the permission says so', () => {
    const unasked = { ...granted, records: [{ ...record, decisions: [] }] };
    expect(mismatchOfDenial(unasked, expectation)).toContain('kms:Decrypt was not decided');
  });

  test('a failure is not a denial', () => {
    expect(mismatchOfDenial(missingObject, expectation)).toContain(
      'answered: the request fails: 404 NoSuchKey: gone',
    );
  });

  test.each([
    [
      'another layer',
      { decision: { ...decision, layer: 'identity' as const } },
      'layer: expected key policy',
    ],
    ['an explicit deny', { decision: { ...decision, explicit: true } }, '(explicit deny)'],
    [
      'another permission',
      { decision: { ...decision, permission: { ...permission, action: 's3:GetObject' } } },
      'permission: ',
    ],
    [
      'another key',
      { decision: { ...decision, permission: { ...permission, resource: `${key}2` } } },
      'key: expected',
    ],
    ['another code', { code: 'KMS.AccessDeniedException' }, 'error code: expected AccessDenied'],
    ['another status', { status: 400 }, 'HTTP status: expected 403, got 400'],
    [
      'another message',
      { message: 'Access Denied' },
      `message: expected User: ${caller} is not authorized to perform: kms:Decrypt on the resource associated`,
    ],
  ])('a denial with %s is not as expected', (_, changes, complaint) => {
    expect(mismatchOfDenial({ ...denied, ...changes }, expectation)).toContain(complaint);
  });

  test('a denial of another permission is told without the message that the stated one would have', () => {
    const other = { ...permission, action: 's3:PutObject', resource: 'arn:aws:s3:::claims/a' };
    const wrong = { ...denied, decision: { ...decision, permission: other }, message: 'Access Denied' };
    const told = mismatchOfDenial(wrong, expectation);
    expect(told).toContain('permission: expected kms:Decrypt, got s3:PutObject');
    expect(told).not.toContain('message: ');
  });

  test('of medium confidence the message does not count, the class of the reason does', () => {
    const medium = { ...expectation, confidence: 'medium' } as const;
    expect(mismatchOfDenial({ ...denied, message: 'Access Denied' }, medium)).toBeUndefined();
    const other = { ...denied, decision: { ...decision, layer: 'identity' as const } };
    expect(mismatchOfDenial(other, medium)).toContain('reason class: expected foreign-key, got identity');
  });

  test('of low confidence only the refusal counts', () => {
    const low = { ...expectation, confidence: 'low' } as const;
    expect(mismatchOfDenial({ ...denied, code: 'Other', status: 400 }, low)).toBeUndefined();
    expect(mismatchOfDenial(granted, low)).toBeDefined();
  });

  test('the answer to a HEAD request is compared by its status alone', () => {
    const head = {
      ...denied,
      code: '403',
      message: '',
      record: { ...record, operation: 'HeadObject' as const },
    };
    expect(mismatchOfDenial(head, expectation)).toBeUndefined();
    expect(mismatchOfDenial({ ...head, status: 404 }, expectation)).toContain('HTTP status');
  });
});

describe('mismatchOfGrant', () => {
  test('a grant is as expected', () => {
    expect(mismatchOfGrant(granted)).toBeUndefined();
  });

  test('a denial says why, and the statement that came nearest', () => {
    expect(mismatchOfGrant(denied)).toBe(
      'expected: access is granted\n' +
        `answered: access is denied: the key policy of ${key} does not allow kms:Decrypt\n` +
        `because: denied by the key policy of ${key}: no statement allows kms:Decrypt to the caller\n` +
        `nearest: the statement "Allow it" of the key policy of ${key}: Action: kms:Decrypt is not among kms:Encrypt`,
    );
  });
});
