import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { account, otherAccount } from '../aws/testing/accounts.ts';
import { explain } from './explain.ts';
import { type Actor, OBJECT } from './proof/cases/actors.ts';
import {
  type AclRow,
  aclOf,
  aclsOf,
  decidesByAcls,
  EVERYTHING,
  type ShortAcls,
} from './proof/cases/short-acls.ts';
import { allow, decideCase, deny, type Policies, summary, to } from './proof/cases/short-policies.ts';
import { remedy } from './remedy.ts';
import { UndecidableError } from './terms/undecidable-error.ts';

const GET = 's3:GetObject';
const LIST = 's3:ListBucket';
const PUT = 's3:PutObject';
const REMOVE = 's3:DeleteObject';
const NO_BUCKET_POLICY = 'implicit deny by resource';
const NO_IDENTITY = 'implicit deny by identity';
const NONE = {};
const toOther = [allow(GET, to(otherAccount))];
const denied = [deny(GET, { Principal: '*' })];

const OWN_OBJECTS: readonly AclRow[] = [
  ['a private object is for its account', 'alice', GET, { object: '' }, EVERYTHING, 'Granted'],
  ['a private object is not for others', 'bob', GET, { object: '' }, EVERYTHING, NO_BUCKET_POLICY],
  ['a bucket policy adds', 'bob', GET, { object: '' }, { ...EVERYTHING, bucket: toOther }, 'Granted'],
  ['READ reads', 'bob', GET, { object: 'other READ' }, EVERYTHING, 'Granted'],
  ['READ needs policies too', 'bob', GET, { object: 'other READ' }, NONE, NO_IDENTITY],
  ['READ is for root users', 'foreign root', GET, { object: 'other READ' }, NONE, 'Granted'],
  ['READ is not for a third', 'bob', GET, { object: 'third READ' }, EVERYTHING, NO_BUCKET_POLICY],
  ['FULL_CONTROL reads', 'bob', GET, { object: 'other FULL_CONTROL' }, EVERYTHING, 'Granted'],
  ['READ_ACP does not read', 'bob', GET, { object: 'other READ_ACP' }, EVERYTHING, NO_BUCKET_POLICY],
  ['READ_ACP reads ACLs', 'bob', 's3:GetObjectAcl', { object: 'other READ_ACP' }, EVERYTHING, 'Granted'],
  [
    'WRITE_ACP sets them',
    'bob',
    's3:PutObjectVersionAcl',
    { object: 'other WRITE_ACP' },
    EVERYTHING,
    'Granted',
  ],
  [
    'nothing reads tags',
    'bob',
    's3:GetObjectTagging',
    { object: 'other FULL_CONTROL' },
    EVERYTHING,
    NO_BUCKET_POLICY,
  ],
  ['AllUsers is for anonymous', 'anonymous', GET, { object: 'AllUsers READ' }, NONE, 'Granted'],
  ['AllUsers is for others', 'bob', GET, { object: 'AllUsers READ' }, EVERYTHING, 'Granted'],
  ['AllUsers needs policies too', 'bob', GET, { object: 'AllUsers READ' }, NONE, NO_IDENTITY],
  [
    'AuthenticatedUsers is signed',
    'anonymous',
    GET,
    { object: 'AuthenticatedUsers READ' },
    NONE,
    NO_BUCKET_POLICY,
  ],
  [
    'AuthenticatedUsers is for others',
    'bob',
    GET,
    { object: 'AuthenticatedUsers READ' },
    EVERYTHING,
    'Granted',
  ],
  [
    'public ACLs are ignored',
    'anonymous',
    GET,
    { object: 'AllUsers READ', ignorePublicAcls: true },
    NONE,
    NO_BUCKET_POLICY,
  ],
  [
    'others are not ignored',
    'bob',
    GET,
    { object: 'other READ', ignorePublicAcls: true },
    EVERYTHING,
    'Granted',
  ],
  [
    'a Deny is final',
    'bob',
    GET,
    { object: 'other READ' },
    { ...EVERYTHING, bucket: denied },
    'explicit deny by resource',
  ],
  ['an owner needs policies', 'alice', GET, { object: '' }, NONE, NO_IDENTITY],
  [
    'a session policy limits',
    'visitor',
    GET,
    { object: 'other READ' },
    { ...EVERYTHING, session: [allow(PUT)] },
    'implicit deny by session',
  ],
  [
    'a boundary limits',
    'bob',
    GET,
    { object: 'other READ' },
    { ...EVERYTHING, boundary: [allow(PUT)] },
    'implicit deny by boundary',
  ],
];

const BUCKETS: readonly AclRow[] = [
  ['READ lists', 'bob', LIST, { bucket: 'other READ' }, EVERYTHING, 'Granted'],
  ['READ is not of objects', 'bob', GET, { bucket: 'other READ', object: '' }, EVERYTHING, NO_BUCKET_POLICY],
  ['WRITE writes', 'bob', PUT, { bucket: 'other WRITE' }, EVERYTHING, 'Granted'],
  ['WRITE does not list', 'bob', LIST, { bucket: 'other WRITE' }, EVERYTHING, NO_BUCKET_POLICY],
  [
    'FULL_CONTROL is not of policies',
    'bob',
    's3:PutBucketPolicy',
    { bucket: 'other FULL_CONTROL' },
    EVERYTHING,
    NO_BUCKET_POLICY,
  ],
  ['WRITE is for anonymous', 'anonymous', PUT, { bucket: 'AllUsers WRITE' }, NONE, 'Granted'],
  ['LogDelivery is no caller', 'bob', PUT, { bucket: 'LogDelivery WRITE' }, EVERYTHING, NO_BUCKET_POLICY],
  [
    'nothing deletes without WRITE',
    'bob',
    REMOVE,
    { object: 'other FULL_CONTROL' },
    EVERYTHING,
    NO_BUCKET_POLICY,
  ],
];

const BOTH = { bucket: 'other WRITE', object: '' };
const MINE = { bucket: 'other WRITE', ofOther: '' };
const KEPT = { versioning: 'Enabled' } as const;
const OVER = { ...MINE, versioning: 'Suspended' } as const;
const VERSION = 's3:DeleteObjectVersion';
const toWrite = [allow([PUT, REMOVE], to(otherAccount))];

const WRITES: readonly AclRow[] = [
  ['WRITE does not overwrite objects of others', 'bob', PUT, BOTH, EVERYTHING, NO_BUCKET_POLICY],
  [
    'nor does FULL_CONTROL',
    'bob',
    PUT,
    { ...BOTH, bucket: 'other FULL_CONTROL' },
    EVERYTHING,
    NO_BUCKET_POLICY,
  ],
  ['nor does a root user', 'foreign root', PUT, BOTH, NONE, NO_BUCKET_POLICY],
  [
    'nor does a grant to all',
    'anonymous',
    PUT,
    { ...BOTH, bucket: 'AllUsers WRITE' },
    NONE,
    NO_BUCKET_POLICY,
  ],
  ['nor what a third account owns', 'alice', PUT, { bucket: 'third WRITE', ofOther: '' }, NONE, NO_IDENTITY],
  ['it overwrites what its grantee owns', 'bob', PUT, MINE, EVERYTHING, 'Granted'],
  [
    'a grant to all overwrites it, too',
    'bob',
    PUT,
    { ...MINE, bucket: 'AllUsers WRITE' },
    EVERYTHING,
    'Granted',
  ],
  ['it does not delete objects of others', 'bob', REMOVE, BOTH, EVERYTHING, NO_BUCKET_POLICY],
  ['nor versions', 'bob', VERSION, BOTH, EVERYTHING, NO_BUCKET_POLICY],
  ['it deletes what its grantee owns', 'bob', REMOVE, MINE, EVERYTHING, 'Granted'],
  ['a bucket policy overwrites', 'bob', PUT, BOTH, { ...EVERYTHING, bucket: toWrite }, 'Granted'],
  ['a bucket policy deletes', 'bob', REMOVE, BOTH, { ...EVERYTHING, bucket: toWrite }, 'Granted'],
  ['the bucket’s owner overwrites', 'alice', PUT, { ofOther: '' }, EVERYTHING, 'Granted'],
  ['a null version of others stays', 'bob', PUT, { ...OVER, nullOf: 'own' }, EVERYTHING, NO_BUCKET_POLICY],
  ['and is not deleted', 'bob', REMOVE, { ...OVER, nullOf: 'own' }, EVERYTHING, NO_BUCKET_POLICY],
  ['one of its own is replaced', 'bob', PUT, { ...OVER, nullOf: 'other' }, EVERYTHING, 'Granted'],
  ['a version of others is not deleted', 'bob', VERSION, { ...BOTH, ...KEPT }, EVERYTHING, NO_BUCKET_POLICY],
  ['a new version hides its own', 'bob', PUT, { ...MINE, ...KEPT }, EVERYTHING, 'Granted'],
  ['who lacks a policy hides nothing', 'bob', PUT, { ...BOTH, ...KEPT }, NONE, NO_IDENTITY],
];

decidesByAcls('objects of the bucket’s owner', 'S3 user guide, ACL overview', OWN_OBJECTS);
decidesByAcls('buckets with an ACL', 'S3 user guide, ACL overview', BUCKETS);
decidesByAcls('existing objects by WRITE', 'S3 user guide, ACL overview', WRITES);

type Open = readonly [sentence: string, actor: Actor, action: string, acls: ShortAcls, policies: Policies];

describe('a decision is left open', () => {
  test.each<Open>([
    ['of a group, for principals of the owner', 'alice', GET, { object: 'AllUsers READ' }, NONE],
    ['of WRITE, for deletions', 'bob', REMOVE, { bucket: 'other WRITE' }, EVERYTHING],
    [
      'of an ignored ACL’s other grants',
      'bob',
      GET,
      { object: 'AllUsers READ, other READ', ignorePublicAcls: true },
      EVERYTHING,
    ],
    ['of a group, for a service', 'transfer', GET, { object: 'AllUsers READ' }, NONE],
    ['of WRITE, for deletions of versions', 'bob', VERSION, MINE, EVERYTHING],
    ['of a version in front of an object of others', 'bob', PUT, { ...BOTH, ...KEPT }, EVERYTHING],
    ['of a delete marker there', 'bob', REMOVE, { ...BOTH, versioning: 'Suspended' }, EVERYTHING],
    ['of an unknown grantee', 'bob', GET, { object: 'ann@example.com READ' }, EVERYTHING],
  ])('%s', (_, actor, action, short, policies) => {
    expect(() => decideCase(actor, action, { ...policies, acls: aclsOf(short) })).toThrow(UndecidableError);
  });

  const without = { ...aclsOf({}), object: aclOf('the ACL', account, '') };

  test('of a root user whose account has no grant', () => {
    expect(() => decideCase('root', GET, { acls: without })).toThrow(UndecidableError);
    const bucket = aclOf('the ACL', account, 'own READ');
    expect(() => decideCase('root', PUT, { acls: { ...aclsOf({}), bucket } })).toThrow(UndecidableError);
  });

  test('but a root user without a grant replaces the ACL, and users have their policies', () => {
    expect(decideCase('root', 's3:PutObjectAcl', { acls: without }).result).toBe('Granted');
    expect(decideCase('alice', GET, { ...EVERYTHING, acls: without }).result).toBe('Granted');
  });
});

test('a decision names the grant that allows', () => {
  const decision = decideCase('anonymous', GET, { acls: aclsOf({ object: 'AllUsers READ' }) });
  const statement = { policy: `the ACL of the object ${OBJECT}`, layer: 'acl', index: 1 };
  expect(decision).toMatchObject({ result: 'Granted', statements: [statement] });
});

test('a grant more never takes an access away, and an explicit deny stays', () => {
  const grants = fc
    .constantFrom('other', 'third', 'AllUsers', 'AuthenticatedUsers', 'LogDelivery')
    .chain((name) =>
      fc
        .constantFrom('READ', 'READ_ACP', 'WRITE_ACP', 'FULL_CONTROL')
        .map((permission) => `${name} ${permission}`),
    );
  const actors = fc.constantFrom<Actor>('bob', 'visitor', 'foreign root', 'anonymous');
  const actions = fc.constantFrom(GET, 's3:GetObjectAcl', 's3:PutObjectAcl', 's3:GetObjectTagging');
  fc.assert(
    fc.property(fc.array(grants, { maxLength: 3 }), grants, actors, actions, (few, more, actor, action) => {
      const given = (object: string, bucket?: Policies['bucket']) =>
        summary(
          decideCase(actor, action, { ...EVERYTHING, ...(bucket && { bucket }), acls: aclsOf({ object }) }),
        );
      const before = given(few.join(', '));
      const after = given([...few, more].join(', '));
      if (before === 'Granted') expect(after).toBe('Granted');
      expect(given([...few, more].join(', '), [deny(action, { Principal: '*' })])).toBe(
        'explicit deny by resource',
      );
    }),
  );
});

describe('whatever grants the ACL of a bucket has', () => {
  const names = fc.constantFrom('other', 'third', 'AllUsers', 'AuthenticatedUsers', 'LogDelivery');
  const permissions = fc.constantFrom('READ', 'WRITE', 'READ_ACP', 'WRITE_ACP', 'FULL_CONTROL');
  const grants = fc.array(
    fc.tuple(names, permissions).map((grant) => grant.join(' ')),
    { maxLength: 4 },
  );
  const callers = fc.constantFrom<Actor>('bob', 'visitor', 'foreign root', 'anonymous');
  const writes = fc.constantFrom(PUT, REMOVE, VERSION);

  test('no other account overwrites or deletes an object of the bucket’s owner, unless the bucket policy allows', () => {
    fc.assert(
      fc.property(grants, callers, writes, (given, caller, action) => {
        const acls = aclsOf({
          bucket: given.join(', '),
          object: 'other FULL_CONTROL, AllUsers FULL_CONTROL',
        });
        expect(summary(decideCase(caller, action, { ...EVERYTHING, acls }))).toMatch(/^implicit deny/);
        const bucket = [allow(action, { Principal: '*' })];
        expect(summary(decideCase(caller, action, { ...EVERYTHING, acls, bucket }))).toBe('Granted');
      }),
    );
  });

  test('a caller that may overwrite an object may create it, too', () => {
    fc.assert(
      fc.property(grants, callers, (given, caller) => {
        const bucket = given.join(', ');
        const over = summary(
          decideCase(caller, PUT, { ...EVERYTHING, acls: aclsOf({ bucket, ofOther: '' }) }),
        );
        const anew = summary(decideCase(caller, PUT, { ...EVERYTHING, acls: aclsOf({ bucket }) }));
        if (over === 'Granted') expect(anew).toBe('Granted');
      }),
    );
  });
});

test('a denial says that WRITE is not for objects of other accounts, and what to do', () => {
  const decision = decideCase('bob', PUT, { ...EVERYTHING, acls: aclsOf(BOTH) });
  if (decision.result === 'Granted') throw new Error('it is granted');
  expect(explain(decision)).toContain(
    `WRITE lets a caller overwrite and delete only what its account owns, and another account owns the object ${OBJECT}`,
  );
  expect(remedy(decision)).toMatch(/^allow s3:PutObject to .* in a bucket policy$/);
});
