import { describe, expect, test } from '@jest/globals';
import { otherAccount } from '../aws/testing/accounts.ts';
import { explain } from './explain.ts';
import type { Actor } from './proof/cases/actors.ts';
import { allow, decideCase, deny, type Policies, to } from './proof/cases/short-policies.ts';
import { reasonClass } from './reason-class.ts';

const GET = 's3:GetObject';
const READ = allow(GET);
const WRITE = allow('s3:PutObject', { Sid: 'write' });
const ALICE = 'arn:aws:iam::111111111111:user/alice';
const Q1 = 'arn:aws:s3:::reports/2026/q1.csv';
const near = allow(GET, { Sid: 'near', Condition: { Bool: { 'aws:SecureTransport': 'true' } } });

const ROWS: readonly [sentence: string, actor: Actor, policies: Policies, reason: string][] = [
  [
    `denied by the service control policies: on at least one level of the organization no statement allows ${GET} to ${ALICE}`,
    'alice',
    { identity: [READ], scp: [[allow('*')], [WRITE]] },
    'scp',
  ],
  [
    `denied by the service control policies: on at least one level of the organization no statement allows ${GET} to ${ALICE}; the statement "near" almost allows it: Bool requires that aws:SecureTransport is true, but it is absent`,
    'alice',
    { identity: [READ], scp: [[near]] },
    'scp',
  ],
  [
    `denied by statement 2 of the service control policy: it denies ${GET} on ${Q1}`,
    'alice',
    { identity: [READ], scp: [[allow('*'), deny('s3:*')]] },
    'explicit-deny',
  ],
  [
    `denied by statement 1 of the resource control policy: it denies ${GET} on ${Q1}`,
    'bob',
    { identity: [READ], bucket: [allow(GET, to(otherAccount))], rcp: [[deny('s3:*')]] },
    'explicit-deny',
  ],
  [
    `denied by the permissions boundary: no statement allows ${GET} to ${ALICE}`,
    'alice',
    { identity: [READ], boundary: [WRITE] },
    'boundary',
  ],
  [
    `denied by the endpoint policy: no statement allows ${GET} to ${ALICE}`,
    'alice',
    { identity: [READ], endpoint: [WRITE] },
    'endpoint-policy',
  ],
];

describe('a refusal by a limiting policy is explained', () => {
  test.each(ROWS)('%s', (sentence, actor, policies, reason) => {
    const decision = decideCase(actor, GET, policies);
    if (decision.result === 'Granted') throw new Error('granted');
    expect(explain(decision)).toBe(sentence);
    expect(reasonClass(decision)).toBe(reason);
  });

  test("a refusal for another account's key is foreign-key only if the key's owner denies", () => {
    const open: Policies = { identity: [allow('kms:*')], key: [allow('kms:*', to(otherAccount))] };
    const classOf = (more: Policies) => {
      const decision = decideCase('bob', 'kms:Decrypt', { ...open, ...more });
      return decision.result === 'Denied' ? reasonClass(decision) : decision.result;
    };
    expect(classOf({})).toBe('Granted');
    expect(classOf({ rcp: [[deny('kms:*')]] })).toBe('foreign-key');
    expect(classOf({ scp: [[deny('kms:*')]] })).toBe('explicit-deny');
    expect(classOf({ scp: [[allow('s3:*')]] })).toBe('scp');
    expect(classOf({ identity: [allow('s3:*')] })).toBe('identity');
    expect(classOf({ identity: [READ], key: [allow('kms:Encrypt', to(otherAccount))] })).toBe('foreign-key');
  });

  test('every statement of every layer is considered', () => {
    const everywhere: Policies = {
      identity: [WRITE],
      session: [WRITE],
      boundary: [WRITE],
      endpoint: [READ],
      scp: [[READ], [READ]],
      rcp: [[deny('s3:PutObject')]],
      bucket: [allow('s3:PutObject', { Principal: '*' })],
    };
    const decision = decideCase('reader', GET, everywhere);
    if (decision.result === 'Granted') throw new Error('granted');
    expect(decision.considered.map(({ statement }) => statement.layer)).toEqual([
      'scp',
      'scp',
      'rcp',
      'endpoint policy',
      'identity',
      'boundary',
      'session',
      'resource',
    ]);
  });
});
