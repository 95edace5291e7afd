import { otherAccount } from '../aws/testing/accounts.ts';
import { ACTORS } from './proof/cases/actors.ts';
import { decides, type Row } from './proof/cases/rows.ts';
import { allow, deny, to } from './proof/cases/short-policies.ts';

const GET = 's3:GetObject';
const READ = allow(GET);
const EVERYBODY = { Principal: '*' };
const PUBLIC = allow(GET, EVERYBODY);
const OWN_ROOT = to(ACTORS.root.arn);
const NO_IDENTITY = 'implicit deny by identity';
const NO_RESOURCE = 'implicit deny by resource';
const BLOCKED = 'explicit deny by block public access';

const ACROSS: readonly Row[] = [
  ['neither side', 'bob', GET, {}, NO_RESOURCE],
  ['only the identity side', 'bob', GET, { identity: [READ] }, NO_RESOURCE],
  ['only the bucket side, by account', 'bob', GET, { bucket: [allow(GET, to(otherAccount))] }, NO_IDENTITY],
  ['only the bucket side, by user', 'bob', GET, { bucket: [allow(GET, to(ACTORS.bob.arn))] }, NO_IDENTITY],
  [
    'only the bucket side, by session',
    'visitor',
    GET,
    { bucket: [allow(GET, to(ACTORS.visitor.arn))] },
    NO_IDENTITY,
  ],
  [
    'both sides, by account',
    'bob',
    GET,
    { identity: [READ], bucket: [allow(GET, to(otherAccount))] },
    'Granted',
  ],
  [
    'both sides, by account ARN',
    'visitor',
    GET,
    { identity: [READ], bucket: [allow(GET, to(ACTORS['foreign root'].arn))] },
    'Granted',
  ],
  [
    'both sides, by user',
    'bob',
    GET,
    { identity: [READ], bucket: [allow(GET, to(ACTORS.bob.arn))] },
    'Granted',
  ],
  [
    'both sides, by role',
    'visitor',
    GET,
    { identity: [READ], bucket: [allow(GET, to(ACTORS.visitor.roleArn))] },
    'Granted',
  ],
  ['a public bucket policy and no identity policy', 'bob', GET, { bucket: [PUBLIC] }, NO_IDENTITY],
  [
    'a public bucket policy and an identity policy',
    'bob',
    GET,
    { identity: [READ], bucket: [PUBLIC] },
    'Granted',
  ],
  [
    'the bucket owner denies the foreign account',
    'bob',
    GET,
    { identity: [READ], bucket: [PUBLIC, deny(GET, to(otherAccount))] },
    'explicit deny by resource',
  ],
  [
    "the caller's account denies",
    'bob',
    GET,
    { identity: [READ, deny(GET)], bucket: [PUBLIC] },
    'explicit deny by identity',
  ],
];

const NOBODY: readonly Row[] = [
  ['anonymous, without a policy', 'anonymous', GET, {}, NO_RESOURCE],
  ['anonymous, by "*"', 'anonymous', GET, { bucket: [PUBLIC] }, 'Granted'],
  ['anonymous, by { AWS: "*" }', 'anonymous', GET, { bucket: [allow(GET, to('*'))] }, 'Granted'],
  ['anonymous belongs to no account', 'anonymous', GET, { bucket: [allow(GET, OWN_ROOT)] }, NO_RESOURCE],
  ['anonymous has no identity-based policies', 'anonymous', GET, { identity: [READ] }, NO_RESOURCE],
  [
    'a deny applies to anonymous',
    'anonymous',
    GET,
    { bucket: [PUBLIC, deny(GET, EVERYBODY)] },
    'explicit deny by resource',
  ],
  [
    'a service by its name',
    'transfer',
    GET,
    { bucket: [allow(GET, { Principal: { Service: 'transfer.amazonaws.com' } })] },
    'Granted',
  ],
  [
    'a service not named',
    'transfer',
    GET,
    { bucket: [allow(GET, { Principal: { Service: 'sns.amazonaws.com' } })] },
    NO_RESOURCE,
  ],
  [
    'a user is not the service that it is named as',
    'alice',
    GET,
    { bucket: [allow(GET, { Principal: { Service: 'transfer.amazonaws.com' } })] },
    NO_IDENTITY,
  ],
];

const BLOCK: readonly Row[] = [
  [
    'a public policy serves no other account',
    'bob',
    GET,
    { identity: [READ], bucket: [PUBLIC], restrictPublicBuckets: true },
    BLOCKED,
  ],
  [
    'a public policy does not even serve a principal that it names',
    'bob',
    GET,
    { identity: [READ], bucket: [PUBLIC, allow(GET, to(otherAccount))], restrictPublicBuckets: true },
    BLOCKED,
  ],
  [
    'a public policy does not serve anonymous',
    'anonymous',
    GET,
    { bucket: [PUBLIC], restrictPublicBuckets: true },
    BLOCKED,
  ],
  [
    "a public policy serves the bucket's own account",
    'alice',
    GET,
    { bucket: [PUBLIC], restrictPublicBuckets: true },
    'Granted',
  ],
  [
    'a public policy serves services',
    'transfer',
    GET,
    { bucket: [PUBLIC], restrictPublicBuckets: true },
    'Granted',
  ],
  [
    'a policy that is not public serves a principal that it names',
    'bob',
    GET,
    { identity: [READ], bucket: [allow(GET, to(otherAccount))], restrictPublicBuckets: true },
    'Granted',
  ],
];

decides('a bucket across accounts', 'IAM user guide, "Cross-account policy evaluation logic"', ACROSS);
decides(
  'a bucket for anonymous callers and for services',
  'IAM user guide, "AWS JSON policy elements: Principal"',
  NOBODY,
);
decides(
  'a bucket under Block Public Access',
  'S3 user guide, "Blocking public access to your Amazon S3 storage"',
  BLOCK,
);
