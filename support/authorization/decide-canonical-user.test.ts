import { expect, test } from '@jest/globals';
import { account, otherAccount } from '../aws/testing/accounts.ts';
import { decide } from './decide.ts';
import { ACTORS } from './proof/cases/actors.ts';
import { decides, type Row } from './proof/cases/rows.ts';
import {
  allow,
  canonicalIdOf,
  deny,
  inForce,
  permissionFor,
  type Short,
} from './proof/cases/short-policies.ts';

const GET = 's3:GetObject';
const NO_BUCKET_POLICY = 'implicit deny by resource';
const identity = [allow('s3:*')];
const other = { CanonicalUser: [canonicalIdOf(otherAccount)] };
const toOther = [allow(GET, { Principal: other })];
const denied = [deny(GET, { Principal: other })];
const exceptOther = [deny(GET, { NotPrincipal: other }), ...toOther];
const toOwn = [allow(GET, { Principal: { CanonicalUser: [canonicalIdOf(account)] } })];

const ROWS: readonly Row[] = [
  ['it names its account', 'bob', GET, { identity, bucket: toOther }, 'Granted'],
  ['it names the root user', 'foreign root', GET, { bucket: toOther }, 'Granted'],
  [
    'it leaves the decision to identity policies',
    'bob',
    GET,
    { bucket: toOther },
    'implicit deny by identity',
  ],
  ['it names no other account', 'bob', GET, { identity, bucket: toOwn }, NO_BUCKET_POLICY],
  ['it names no anonymous caller', 'anonymous', GET, { bucket: toOther }, NO_BUCKET_POLICY],
  ['in a Deny it binds its account', 'bob', GET, { identity, bucket: denied }, 'explicit deny by resource'],
  ['in NotPrincipal it excepts the root user', 'foreign root', GET, { bucket: exceptOther }, 'Granted'],
  [
    'in NotPrincipal it does not except users',
    'bob',
    GET,
    { identity, bucket: exceptOther },
    'explicit deny by resource',
  ],
];

decides('a canonical user id as principal', 'IAM user guide, Principal', ROWS);

const unknown: Readonly<Record<string, readonly Short[]>> = {
  'names one': toOther,
  'denies one': denied,
  'excepts one from a Deny': [deny(GET, { NotPrincipal: other })],
  'excepts one from an Allow': [allow(GET, { NotPrincipal: other })],
};

test.each(Object.keys(unknown))('without the caller’s own id, a policy that %s is not decided', (name) => {
  const bucket = unknown[name] ?? [];
  const asked = { permission: permissionFor(GET), policies: inForce({ identity, bucket }) };
  expect(() => decide({ principal: ACTORS.bob, ...asked })).toThrow('the canonical user id in Principal');
});
