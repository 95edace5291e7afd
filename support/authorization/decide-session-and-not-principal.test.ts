import { account, otherAccount } from '../aws/testing/accounts.ts';
import { ACTORS } from './proof/cases/actors.ts';
import { decides, type Row } from './proof/cases/rows.ts';
import { allow, deny, to } from './proof/cases/short-policies.ts';

const GET = 's3:GetObject';
const READ = allow(GET);
const EVERYBODY = { Principal: '*' };
const PUBLIC = allow(GET, EVERYBODY);
const NO_IDENTITY = 'implicit deny by identity';
const NO_SESSION = 'implicit deny by session';
const LISTED = (...names: string[]) => ({ NotPrincipal: { AWS: names } });

const SESSION: readonly Row[] = [
  ['it must allow as well', 'reader', GET, { identity: [READ], session: [allow(GET)] }, 'Granted'],
  [
    'it takes away what it does not allow',
    'reader',
    GET,
    { identity: [READ], session: [allow('s3:PutObject')] },
    NO_SESSION,
  ],
  ['it adds nothing to the role', 'reader', GET, { session: [allow('*')] }, NO_IDENTITY],
  [
    'its explicit deny is reported as explicit',
    'reader',
    GET,
    { identity: [READ], session: [allow('*'), deny(GET)] },
    'explicit deny by session',
  ],
  [
    'it limits what a bucket policy gives to the role',
    'reader',
    GET,
    { session: [allow('s3:PutObject')], bucket: [allow(GET, to(ACTORS.reader.roleArn))] },
    NO_SESSION,
  ],
  [
    'it allows what a bucket policy gives to the role',
    'reader',
    GET,
    { session: [allow(GET)], bucket: [allow(GET, to(ACTORS.reader.roleArn))] },
    'Granted',
  ],
  [
    'it does not limit what a bucket policy gives to the session',
    'reader',
    GET,
    { session: [allow('s3:PutObject')], bucket: [allow(GET, to(ACTORS.reader.arn))] },
    'Granted',
  ],
  [
    'it does not limit what a bucket policy gives to every principal',
    'reader',
    GET,
    { session: [allow('s3:PutObject')], bucket: [PUBLIC] },
    'Granted',
  ],
  [
    'its explicit deny overrides the session ARN',
    'reader',
    GET,
    { session: [deny(GET)], bucket: [allow(GET, to(ACTORS.reader.arn))] },
    'explicit deny by session',
  ],
  [
    'across accounts it limits the session ARN too',
    'visitor',
    GET,
    { identity: [READ], session: [allow('s3:PutObject')], bucket: [allow(GET, to(ACTORS.visitor.arn))] },
    NO_SESSION,
  ],
];

const EXCEPT: readonly Row[] = [
  [
    'a principal that is not listed is denied',
    'alice',
    GET,
    { identity: [READ], bucket: [deny(GET, LISTED(`arn:aws:iam::${account}:user/carol`, account))] },
    'explicit deny by resource',
  ],
  [
    'a user listed with its account is excepted',
    'alice',
    GET,
    { identity: [READ], bucket: [deny(GET, LISTED(ACTORS.alice.arn, account))] },
    'Granted',
  ],
  [
    'a user listed without its account stays denied',
    'alice',
    GET,
    { identity: [READ], bucket: [deny(GET, LISTED(ACTORS.alice.arn))] },
    'explicit deny by resource',
  ],
  [
    'a listed account does not except its users',
    'alice',
    GET,
    { identity: [READ], bucket: [deny(GET, LISTED(account))] },
    'explicit deny by resource',
  ],
  [
    'a session listed with role and account is excepted',
    'reader',
    GET,
    { identity: [READ], bucket: [deny(GET, LISTED(ACTORS.reader.arn, ACTORS.reader.roleArn, account))] },
    'Granted',
  ],
  [
    'a role listed without the session stays denied',
    'reader',
    GET,
    { identity: [READ], bucket: [deny(GET, LISTED(ACTORS.reader.roleArn, account))] },
    'explicit deny by resource',
  ],
  [
    'anonymous is never listed',
    'anonymous',
    GET,
    { bucket: [PUBLIC, deny(GET, LISTED(account))] },
    'explicit deny by resource',
  ],
  [
    'in an allow, every principal that is not listed has access',
    'alice',
    GET,
    { bucket: [allow(GET, LISTED(`arn:aws:iam::${otherAccount}:user/bob`))] },
    'Granted',
  ],
  [
    'in an allow, a listed principal has no access',
    'alice',
    GET,
    { bucket: [allow(GET, LISTED(ACTORS.alice.arn))] },
    NO_IDENTITY,
  ],
  [
    '"*" excepts every principal',
    'alice',
    GET,
    { identity: [READ], bucket: [deny(GET, { NotPrincipal: '*' })] },
    'Granted',
  ],
  [
    '{ AWS: "*" } excepts every principal',
    'reader',
    GET,
    { identity: [READ], bucket: [deny(GET, LISTED('*'))] },
    'Granted',
  ],
  [
    'a listed service is excepted',
    'transfer',
    GET,
    { bucket: [PUBLIC, deny(GET, { NotPrincipal: { Service: 'transfer.amazonaws.com' } })] },
    'Granted',
  ],
];

decides('session policies', 'IAM user guide, "Policies and permissions in IAM": Session policies', SESSION);
decides('NotPrincipal', 'IAM user guide, "AWS JSON policy elements: NotPrincipal"', EXCEPT);
