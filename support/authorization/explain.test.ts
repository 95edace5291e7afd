import { describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../aws/testing/accounts.ts';
import { explain, inNames, nearestStatement } from './explain.ts';
import { ACTORS, type Actor, BUCKET, KEY } from './proof/cases/actors.ts';
import { allow, decideCase, deny, type Keys, type Policies, to } from './proof/cases/short-policies.ts';
import { reasonClass } from './reason-class.ts';
import type { Denied } from './terms/decision.ts';

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
  [ACTORS.alice.arn, 'the user alice'],
  [ACTORS.visitor.roleArn, 'the role visitor'],
  [KEY, 'the intake key'],
]);
const names = (arn: string) => NAMES.get(arn);

const GET = 's3:GetObject';
const DECRYPT = 'kms:Decrypt';
const WRITE = allow(['kms:Encrypt', 'kms:GenerateDataKey*'], to(otherAccount));

describe('a refusal is explained in one sentence', () => {
  const rows: readonly [sentence: string, request: Request, reason: string][] = [
    [
      'no identity policy of the user alice allows s3:GetObject on arn:aws:s3:::reports/2026/q1.csv',
      ['alice', GET, {}],
      'identity',
    ],
    [
      'no identity policy of the user alice allows s3:GetObject on arn:aws:s3:::reports/2026/q1.csv; the statement "near" almost allows it: arn:aws:s3:::reports/2026/q1.csv does not match arn:aws:s3:::reports',
      ['alice', GET, { identity: [allow(GET, { Resource: BUCKET, Sid: 'near' })] }],
      'identity',
    ],
    [
      'no identity policy of the user alice allows s3:GetObject on arn:aws:s3:::reports/2026/q1.csv; statement 2 almost allows it: Bool requires that aws:SecureTransport is true, but it is false',
      [
        'alice',
        GET,
        {
          identity: [
            allow('s3:Put*'),
            allow(GET, { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
          ],
          keys: { 'aws:SecureTransport': 'false' },
        },
      ],
      'identity',
    ],
    [
      'denied by the key policy of the key: no statement allows kms:Decrypt to the role visitor',
      ['visitor', DECRYPT, { key: [WRITE], identity: [allow('kms:*')] }],
      'foreign-key',
    ],
    [
      'denied by the key policy of the intake key: no statement allows kms:Decrypt to the user alice',
      ['alice', DECRYPT, { identity: [allow('kms:*')] }],
      'resource',
    ],
    [
      `no identity policy of the role visitor allows kms:GenerateDataKey on the intake key`,
      ['visitor', 'kms:GenerateDataKey', { key: [WRITE] }],
      'identity',
    ],
    [
      'denied by the statement "RequireKMSEncryption" of the bucket policy of reports: it denies s3:PutObject when s3:x-amz-server-side-encryption-aws-kms-key-id does not match the intake key, or is absent',
      [
        'alice',
        's3:PutObject',
        {
          identity: [allow('s3:*')],
          bucket: [
            deny('s3:PutObject', {
              Sid: 'RequireKMSEncryption',
              Principal: '*',
              Condition: { StringNotLikeIfExists: { 's3:x-amz-server-side-encryption-aws-kms-key-id': KEY } },
            }),
          ],
        },
      ],
      'explicit-deny',
    ],
    [
      'denied by statement 1 of the identity policy: it denies s3:GetObject on arn:aws:s3:::reports/2026/q1.csv',
      ['alice', GET, { identity: [deny('s3:*')] }],
      'explicit-deny',
    ],
    [
      'denied by statement 1 of the key policy of the key: it denies kms:Decrypt on the intake key',
      ['bob', DECRYPT, { key: [deny('kms:*', to(otherAccount))], identity: [allow('kms:*')] }],
      'foreign-key',
    ],
    [
      'denied by statement 1 of the identity policy: it denies kms:Decrypt on the intake key',
      ['bob', DECRYPT, { key: [allow('kms:*', to(otherAccount))], identity: [deny('kms:*')] }],
      'explicit-deny',
    ],
    [
      'denied: no resource policy allows s3:GetObject on arn:aws:s3:::reports/2026/q1.csv to an anonymous caller',
      ['anonymous', GET, {}],
      'resource',
    ],
    [
      'denied by the session policy: no statement allows s3:GetObject to arn:aws:sts::111111111111:assumed-role/reader/work',
      ['reader', GET, { identity: [allow(GET)], session: [allow('s3:Put*')] }],
      'session',
    ],
    [
      'denied: arn:aws:iam::222222222222:root is a root user, and sts:AssumeRole is never for root users, whatever the trust policy says',
      ['foreign root', 'sts:AssumeRole', { trust: [allow('sts:AssumeRole', to(otherAccount))] }],
      'trust-policy',
    ],
    [
      'denied by the trust policy of the role: no statement allows sts:AssumeRole to the user alice',
      ['alice', 'sts:AssumeRole', { trust: [allow('sts:AssumeRole', to(otherAccount))] }],
      'trust-policy',
    ],
    [
      'denied: kms:DisableKey never works on a key of another account, whatever the policies say',
      ['bob', 'kms:DisableKey', { key: [allow('kms:*', to(otherAccount))], identity: [allow('*')] }],
      'foreign-key',
    ],
    [
      "denied by S3 Block Public Access: the bucket policy is public, and RestrictPublicBuckets limits it to the bucket's own account and AWS services, not an anonymous caller",
      ['anonymous', GET, { bucket: [allow(GET, { Principal: '*' })], restrictPublicBuckets: true }],
      'public-access-block',
    ],
  ];
  test.each(rows)('%s', (sentence, request, reason) => {
    expect(explain(denied(request), names)).toBe(sentence);
    expect(reasonClass(denied(request))).toBe(reason);
  });
});

test('BlockPublicPolicy is named if it is the setting that refused', () => {
  const refused: Denied = {
    ...denied(['anonymous', GET, { bucket: [allow(GET, { Principal: '*' })], restrictPublicBuckets: true }]),
    setting: 'BlockPublicPolicy',
  };
  expect(explain(refused)).toBe(
    'denied by S3 Block Public Access: the new bucket policy is public, and BlockPublicPolicy refuses public policies',
  );
});

test('the name of an object stands for its whole key, blanks and commas as well', () => {
  const object = 'arn:aws:s3:::reports/q 1, 2026.csv';
  const named = (arn: string) =>
    arn.startsWith('arn:aws:s3:::reports/') ? `"${arn.slice(21)}" of reports` : undefined;
  const text = `allows s3:GetObject on ${object}; ${object} does not match arn:aws:s3:::other/*`;
  const told =
    'allows s3:GetObject on "q 1, 2026.csv" of reports; "q 1, 2026.csv" of reports does not match arn:aws:s3:::other/*';
  expect(inNames(text, named, object)).toBe(told);
  expect(inNames(object, () => undefined, object)).toBe(object);
});

test('names replace ARNs, with "the key" in front of them', () => {
  const text = `the grant "g" on the key ${KEY}, and the key ${otherAccount}.`;
  expect(inNames(text, names)).toBe(`the grant "g" on the intake key, and the key ${otherAccount}.`);
});

test.each(['key', 'bucket', 'access point', 'table', 'secret', 'role', 'user', 'root user'])(
  'a name takes the place of the kind in front of its ARN: the %s',
  (kind) => {
    const told = inNames(`the ACL of the ${kind} ${KEY} allows it`, () => `the old ${kind}`);
    expect(told).toBe(`the ACL of the old ${kind} allows it`);
  },
);

describe('the nearest statement', () => {
  test.each<[string, Request, string | undefined]>([
    ['is the Deny', ['alice', GET, { identity: [allow('*'), deny(GET, { Sid: 'never' })] }], 'never'],
    [
      'is the Allow whose condition fails, before all other Allows',
      [
        'alice',
        GET,
        {
          identity: [
            allow(GET, { Resource: BUCKET, Sid: 'elsewhere' }),
            allow(GET, { Sid: 'once', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          ],
          keys: { 'aws:SecureTransport': 'true' },
        },
      ],
      'once',
    ],
    [
      'is the Allow of the key policy that names the caller and other actions',
      [
        'visitor',
        DECRYPT,
        {
          key: [allow('kms:*', { ...to(account), Sid: 'own' }), { ...WRITE, Sid: 'write' }],
          identity: [allow('*')],
        },
      ],
      'write',
    ],
    [
      'does not exist if no policy is about such requests',
      ['alice', GET, { identity: [allow('s3:Put*')] }],
      undefined,
    ],
  ])('%s', (_, request, sid) => {
    expect(nearestStatement(denied(request))?.statement.sid).toBe(sid);
  });
});

describe('every considered statement has its first element that did not match', () => {
  const policies: Policies & { keys: Keys } = {
    identity: [
      allow('s3:PutObject'),
      allow(GET, { Resource: BUCKET }),
      allow(GET, { Condition: { StringEquals: { 'aws:a': 'x', 'aws:b': ['y', 'z'] } } }),
      { Effect: 'Allow', NotAction: 's3:Get*', Resource: '*' },
      { Effect: 'Allow', Action: GET, NotResource: '*' },
    ],
    bucket: [
      allow(GET, to(otherAccount)),
      deny(GET, { NotPrincipal: { AWS: [ACTORS.alice.arn, account] } }),
      allow(GET, to(account)),
    ],
    keys: { 'aws:a': 'x' },
  };

  test('with an explanation', () => {
    const { considered } = denied(['alice', GET, policies]);
    expect(
      considered.map(({ statement, mismatch }) => [
        statement.layer,
        statement.index,
        mismatch?.element,
        mismatch?.detail,
      ]),
    ).toEqual([
      ['identity', 0, 'Action', 's3:GetObject does not match s3:PutObject'],
      ['identity', 1, 'Resource', 'arn:aws:s3:::reports/2026/q1.csv does not match arn:aws:s3:::reports'],
      ['identity', 2, 'Condition', 'StringEquals requires that aws:b is y or z, but it is absent'],
      ['identity', 3, 'Action', 's3:GetObject is excepted by NotAction s3:Get*'],
      ['identity', 4, 'Resource', 'arn:aws:s3:::reports/2026/q1.csv is excepted by NotResource *'],
      ['resource', 0, 'Principal', `${ACTORS.alice.arn} is not ${otherAccount}`],
      [
        'resource',
        1,
        'Principal',
        `${ACTORS.alice.arn} is excepted by NotPrincipal ${ACTORS.alice.arn}, ${account}`,
      ],
      ['resource', 2, undefined, undefined],
    ]);
  });

  test.each([
    ['alice', [], `; NotPrincipal lacks ${ACTORS.alice.arn} and ${account}`],
    ['alice', [ACTORS.alice.arn], `; NotPrincipal lacks ${account}`],
    [
      'reader',
      [ACTORS.reader.roleArn, `arn:aws:iam::${account}:root`],
      `; NotPrincipal lacks ${ACTORS.reader.arn}`,
    ],
    ['anonymous', [account], ''],
  ] as const)('if NotPrincipal does not except %s, listing %j', (actor, names, end) => {
    const bucket = [
      allow(GET, { Principal: '*' }),
      deny(GET, { NotPrincipal: { AWS: [...names, otherAccount] } }),
    ];
    const sentence = explain(denied([actor, GET, { bucket }]));
    expect(sentence).toMatch(
      /^denied by statement 2 .*: it denies s3:GetObject on \S+ to every principal that NotPrincipal does not except in full/,
    );
    expect(sentence.split('in full')[1]).toBe(end);
  });

  test.each([
    [{ 'aws:PrincipalTag/team': 'red', 'aws:ResourceTag/team': 'blue' }, 'blue', 'red'],
    [{ 'aws:ResourceTag/team': 'blue' }, 'blue', 'absent'],
    [{ 'aws:PrincipalTag/team': 'unicorn' }, 'absent', 'unicorn'],
  ])('with the value of a policy variable: %j', (keys, found, variable) => {
    const own = ['$', '{aws:PrincipalTag/team}'].join('');
    const Condition = { StringEquals: { 'aws:ResourceTag/team': [own, `${own}-${own}`] } };
    const { considered } = denied(['alice', GET, { identity: [allow(GET, { Condition })], keys }]);
    expect(considered.map(({ mismatch }) => mismatch?.detail)).toEqual([
      `StringEquals requires that aws:ResourceTag/team is ${own} or ${own}-${own}, but it is ${found}, and ${own} is ${variable}`,
    ]);
  });

  test('is worked out once, at first use, and written into JSON', () => {
    const decision = denied(['alice', GET, policies]);
    expect(decision.considered).toBe(decision.considered);
    expect(JSON.parse(JSON.stringify(decision)).considered).toHaveLength(8);
  });

  test('includes session policies', () => {
    const { considered } = denied([
      'reader',
      GET,
      { identity: [allow(GET)], session: [allow('s3:PutObject')] },
    ]);
    expect(considered.map(({ statement }) => statement.layer)).toEqual(['identity', 'session']);
  });

  test('a statement of a key policy without Resource says so', () => {
    const { considered } = denied([
      'alice',
      DECRYPT,
      {
        key: [
          { Effect: 'Allow', Action: DECRYPT, Principal: '*' },
          { Effect: 'Allow', Resource: '*', Principal: '*' },
        ],
      },
    ]);
    expect(considered.map(({ mismatch }) => mismatch?.detail)).toEqual([
      'the statement has no Resource',
      'the statement has no Action',
    ]);
  });
});
