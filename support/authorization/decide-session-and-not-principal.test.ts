import { ACTORS, OTHER, OWN } from './proof/cases/actors.ts';
import { decides, type Row } from './proof/cases/rows.ts';
import { allow, deny, to } from './proof/cases/world.ts';

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
    'its explicit deny is one',
    'reader',
    GET,
    { identity: [READ], session: [allow('*'), deny(GET)] },
    'explicit deny by session',
  ],
  [
    'it bounds what a bucket policy gives to the role',
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
    'it does not bound what a bucket policy gives to the session',
    'reader',
    GET,
    { session: [allow('s3:PutObject')], bucket: [allow(GET, to(ACTORS.reader.arn))] },
    'Granted',
  ],
  [
    'it does not bound what a bucket policy gives to everybody',
    'reader',
    GET,
    { session: [allow('s3:PutObject')], bucket: [PUBLIC] },
    'Granted',
  ],
  [
    'its explicit deny holds against the session ARN',
    'reader',
    GET,
    { session: [deny(GET)], bucket: [allow(GET, to(ACTORS.reader.arn))] },
    'explicit deny by session',
  ],
  [
    'across accounts it bounds the session ARN too',
    'visitor',
    GET,
    { identity: [READ], session: [allow('s3:PutObject')], bucket: [allow(GET, to(ACTORS.visitor.arn))] },
    NO_SESSION,
  ],
];

const EXCEPT: readonly Row[] = [
  [
    'whoever is not listed is denied',
    'alice',
    GET,
    { identity: [READ], bucket: [deny(GET, LISTED(`arn:aws:iam::${OWN}:user/carol`, OWN))] },
    'explicit deny by resource',
  ],
  [
    'a user listed with its account is left out',
    'alice',
    GET,
    { identity: [READ], bucket: [deny(GET, LISTED(ACTORS.alice.arn, OWN))] },
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
    'an account listed does not leave out its users',
    'alice',
    GET,
    { identity: [READ], bucket: [deny(GET, LISTED(OWN))] },
    'explicit deny by resource',
  ],
  [
    'a session listed with role and account is left out',
    'reader',
    GET,
    { identity: [READ], bucket: [deny(GET, LISTED(ACTORS.reader.arn, ACTORS.reader.roleArn, OWN))] },
    'Granted',
  ],
  [
    'a role listed without the session stays denied',
    'reader',
    GET,
    { identity: [READ], bucket: [deny(GET, LISTED(ACTORS.reader.roleArn, OWN))] },
    'explicit deny by resource',
  ],
  [
    'nobody is never listed',
    'anonymous',
    GET,
    { bucket: [PUBLIC, deny(GET, LISTED(OWN))] },
    'explicit deny by resource',
  ],
  [
    'in an allow everybody else is meant',
    'alice',
    GET,
    { bucket: [allow(GET, LISTED(`arn:aws:iam::${OTHER}:user/bob`))] },
    'Granted',
  ],
  [
    'in an allow whoever is listed is not',
    'alice',
    GET,
    { bucket: [allow(GET, LISTED(ACTORS.alice.arn))] },
    NO_IDENTITY,
  ],
  [
    '"*" leaves everybody out',
    'alice',
    GET,
    { identity: [READ], bucket: [deny(GET, { NotPrincipal: '*' })] },
    'Granted',
  ],
  [
    '{ AWS: "*" } leaves everybody out',
    'reader',
    GET,
    { identity: [READ], bucket: [deny(GET, LISTED('*'))] },
    'Granted',
  ],
  [
    'a service listed is left out',
    'transfer',
    GET,
    { bucket: [PUBLIC, deny(GET, { NotPrincipal: { Service: 'transfer.amazonaws.com' } })] },
    'Granted',
  ],
];

decides('session policies', 'IAM user guide, "Policies and permissions in IAM": Session policies', SESSION);
decides('NotPrincipal', 'IAM user guide, "AWS JSON policy elements: NotPrincipal"', EXCEPT);
