import { account, otherAccount } from '../aws/testing/accounts.ts';
import { ACTORS, BUCKET } from './proof/cases/actors.ts';
import { decides, type Row } from './proof/cases/rows.ts';
import { allow, deny, to } from './proof/cases/short-policies.ts';

const GET = 's3:GetObject';
const READ = allow(GET);
const ALL = allow('*');
const WRITE = allow('s3:PutObject');
const NO_BOUNDARY = 'implicit deny by boundary';
const NO_ENDPOINT = 'implicit deny by endpoint policy';
const UNLISTED = 'explicit deny by resource';
const NOT_ALICE = {
  Effect: 'Deny',
  NotPrincipal: { AWS: [ACTORS.alice.arn, ACTORS.root.arn] },
  Action: 's3:*',
  Resource: '*',
} as const;
const SERVICE_READS = { bucket: [allow(GET, { Principal: { Service: 'transfer.amazonaws.com' } })] };
const EVERYBODY_READS = { bucket: [allow(GET, { Principal: '*' })] };

const BOUNDARY: readonly Row[] = [
  [
    'it must allow what identity policies allow',
    'alice',
    GET,
    { identity: [READ], boundary: [READ] },
    'Granted',
  ],
  [
    'it takes away what it does not allow',
    'alice',
    GET,
    { identity: [READ], boundary: [WRITE] },
    NO_BOUNDARY,
  ],
  ['it grants nothing', 'alice', GET, { boundary: [ALL] }, 'implicit deny by identity'],
  [
    'its explicit deny is reported as explicit',
    'alice',
    GET,
    { identity: [READ], boundary: [ALL, deny(GET)] },
    'explicit deny by boundary',
  ],
  [
    'its explicit deny overrides a bucket policy',
    'alice',
    GET,
    { bucket: [allow(GET, to(ACTORS.alice.arn))], boundary: [ALL, deny(GET)] },
    'explicit deny by boundary',
  ],
  [
    'it does not limit what a bucket policy gives to the user',
    'alice',
    GET,
    { bucket: [allow(GET, to(ACTORS.alice.arn))], boundary: [WRITE] },
    'Granted',
  ],
  [
    'it limits what a bucket policy gives to the role',
    'reader',
    GET,
    { bucket: [allow(GET, to(ACTORS.reader.roleArn))], boundary: [WRITE] },
    NO_BOUNDARY,
  ],
  [
    'it allows what a bucket policy gives to the role',
    'reader',
    GET,
    { bucket: [allow(GET, to(ACTORS.reader.roleArn))], boundary: [READ] },
    'Granted',
  ],
  [
    'it does not limit what a bucket policy gives to the session',
    'reader',
    GET,
    { bucket: [allow(GET, to(ACTORS.reader.arn))], boundary: [WRITE] },
    'Granted',
  ],
  [
    'it does not limit what a bucket policy gives to every principal',
    'alice',
    GET,
    { ...EVERYBODY_READS, boundary: [WRITE] },
    'Granted',
  ],
  [
    'it limits what is delegated to the account',
    'alice',
    GET,
    { identity: [READ], bucket: [allow(GET, to(account))], boundary: [WRITE] },
    NO_BOUNDARY,
  ],
  [
    'it limits access to other accounts, even for a user that is named',
    'bob',
    GET,
    { identity: [READ], bucket: [allow(GET, to(ACTORS.bob.arn))], boundary: [WRITE] },
    NO_BOUNDARY,
  ],
  [
    'it allows access to other accounts',
    'bob',
    GET,
    { identity: [READ], bucket: [allow(GET, to(otherAccount))], boundary: [READ] },
    'Granted',
  ],
  [
    'it limits what a key policy delegates',
    'alice',
    'kms:Decrypt',
    { identity: [ALL], key: [allow('*', to(account))], boundary: [READ] },
    NO_BOUNDARY,
  ],
  [
    'it does not limit what a key policy gives to the user',
    'alice',
    'kms:Decrypt',
    { key: [allow('*', to(ACTORS.alice.arn))], boundary: [READ] },
    'Granted',
  ],
  [
    'it limits a session together with the session policy',
    'reader',
    GET,
    { identity: [READ], boundary: [WRITE], session: [ALL] },
    NO_BOUNDARY,
  ],
  [
    'a session policy limits together with the boundary',
    'reader',
    GET,
    { identity: [READ], boundary: [ALL], session: [WRITE] },
    'implicit deny by session',
  ],
  ['the root user has none', 'root', GET, { boundary: [deny('*')] }, 'Granted'],
  ['a service has none', 'transfer', GET, { ...SERVICE_READS, boundary: [deny('*')] }, 'Granted'],
  [
    'an anonymous caller has none',
    'anonymous',
    GET,
    { ...EVERYBODY_READS, boundary: [deny('*')] },
    'Granted',
  ],
  [
    'without one, NotPrincipal in a Deny excepts the principals that it lists',
    'alice',
    GET,
    { identity: [READ], bucket: [NOT_ALICE] },
    'Granted',
  ],
  [
    'with one, NotPrincipal in a Deny excepts no principal',
    'alice',
    GET,
    { identity: [READ], bucket: [NOT_ALICE], boundary: [ALL] },
    UNLISTED,
  ],
  [
    'with one, NotPrincipal in an Allow works as usual',
    'alice',
    GET,
    {
      bucket: [{ Effect: 'Allow', NotPrincipal: { AWS: ACTORS.bob.arn }, Action: GET, Resource: '*' }],
      boundary: [WRITE],
    },
    'Granted',
  ],
];

const ENDPOINT: readonly Row[] = [
  ['allowing everything changes nothing', 'alice', GET, { identity: [READ], endpoint: [ALL] }, 'Granted'],
  ['it grants nothing', 'alice', GET, { endpoint: [ALL] }, 'implicit deny by identity'],
  ['what it does not allow is denied', 'alice', GET, { identity: [READ], endpoint: [WRITE] }, NO_ENDPOINT],
  [
    'what it denies is denied',
    'alice',
    GET,
    { identity: [READ], endpoint: [ALL, deny(GET)] },
    'explicit deny by endpoint policy',
  ],
  [
    'it limits a principal that a bucket policy names',
    'alice',
    GET,
    { bucket: [allow(GET, to(ACTORS.alice.arn))], endpoint: [WRITE] },
    NO_ENDPOINT,
  ],
  ['it limits the root user', 'root', GET, { endpoint: [WRITE] }, NO_ENDPOINT],
  ['it limits an anonymous caller', 'anonymous', GET, { ...EVERYBODY_READS, endpoint: [WRITE] }, NO_ENDPOINT],
  [
    'it limits callers of other accounts',
    'bob',
    GET,
    { identity: [READ], bucket: [allow(GET, to(otherAccount))], endpoint: [WRITE] },
    NO_ENDPOINT,
  ],
  [
    'it limits by resource',
    'alice',
    GET,
    { identity: [READ], endpoint: [allow('*', { Resource: 'arn:aws:s3:::else/*' })] },
    NO_ENDPOINT,
  ],
  [
    'it allows the buckets that it lists',
    'alice',
    GET,
    { identity: [READ], endpoint: [allow('*', { Resource: `${BUCKET}/*` })] },
    'Granted',
  ],
  [
    'it limits by account of the caller',
    'bob',
    GET,
    {
      identity: [READ],
      bucket: [allow(GET, to(otherAccount))],
      endpoint: [allow('*', { Condition: { StringEquals: { 'aws:PrincipalAccount': account } } })],
      keys: { 'aws:PrincipalAccount': otherAccount },
    },
    NO_ENDPOINT,
  ],
  [
    'the service control policy is reported first',
    'alice',
    GET,
    { identity: [READ], endpoint: [WRITE], scp: [[WRITE]] },
    'implicit deny by scp',
  ],
];

decides(
  'a permissions boundary',
  'IAM user guide, "Permissions boundaries for IAM entities" and "Policy evaluation logic"',
  BOUNDARY,
);
decides(
  'the policy of a VPC endpoint',
  'VPC guide, "Control access to VPC endpoints using endpoint policies"',
  ENDPOINT,
);
