import { describe, expect, test } from '@jest/globals';
import { uploadInitiator } from '../aws/upload-initiator.ts';
import { explain } from './explain.ts';
import { ACTORS, type Actor, session, user } from './proof/cases/actors.ts';
import {
  allow,
  decideCase,
  deny,
  type Matter,
  type Policies,
  summary,
} from './proof/cases/short-policies.ts';
import { UndecidableError } from './terms/undecidable-error.ts';

const ABORT = 's3:AbortMultipartUpload';
const LIST = 's3:ListMultipartUploadParts';
const NO_IDENTITY = 'implicit deny by identity';
const NO_BUCKET_POLICY = 'implicit deny by resource';
const uploads = allow([ABORT, LIST]);
const by = (who: Actor): Matter => ({ uploadInitiator: uploadInitiator(ACTORS[who]) });
const { alice, bob } = ACTORS;

type Row = readonly [string, Actor, Matter, Policies, string];

const DECIDED: readonly Row[] = [
  ['a user may, without an allow', 'alice', by('alice'), {}, 'Granted'],
  ['a user of another account may', 'bob', by('bob'), {}, 'Granted'],
  ['a session may', 'reader', by('reader'), {}, 'Granted'],
  ['a session of another account may', 'visitor', by('visitor'), {}, 'Granted'],
  ['the root user of another account may', 'foreign root', by('foreign root'), {}, 'Granted'],
  ['another user may not', 'alice', by('reader'), {}, NO_IDENTITY],
  ['another user of another account may not', 'bob', by('alice'), {}, NO_BUCKET_POLICY],
  ['an allow serves other callers', 'alice', by('bob'), { identity: [uploads] }, 'Granted'],
  ['an upload that does not exist has no initiator', 'alice', {}, {}, NO_IDENTITY],
  [
    'an anonymous caller is no initiator',
    'anonymous',
    { uploadInitiator: 'not known' },
    {},
    NO_BUCKET_POLICY,
  ],
  ['the root user of the initiator’s account may', 'foreign root', by('bob'), {}, 'Granted'],
  [
    'a later user of the same name may not',
    'alice',
    { uploadInitiator: uploadInitiator({ ...alice, userId: 'AIDAEARLIER' }) },
    {},
    NO_IDENTITY,
  ],
  [
    'a user of the initiator’s account needs an identity policy',
    'bob',
    { uploadInitiator: uploadInitiator(user(bob.accountId, 'carol')) },
    {},
    NO_BUCKET_POLICY,
  ],
  [
    'the initiator’s account passes the default on',
    'bob',
    { uploadInitiator: uploadInitiator(user(bob.accountId, 'carol')) },
    { identity: [uploads] },
    'Granted',
  ],
  [
    'the initiator’s account passes it on within a boundary',
    'bob',
    { uploadInitiator: uploadInitiator(user(bob.accountId, 'carol')) },
    { identity: [uploads], boundary: [allow('s3:PutObject')] },
    'implicit deny by boundary',
  ],
  [
    'a bucket policy denies the initiator',
    'alice',
    by('alice'),
    { bucket: [deny('s3:*', { Principal: '*' })] },
    'explicit deny by resource',
  ],
  [
    'an identity policy denies it',
    'bob',
    by('bob'),
    { identity: [deny('s3:*')] },
    'explicit deny by identity',
  ],
  [
    'a service control policy has to allow it',
    'alice',
    by('alice'),
    { scp: [[allow('s3:PutObject')]] },
    'implicit deny by scp',
  ],
  [
    'a VPC endpoint has to allow it',
    'alice',
    by('alice'),
    { endpoint: [allow('s3:PutObject')] },
    'implicit deny by endpoint policy',
  ],
  ['a boundary that allows it', 'alice', by('alice'), { boundary: [allow('s3:*')] }, 'Granted'],
  ['a session policy that allows it', 'reader', by('reader'), { session: [uploads] }, 'Granted'],
];

describe('deciding for the initiator of a multipart upload (S3 user guide, "Multipart upload API and permissions")', () => {
  test.each(DECIDED)('%s', (_sentence, actor, matter, policies, expected) => {
    for (const action of [ABORT, LIST])
      expect(summary(decideCase(actor, action, { ...matter, ...policies }))).toBe(expected);
  });

  test('names the default of S3 as the reason', () => {
    const decision = decideCase('bob', ABORT, by('bob'));
    expect(decision).toMatchObject({
      statements: [{ policy: 'the defaults of Amazon S3', layer: 'resource' }],
    });
  });
});

test('a denial says who needs no allow', () => {
  const [own, foreign] = [decideCase('alice', ABORT, by('bob')), decideCase('bob', LIST, by('alice'))];
  for (const denied of [own, foreign])
    expect(denied.result === 'Denied' && explain(denied)).toMatch(
      /; only the initiator of an upload needs no allow$/,
    );
});

const POINT = { resource: 'arn:aws:s3:eu-west-1:111111111111:accesspoint/point/object/key' };

const OPEN: readonly (readonly [string, Actor, Matter & { resource?: string }, Policies])[] = [
  ['under a boundary without it', 'alice', by('alice'), { boundary: [allow('s3:PutObject')] }],
  ['under a session policy without it', 'reader', by('reader'), { session: [allow('s3:PutObject')] }],
  ['through an access point', 'alice', { ...by('alice'), ...POINT }, {}],
  [
    'for another session of the role',
    'reader',
    { uploadInitiator: uploadInitiator(session(ACTORS.reader.accountId, 'reader', 'earlier')) },
    {},
  ],
  ['for a user of the account of a session', 'bob', by('visitor'), { identity: [uploads] }],
  ['for an upload whose initiator is not known', 'alice', { uploadInitiator: 'not known' }, {}],
];

test.each(OPEN)('refuses to decide %s', (_sentence, actor, matter, policies) => {
  expect(() => decideCase(actor, ABORT, { ...matter, ...policies })).toThrow(UndecidableError);
});
