import { describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../aws/testing/accounts.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { ACTORS } from './proof/cases/actors.ts';
import {
  type AclRow,
  aclOf,
  aclsOf,
  decidesByAcls,
  EVERYTHING,
  type ShortAcls,
} from './proof/cases/short-acls.ts';
import {
  allow,
  canonicalIdOf,
  decideCase,
  deny,
  inForce,
  type Keys,
  permissionFor,
  summary,
  to,
} from './proof/cases/short-policies.ts';
import { UndecidableError } from './terms/undecidable-error.ts';

const GET = 's3:GetObject';
const SET = 's3:PutObjectAcl';
const TAGS = 's3:GetObjectTagging';
const NO_ACL = 'implicit deny by acl';
const NO_BUCKET_POLICY = 'implicit deny by resource';
const NO_IDENTITY = 'implicit deny by identity';
const NONE = {};
const CLOSED = { ofOther: '' };
const GIVEN = { ofOther: 'own FULL_CONTROL' };
const WRITABLE = { ...CLOSED, bucket: 'other WRITE' };
const everyone = { Principal: '*' };

const OBJECTS_OF_OTHERS: readonly AclRow[] = [
  ['the bucket’s owner does not read', 'root', GET, CLOSED, NONE, NO_ACL],
  [
    'a policy there does not help',
    'alice',
    GET,
    CLOSED,
    { ...EVERYTHING, bucket: [allow(GET, to(account))] },
    NO_ACL,
  ],
  ['a public policy does not help', 'anonymous', GET, CLOSED, { bucket: [allow(GET, everyone)] }, NO_ACL],
  ['its owner reads', 'foreign root', GET, CLOSED, NONE, 'Granted'],
  ['users of its owner read', 'bob', GET, CLOSED, EVERYTHING, 'Granted'],
  ['users need a policy', 'bob', GET, CLOSED, NONE, NO_IDENTITY],
  [
    'the bucket policy denies',
    'foreign root',
    GET,
    CLOSED,
    { bucket: [deny(GET, everyone)] },
    'explicit deny by resource',
  ],
  ['once given, the bucket’s owner reads', 'root', GET, GIVEN, NONE, 'Granted'],
  ['once given, its users read', 'alice', GET, GIVEN, EVERYTHING, 'Granted'],
  ['once given, users need a policy', 'alice', GET, GIVEN, NONE, NO_IDENTITY],
  ['READ does not give the ACL', 'root', 's3:GetObjectAcl', { ofOther: 'own READ' }, NONE, NO_ACL],
  ['a group reads', 'anonymous', GET, { ofOther: 'AllUsers READ' }, NONE, 'Granted'],
  ['the bucket’s owner deletes', 'root', 's3:DeleteObject', CLOSED, NONE, 'Granted'],
  ['its owner does not delete', 'foreign root', 's3:DeleteObject', CLOSED, NONE, NO_BUCKET_POLICY],
  ['its owner deletes by WRITE', 'bob', 's3:DeleteObject', WRITABLE, EVERYTHING, 'Granted'],
  ['its owner needs a policy to delete', 'bob', 's3:DeleteObject', WRITABLE, NONE, NO_BUCKET_POLICY],
  ['its owner does not overwrite', 'foreign root', 's3:PutObject', CLOSED, NONE, NO_BUCKET_POLICY],
  ['its owner gives it', 'bob', SET, CLOSED, EVERYTHING, 'Granted'],
  ['the bucket’s owner does not take it', 'root', SET, CLOSED, NONE, NO_ACL],
  [
    'both owners give tags',
    'bob',
    TAGS,
    CLOSED,
    { ...EVERYTHING, bucket: [allow(TAGS, to(otherAccount))] },
    'Granted',
  ],
  ['no owner gives tags', 'anonymous', TAGS, CLOSED, NONE, NO_BUCKET_POLICY],
];

const HANDED_OVER = { ofNewObject: true, keys: { 's3:x-amz-acl': ['bucket-owner-full-control'] } };
const PUBLIC = { ofNewObject: true, keys: { 's3:x-amz-acl': ['public-read'] } };
const granting = (id: string, more: Keys = {}) => ({
  ofNewObject: true,
  keys: { 's3:x-amz-grant-full-control': `id=${id}`, ...more },
});
const HEADER = granting(canonicalIdOf(account));
const ALSO_READ = granting(canonicalIdOf(account), { 's3:x-amz-grant-read': 'id=x' });

const NEW_OBJECTS: readonly AclRow[] = [
  ['by its writer’s policies', 'bob', SET, {}, { ...EVERYTHING, ...HANDED_OVER }, 'Granted'],
  ['by a header that grants to the owner', 'bob', SET, {}, { ...EVERYTHING, ...HEADER }, 'Granted'],
  ['not for others than the owner', 'bob', SET, {}, { ...EVERYTHING, ...PUBLIC }, NO_BUCKET_POLICY],
  [
    'not by a header for another',
    'bob',
    SET,
    {},
    { ...EVERYTHING, ...granting(canonicalIdOf(otherAccount)) },
    NO_BUCKET_POLICY,
  ],
  ['not for another beside the owner', 'bob', SET, {}, { ...EVERYTHING, ...ALSO_READ }, NO_BUCKET_POLICY],
  ['not without them', 'bob', SET, {}, HANDED_OVER, NO_IDENTITY],
  [
    'not against a Deny',
    'bob',
    SET,
    {},
    { ...EVERYTHING, ...HANDED_OVER, bucket: [deny(SET, everyone)] },
    'explicit deny by resource',
  ],
  ['not anonymously', 'anonymous', SET, {}, HANDED_OVER, NO_BUCKET_POLICY],
];

decidesByAcls(
  'objects of other accounts',
  'S3 user guide, How Amazon S3 authorizes a request',
  OBJECTS_OF_OTHERS,
);
decidesByAcls('ACLs of new objects', 'S3 user guide, Policy examples for ACLs', NEW_OBJECTS);

describe('where ACLs are disabled, an upload of another account', () => {
  const putAlone = { ...EVERYTHING, bucket: [allow('s3:PutObject', to(otherAccount))] };

  test.each([
    ['gives the owner full control by canned ACL', HANDED_OVER, 'Granted'],
    ['gives the owner full control by header', HEADER, 'Granted'],
    ['gives no other account anything', PUBLIC, NO_BUCKET_POLICY],
    ['gives no other account anything beside', ALSO_READ, NO_BUCKET_POLICY],
    ['gives an existing object nothing', { keys: HANDED_OVER.keys }, NO_BUCKET_POLICY],
  ])('%s', (_, matter, expected) => {
    expect(summary(decideCase('bob', SET, { ...putAlone, ...matter }))).toBe(expected);
  });
});

describe('a decision on an object of another account is left open', () => {
  test('of a bucket policy that passes on what an ACL gives', () => {
    const bucket = [allow(GET, to(ACTORS.alice.arn))];
    expect(() => decideCase('alice', GET, { bucket, acls: aclsOf(GIVEN) })).toThrow(UndecidableError);
  });

  test('of what only one of the two owners allows', () => {
    expect(() => decideCase('bob', TAGS, { ...EVERYTHING, acls: aclsOf(CLOSED) })).toThrow(UndecidableError);
    expect(() => decideCase('root', TAGS, { acls: aclsOf(CLOSED) })).toThrow(UndecidableError);
  });

  test('of a root user whose account has no grant on it', () => {
    const acls = { ...aclsOf({}), object: aclOf('the ACL', otherAccount, '') };
    expect(() => decideCase('foreign root', GET, { acls })).toThrow(UndecidableError);
    expect(decideCase('bob', GET, { ...EVERYTHING, acls }).result).toBe('Granted');
  });
});

describe('without the canonical user id of the caller', () => {
  const asked = (acls: ShortAcls) => ({
    principal: ACTORS.bob,
    permission: permissionFor(GET),
    policies: { ...inForce(EVERYTHING), acls: aclsOf(acls) },
  });

  test.each(['other READ', 'third READ'])('a grant to an account is not decided: %s', (object) => {
    expect(() => decide(asked({ object }))).toThrow('the canonical user id of the caller');
  });

  test('an object of another account than the bucket’s is not decided', () => {
    expect(() => decide(asked(CLOSED))).toThrow('the canonical user id of the caller');
  });

  test('the grant of the owner is known to be for no other account', () => {
    expect(summary(decide(asked({ object: '' })))).toBe(NO_BUCKET_POLICY);
  });
});

test('a denial says how the owner of the object gives access, and compares each grant', () => {
  const decision = decideCase('root', GET, { acls: aclsOf({ ofOther: 'own READ_ACP' }) });
  if (decision.result === 'Granted') throw new Error('it is granted');
  expect(explain(decision)).toContain('its owner can do so by PutObjectAcl');
  expect(decision.considered.map(({ mismatch }) => mismatch?.element)).toEqual(['Principal', 'Action']);
});
