import { account, otherAccount } from '../aws/testing/accounts.ts';
import { ACTORS, BUCKET, KEY } from './proof/cases/actors.ts';
import { decides, type Row } from './proof/cases/rows.ts';
import { allow, deny, to } from './proof/cases/short-policies.ts';

const GET = 's3:GetObject';
const READ = allow(GET);
const ALL = allow('*');
const SCP = 'implicit deny by scp';
const SCP_DENY = 'explicit deny by scp';
const RCP_DENY = 'explicit deny by rcp';
const OTHERS_READ = { bucket: [allow(GET, to(otherAccount))], identity: [READ] };
const TRUST_OWN = { trust: [allow('sts:AssumeRole', to(account))], identity: [ALL] };
const EVERYBODY_READS = { bucket: [allow(GET, { Principal: '*' })] };
const SERVICE_READS = { bucket: [allow(GET, { Principal: { Service: 'transfer.amazonaws.com' } })] };
const UNLESS = (key: string, value: string) => ({ Condition: { StringNotEqualsIfExists: { [key]: value } } });

const SERVICE_CONTROL: readonly Row[] = [
  ['allowing everything changes nothing', 'alice', GET, { identity: [READ], scp: [[ALL]] }, 'Granted'],
  ['it grants nothing', 'alice', GET, { scp: [[ALL]] }, 'implicit deny by identity'],
  ['what it does not allow is denied', 'alice', GET, { identity: [READ], scp: [[allow('iam:*')]] }, SCP],
  ['what it denies is denied', 'alice', GET, { identity: [READ], scp: [[ALL, deny(GET)]] }, SCP_DENY],
  [
    'every level must allow: the root does not',
    'alice',
    GET,
    { identity: [READ], scp: [[allow('kms:*')], [ALL]] },
    SCP,
  ],
  [
    'every level must allow: a unit does not',
    'alice',
    GET,
    { identity: [READ], scp: [[ALL], [allow('kms:*')], [ALL]] },
    SCP,
  ],
  [
    'every level must allow: the account does not',
    'alice',
    GET,
    { identity: [READ], scp: [[ALL], [ALL], [allow('kms:*')]] },
    SCP,
  ],
  [
    'every level must allow, and does',
    'alice',
    GET,
    { identity: [READ], scp: [[ALL], [allow('s3:*')], [READ]] },
    'Granted',
  ],
  ['a level without any policy allows nothing', 'alice', GET, { identity: [READ], scp: [[ALL], []] }, SCP],
  ['no level at all restricts nothing', 'alice', GET, { identity: [READ], scp: [] }, 'Granted'],
  [
    'a deny far up is not outweighed',
    'alice',
    GET,
    { identity: [READ], scp: [[ALL, deny('s3:*')], [ALL]] },
    SCP_DENY,
  ],
  ['it binds sessions of roles', 'reader', GET, { identity: [READ], scp: [[ALL, deny(GET)]] }, SCP_DENY],
  ['it binds the root user', 'root', GET, { scp: [[ALL, deny(GET)]] }, SCP_DENY],
  ['it binds the root user by not allowing', 'root', GET, { scp: [[allow('kms:*')]] }, SCP],
  [
    'it binds a principal that a bucket policy names',
    'alice',
    GET,
    { bucket: [allow(GET, to(ACTORS.alice.arn))], scp: [[allow('kms:*')]] },
    SCP,
  ],
  [
    "the caller's own binds it in a foreign bucket",
    'bob',
    GET,
    { ...OTHERS_READ, scp: [[ALL, deny(GET)]] },
    SCP_DENY,
  ],
  ['it does not bind services', 'transfer', GET, { ...SERVICE_READS, scp: [[deny('*')]] }, 'Granted'],
  ['it does not bind anonymous', 'anonymous', GET, { ...EVERYBODY_READS, scp: [[deny('*')]] }, 'Granted'],
  [
    'it does not bind service-linked roles',
    'linked',
    GET,
    { identity: [READ], scp: [[deny('*')]] },
    'Granted',
  ],
  [
    'the root user cannot replace a bucket policy if it denies that',
    'root',
    's3:DeleteBucketPolicy',
    { resource: BUCKET, scp: [[ALL, deny('s3:*')]] },
    SCP_DENY,
  ],
  [
    'it binds requests for keys',
    'alice',
    'kms:Decrypt',
    { key: [allow('*', to(account))], identity: [ALL], scp: [[ALL, deny('kms:*')]] },
    SCP_DENY,
  ],
  [
    'its Allow can be conditional',
    'alice',
    GET,
    {
      identity: [READ],
      scp: [[allow('*', { Condition: { StringEquals: { 'aws:k': 'x' } } })]],
      keys: { 'aws:k': 'y' },
    },
    SCP,
  ],
  [
    'its Allow can be of resources',
    'alice',
    GET,
    { identity: [READ], scp: [[allow('*', { Resource: `${BUCKET}/*` })]] },
    'Granted',
  ],
  [
    'its Allow can use NotAction',
    'alice',
    GET,
    { identity: [READ], scp: [[{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]] },
    'Granted',
  ],
  [
    'its Deny can use NotResource',
    'alice',
    GET,
    { identity: [READ], scp: [[ALL, { Effect: 'Deny', Action: 's3:*', NotResource: `${BUCKET}/*` }]] },
    'Granted',
  ],
  [
    'a grant does not bypass it',
    'alice',
    'kms:Decrypt',
    { key: [allow('*', to(ACTORS.alice.arn))], scp: [[allow('s3:*')]] },
    SCP,
  ],
  [
    'assuming a role needs its allow',
    'alice',
    'sts:AssumeRole',
    { ...TRUST_OWN, scp: [[ALL, deny('sts:*')]] },
    SCP_DENY,
  ],
];

const RESOURCE_CONTROL: readonly Row[] = [
  [
    'without policies of its own it restricts nothing',
    'alice',
    GET,
    { identity: [READ], rcp: [[]] },
    'Granted',
  ],
  ['RCPFullAWSAccess allows everything', 'alice', GET, { identity: [READ], rcp: [[ALL], [ALL]] }, 'Granted'],
  ['it grants nothing', 'alice', GET, { rcp: [[ALL]] }, 'implicit deny by identity'],
  ['what it denies is denied', 'alice', GET, { identity: [READ], rcp: [[ALL, deny(GET)]] }, RCP_DENY],
  [
    'a deny on any level counts',
    'alice',
    GET,
    { identity: [READ], rcp: [[ALL], [deny('s3:*')], [ALL]] },
    RCP_DENY,
  ],
  [
    'it does not affect other actions',
    'alice',
    GET,
    { identity: [READ], rcp: [[deny('s3:PutObject')]] },
    'Granted',
  ],
  ['it binds principals of other accounts', 'bob', GET, { ...OTHERS_READ, rcp: [[deny(GET)]] }, RCP_DENY],
  ['it binds the root user', 'root', GET, { rcp: [[deny(GET)]] }, RCP_DENY],
  ['it binds anonymous', 'anonymous', GET, { ...EVERYBODY_READS, rcp: [[deny(GET)]] }, RCP_DENY],
  [
    'it binds services, against confused deputies',
    'transfer',
    GET,
    { ...SERVICE_READS, rcp: [[deny('s3:*', UNLESS('aws:SourceOrgID', 'o-1'))]] },
    RCP_DENY,
  ],
  [
    'it can allow services on behalf of the organization',
    'transfer',
    GET,
    {
      ...SERVICE_READS,
      rcp: [[deny('s3:*', UNLESS('aws:SourceOrgID', 'o-1'))]],
      keys: { 'aws:SourceOrgID': 'o-1' },
    },
    'Granted',
  ],
  [
    'it does not bind service-linked roles',
    'linked',
    GET,
    { identity: [READ], rcp: [[deny(GET)]] },
    'Granted',
  ],
  [
    'it does not keep a service from its service-linked role',
    'transfer',
    'sts:AssumeRole',
    {
      resource: `arn:aws:iam::${account}:role/aws-service-role/transfer.amazonaws.com/t`,
      trust: [allow('sts:AssumeRole', { Principal: { Service: 'transfer.amazonaws.com' } })],
      rcp: [[deny('sts:*')]],
    },
    'Granted',
  ],
  [
    'it keeps a service from other roles',
    'transfer',
    'sts:AssumeRole',
    {
      trust: [allow('sts:AssumeRole', { Principal: { Service: 'transfer.amazonaws.com' } })],
      rcp: [[deny('sts:*')]],
    },
    RCP_DENY,
  ],
  [
    'it binds a principal that a key policy names',
    'alice',
    'kms:Decrypt',
    { key: [allow('*', to(ACTORS.alice.arn))], rcp: [[deny('kms:Decrypt')]] },
    RCP_DENY,
  ],
  [
    'it does not reach kms:RetireGrant',
    'alice',
    'kms:RetireGrant',
    { resource: KEY, identity: [ALL], rcp: [[deny('kms:*')]] },
    'Granted',
  ],
  ['it guards roles', 'alice', 'sts:AssumeRole', { ...TRUST_OWN, rcp: [[deny('sts:AssumeRole')]] }, RCP_DENY],
  [
    'it can refuse principals outside the organization',
    'bob',
    GET,
    {
      ...OTHERS_READ,
      rcp: [[deny('s3:*', UNLESS('aws:PrincipalOrgID', 'o-1'))]],
      keys: { 'aws:PrincipalOrgID': 'o-2' },
    },
    RCP_DENY,
  ],
  [
    'it can allow members of the organization',
    'bob',
    GET,
    {
      ...OTHERS_READ,
      rcp: [[deny('s3:*', UNLESS('aws:PrincipalOrgID', 'o-1'))]],
      keys: { 'aws:PrincipalOrgID': 'o-1' },
    },
    'Granted',
  ],
  [
    'NotResource excepts resources',
    'alice',
    GET,
    { identity: [READ], rcp: [[{ Effect: 'Deny', Action: 's3:*', NotResource: `${BUCKET}/*` }]] },
    'Granted',
  ],
  [
    'the service control policy is reported first',
    'alice',
    GET,
    { identity: [READ], scp: [[deny('*')]], rcp: [[deny(GET)]] },
    SCP_DENY,
  ],
];

decides(
  'service control policies',
  'Organizations user guide, "Service control policies (SCPs)" and "SCP evaluation"',
  SERVICE_CONTROL,
);
decides(
  'resource control policies',
  'Organizations user guide, "Resource control policies (RCPs)" and "RCP evaluation"',
  RESOURCE_CONTROL,
);
