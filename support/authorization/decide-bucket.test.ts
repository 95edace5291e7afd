import { account, otherAccount } from '../aws/testing/accounts.ts';
import { ACTORS, BUCKET } from './proof/cases/actors.ts';
import { decides, type Row } from './proof/cases/rows.ts';
import { allow, deny, to } from './proof/cases/short-policies.ts';

const GET = 's3:GetObject';
const READ = allow(GET);
const EVERYBODY = { Principal: '*' };
const PUBLIC = allow(GET, EVERYBODY);
const OWN_ROOT = to(ACTORS.root.arn);
const NO_IDENTITY = 'implicit deny by identity';
const NO_RESOURCE = 'implicit deny by resource';

const WITHIN: readonly Row[] = [
  ['nothing allows', 'alice', GET, {}, NO_IDENTITY],
  ['an identity policy suffices', 'alice', GET, { identity: [READ] }, 'Granted'],
  ['an identity policy of a role suffices', 'reader', GET, { identity: [READ] }, 'Granted'],
  [
    'a bucket policy naming the user suffices',
    'alice',
    GET,
    { bucket: [allow(GET, to(ACTORS.alice.arn))] },
    'Granted',
  ],
  [
    'a bucket policy naming the role suffices for its session',
    'reader',
    GET,
    { bucket: [allow(GET, to(ACTORS.reader.roleArn))] },
    'Granted',
  ],
  [
    'the closest of several names counts',
    'reader',
    GET,
    { bucket: [allow(GET, to(ACTORS.reader.roleArn)), allow(GET, OWN_ROOT)] },
    'Granted',
  ],
  [
    'the closest of several names counts, in any order',
    'reader',
    GET,
    { bucket: [allow(GET, to(account, ACTORS.reader.roleArn))] },
    'Granted',
  ],
  [
    'a bucket policy naming the session suffices',
    'reader',
    GET,
    { bucket: [allow(GET, to(ACTORS.reader.arn))] },
    'Granted',
  ],
  ['a bucket policy naming every principal suffices', 'alice', GET, { bucket: [PUBLIC] }, 'Granted'],
  [
    'the account principal delegates, but gives no access itself',
    'alice',
    GET,
    { bucket: [allow(GET, OWN_ROOT)] },
    NO_IDENTITY,
  ],
  [
    'the account id delegates, but gives no access itself',
    'alice',
    GET,
    { bucket: [allow(GET, to(account))] },
    NO_IDENTITY,
  ],
  [
    'the account principal beside an identity policy',
    'alice',
    GET,
    { identity: [READ], bucket: [allow(GET, OWN_ROOT)] },
    'Granted',
  ],
  [
    'a bucket policy naming another user gives no access',
    'alice',
    GET,
    { bucket: [allow(GET, to(`arn:aws:iam::${account}:user/carol`))] },
    NO_IDENTITY,
  ],
  [
    'a bucket policy naming another session of the role gives no access',
    'reader',
    GET,
    { bucket: [allow(GET, to(`${ACTORS.reader.arn}2`))] },
    NO_IDENTITY,
  ],
  [
    'the same user name in another account is another user',
    'alice',
    GET,
    { bucket: [allow(GET, to(`arn:aws:iam::${otherAccount}:user/alice`))] },
    NO_IDENTITY,
  ],
  [
    'a unique id names the user it belongs to',
    'alice',
    GET,
    { bucket: [allow(GET, to(ACTORS.alice.userId))] },
    'Granted',
  ],
  [
    'a unique id names the role it belongs to',
    'reader',
    GET,
    { bucket: [allow(GET, to(ACTORS.reader.roleId))] },
    'Granted',
  ],
  [
    'the unique id of a deleted user of the same name names no user',
    'alice',
    GET,
    { bucket: [allow(GET, to('AIDADELETEDALICEXXXXX'))] },
    NO_IDENTITY,
  ],
  [
    'an explicit deny of the identity policy wins',
    'alice',
    GET,
    { identity: [READ, deny('s3:*')] },
    'explicit deny by identity',
  ],
  [
    'an identity deny beats a bucket policy',
    'alice',
    GET,
    { identity: [deny(GET)], bucket: [allow(GET, to(ACTORS.alice.arn))] },
    'explicit deny by identity',
  ],
  [
    'a deny of the bucket policy beats an identity policy',
    'alice',
    GET,
    { identity: [READ], bucket: [deny(GET, EVERYBODY)] },
    'explicit deny by resource',
  ],
  [
    'a deny of the account principal binds every user of it',
    'alice',
    GET,
    { identity: [READ], bucket: [deny(GET, OWN_ROOT)] },
    'explicit deny by resource',
  ],
  [
    'a deny of the role binds its sessions',
    'reader',
    GET,
    { identity: [READ], bucket: [deny(GET, to(ACTORS.reader.roleArn))] },
    'explicit deny by resource',
  ],
  [
    'a deny of another user binds no other user',
    'alice',
    GET,
    { identity: [READ], bucket: [deny(GET, to(`arn:aws:iam::${account}:user/carol`))] },
    'Granted',
  ],
  [
    'NotAction in a deny excepts its actions',
    'alice',
    GET,
    { identity: [READ, { Effect: 'Deny', NotAction: 's3:Get*', Resource: '*' }] },
    'Granted',
  ],
  [
    'NotAction in a deny covers all other actions',
    'alice',
    's3:PutObject',
    { identity: [allow('s3:*'), { Effect: 'Deny', NotAction: 's3:Get*', Resource: '*' }] },
    'explicit deny by identity',
  ],
  [
    'NotResource in an allow excepts its resources',
    'alice',
    GET,
    { identity: [{ Effect: 'Allow', Action: GET, NotResource: `${BUCKET}/*` }] },
    NO_IDENTITY,
  ],
  [
    'NotResource in an allow covers all other resources',
    'alice',
    GET,
    { identity: [{ Effect: 'Allow', Action: GET, NotResource: 'arn:aws:s3:::secret/*' }] },
    'Granted',
  ],
];

const ROOT: readonly Row[] = [
  ["the root user's identity side is full", 'root', GET, {}, 'Granted'],
  ['identity policies do not apply to the root user', 'root', GET, { identity: [deny('*')] }, 'Granted'],
  [
    'a bucket policy denying every principal binds the root user',
    'root',
    GET,
    { bucket: [deny('s3:*', EVERYBODY)] },
    'explicit deny by resource',
  ],
  [
    'a bucket policy denying the account binds the root user',
    'root',
    GET,
    { bucket: [deny('s3:*', OWN_ROOT)] },
    'explicit deny by resource',
  ],
  [
    'the root user may always delete the bucket policy',
    'root',
    's3:DeleteBucketPolicy',
    { resource: BUCKET, bucket: [deny('s3:*', EVERYBODY)] },
    'Granted',
  ],
  [
    'the root user may always read the bucket policy',
    'root',
    's3:GetBucketPolicy',
    { resource: BUCKET, bucket: [deny('s3:*', EVERYBODY)] },
    'Granted',
  ],
  [
    'the root user may always replace the bucket policy',
    'root',
    's3:PutBucketPolicy',
    { resource: BUCKET, bucket: [deny('s3:*', EVERYBODY)] },
    'Granted',
  ],
  [
    'an administrator may not',
    'alice',
    's3:DeleteBucketPolicy',
    { resource: BUCKET, identity: [allow('*')], bucket: [deny('s3:*', EVERYBODY)] },
    'explicit deny by resource',
  ],
  [
    'a foreign root user may not',
    'foreign root',
    's3:DeleteBucketPolicy',
    { resource: BUCKET, bucket: [deny('s3:*', EVERYBODY)] },
    'explicit deny by resource',
  ],
  ['a foreign root user needs the bucket policy', 'foreign root', GET, {}, NO_RESOURCE],
  [
    'a foreign root user is named by its account',
    'foreign root',
    GET,
    { bucket: [allow(GET, to(otherAccount))] },
    'Granted',
  ],
];

decides('a bucket within its account', 'IAM user guide, "Policy evaluation logic"', WITHIN);
decides(
  'a bucket for the root user',
  'IAM user guide, "AWS account root user"; S3 API reference, "DeleteBucketPolicy"',
  ROOT,
);
