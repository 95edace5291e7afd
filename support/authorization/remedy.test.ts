import { describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../aws/testing/accounts.ts';
import { ACTORS, type Actor, KEY, user } from './proof/cases/actors.ts';
import { aclsOf } from './proof/cases/short-acls.ts';
import { allow, decideCase, deny, type Keys, type Policies, to } from './proof/cases/short-policies.ts';
import { remedy } from './remedy.ts';
import type { Denied, Layer } from './terms/decision.ts';
import { layerFacts } from './terms/layer-facts.ts';
import { altered } from './terms/lazy-decision.ts';

type Request = readonly [
  actor: Actor,
  action: string,
  policies: Policies & { resource?: string; keys?: Keys },
];

function denied([actor, action, policies]: Request): Denied {
  const decision = decideCase(actor, action, policies);
  if (decision.result === 'Granted') throw new Error('granted');
  return decision;
}

const NAMES = new Map<string, string>([
  ['arn:aws:s3:::reports/2026/q1.csv', '"q1.csv"'],
  [ACTORS.alice.arn, 'the user alice'],
  [ACTORS.visitor.roleArn, 'the role visitor'],
  [KEY, 'the intake key'],
]);
const names = (arn: string) => NAMES.get(arn);

const GET = 's3:GetObject';
const DECRYPT = 'kms:Decrypt';
const everyone = { Principal: '*' };
const EVERYTHING = [allow('*')];

const ROWS: readonly [remedy: string, request: Request, layer: Layer][] = [
  ['allow s3:GetObject on "q1.csv" in an identity policy of the user alice', ['alice', GET, {}], 'identity'],
  [
    'allow s3:GetObject on "q1.csv" in an identity policy of the role visitor',
    ['visitor', GET, { bucket: [allow(GET, to(otherAccount))] }],
    'identity',
  ],
  [
    'allow s3:GetObject to the role visitor in a bucket policy',
    ['visitor', GET, { identity: EVERYTHING }],
    'resource',
  ],
  [
    'allow s3:GetObject to the role visitor in the bucket policy of arn:aws:s3:::reports, and in an identity policy of the role visitor',
    ['visitor', GET, { bucket: [allow(GET, to(account))] }],
    'resource',
  ],
  [
    'allow s3:GetObject to arn:aws:iam::222222222222:root in a bucket policy',
    ['foreign root', GET, {}],
    'resource',
  ],
  [
    'sign the request as a principal that may do so, or allow s3:GetObject to an anonymous caller in a bucket policy',
    ['anonymous', GET, {}],
    'resource',
  ],
  ['sign the request: kms:Decrypt takes no anonymous callers', ['anonymous', DECRYPT, {}], 'key policy'],
  [
    'allow kms:Decrypt to the role visitor in the key policy of the key',
    ['visitor', DECRYPT, { key: [allow(DECRYPT, to(account))], identity: EVERYTHING }],
    'key policy',
  ],
  [
    'allow kms:Decrypt to the role visitor in the key policy of the key, and in an identity policy of the role visitor',
    ['visitor', DECRYPT, { key: [allow(DECRYPT, to(account))] }],
    'key policy',
  ],
  [
    'allow kms:Decrypt to the role visitor in the key policy of the key; if AWS manages the key, encrypt under a customer managed key, since this policy cannot be changed',
    [
      'visitor',
      DECRYPT,
      {
        key: [
          allow(DECRYPT, {
            ...everyone,
            Sid: 'Allow access through S3 for all principals in the account that are authorized to use S3',
            Condition: { StringEquals: { 'kms:CallerAccount': account } },
          }),
        ],
        keys: { 'kms:CallerAccount': otherAccount },
        identity: EVERYTHING,
      },
    ],
    'key policy',
  ],
  [
    'call sts:AssumeRole as a user or a role: a root user cannot',
    ['root', 'sts:AssumeRole', { trust: [allow('sts:AssumeRole', to(account))] }],
    'trust policy',
  ],
  [
    'allow sts:AssumeRole to the role visitor in the trust policy of the role, and in an identity policy of the role visitor',
    ['visitor', 'sts:AssumeRole', { trust: [allow('sts:AssumeRole', to(account))] }],
    'trust policy',
  ],
  [
    'allow s3:GetObject on "q1.csv" in the permissions boundary too: a boundary limits all other allows',
    ['alice', GET, { identity: EVERYTHING, boundary: [allow('s3:Put*')] }],
    'boundary',
  ],
  [
    'allow s3:GetObject on "q1.csv" in the session policy too, or ask for a session without it',
    ['reader', GET, { identity: EVERYTHING, session: [allow('s3:Put*')] }],
    'session',
  ],
  [
    'allow s3:GetObject on "q1.csv" in a service control policy of each level',
    ['alice', GET, { identity: EVERYTHING, scp: [[]] }],
    'scp',
  ],
  [
    'allow s3:GetObject on "q1.csv" to the user alice in the policy of the VPC endpoint, or send the request another way',
    ['alice', GET, { identity: EVERYTHING, endpoint: [allow('s3:Put*')] }],
    'endpoint policy',
  ],
  [
    'narrow or remove statement 1 of the identity policy, since no allow overrides a Deny',
    ['alice', GET, { identity: [deny('s3:*')] }],
    'identity',
  ],
  [
    'narrow or remove the statement "only TLS" of the bucket policy of arn:aws:s3:::reports, since no allow overrides a Deny, or send a request to which its condition does not apply',
    [
      'alice',
      GET,
      {
        identity: EVERYTHING,
        bucket: [
          deny(GET, {
            ...everyone,
            Sid: 'only TLS',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ],
        keys: { 'aws:SecureTransport': 'false' },
      },
    ],
    'resource',
  ],
  [
    `add ${ACTORS.reader.arn} and arn:aws:iam::${account}:root to NotPrincipal in statement 1 of the bucket policy of arn:aws:s3:::reports`,
    ['reader', GET, { bucket: [deny(GET, { NotPrincipal: { AWS: [ACTORS.reader.roleArn] } })] }],
    'resource',
  ],
  [
    'have the owner of "q1.csv" set the ACL bucket-owner-full-control, or set the bucket\'s Object Ownership to BucketOwnerEnforced',
    ['alice', GET, { identity: EVERYTHING, acls: aclsOf({ ofOther: '' }) }],
    'acl',
  ],
  [
    'have the owner of "q1.csv" grant it to an anonymous caller in its ACL, or set the bucket\'s Object Ownership to BucketOwnerEnforced',
    ['anonymous', GET, { acls: aclsOf({ ofOther: '' }) }],
    'acl',
  ],
  [
    'name the accounts or principals in the bucket policy, so that it is not public, or turn RestrictPublicBuckets off',
    ['anonymous', GET, { bucket: [allow(GET, everyone)], restrictPublicBuckets: true }],
    'block public access',
  ],
  [
    `ask as a principal of account ${account}`,
    ['bob', 'kms:DisableKey', { key: [allow('kms:*', to(otherAccount))], identity: EVERYTHING }],
    'cross-account operation',
  ],
];

describe('the remedy of a denial names what would allow it', () => {
  test.each(ROWS)('%s', (sentence, request, layer) => {
    expect(denied(request).layer).toBe(layer);
    expect(remedy(denied(request), names)).toBe(sentence);
  });

  test('in each layer but those that deny alone, and the retirement of grants', () => {
    const missing = Object.keys(layerFacts).filter((layer) => !ROWS.some((row) => row[2] === layer));
    expect(missing).toEqual(['rcp', 'grant']);
  });

  test('and does allow it, if the policy is changed so', () => {
    const refused = { key: [allow(DECRYPT, to(account))], identity: EVERYTHING };
    expect(remedy(denied(['visitor', DECRYPT, refused]))).toContain('in the key policy of the key');
    const key = [...refused.key, allow(DECRYPT, to(ACTORS.visitor.roleArn))];
    expect(decideCase('visitor', DECRYPT, { ...refused, key }).result).toBe('Granted');
  });

  test('asks the owner of an object for an account that is neither its own nor the bucket’s', () => {
    const refused = denied(['alice', GET, { identity: EVERYTHING, acls: aclsOf({ ofOther: '' }) }]);
    const principal = user('333333333333', 'eve');
    expect(remedy(altered(refused, { principal, crossAccount: true }))).toContain(
      'grant it to account 333333333333 in its ACL',
    );
  });

  test('turns the setting off that refused a public ACL or policy', () => {
    const refused = denied([
      'anonymous',
      GET,
      { bucket: [allow(GET, everyone)], restrictPublicBuckets: true },
    ]);
    expect(remedy(altered(refused, { setting: 'BlockPublicAcls' }))).toBe(
      'name accounts or principals instead of every caller, or turn BlockPublicAcls off',
    );
  });

  test('reminds of a policy that names a deleted role', () => {
    const bucket = [allow(GET, to('AROAEXAMPLEEXAMPLE12'))];
    const refused = denied(['reader', GET, { bucket }]);
    expect(remedy(refused)).toBe(
      `allow s3:GetObject on arn:aws:s3:::reports/2026/q1.csv in an identity policy of ${ACTORS.reader.roleArn}; statement 1 of the bucket policy of reports names a deleted principal: if the caller replaces it, save that policy again with its ARN`,
    );
    expect(refused.considered.map(({ mismatch }) => mismatch?.detail)).toEqual([
      `${ACTORS.reader.arn} is not AROAEXAMPLEEXAMPLE12 (the id of a deleted role)`,
    ]);
  });
});
