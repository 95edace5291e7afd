import { describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import type { Acl, AclGrant, AclGrantee, AclPermission, AclsInForce } from '../../terms/acl.ts';
import { type Actor, BUCKET, OBJECT } from './actors.ts';
import {
  allow,
  canonicalIdOf,
  decideCase,
  type Keys,
  type Matter,
  type Policies,
  summary,
} from './short-policies.ts';

/** The policies of a caller that may do everything in S3. */
export const EVERYTHING = { identity: [allow('s3:*')] };

/** The ACLs of a case in short form, such as `other READ, AllUsers READ`. */
export interface ShortAcls {
  readonly bucket?: string;
  /** The ACL of an object that the bucket's owner owns. */
  readonly object?: string;
  /** The ACL of an object that the other account owns. */
  readonly ofOther?: string;
  readonly versioning?: 'Enabled' | 'Suspended';
  /** The account that owns the null version, which is not the current one. */
  readonly nullOf?: 'own' | 'other';
  readonly ignorePublicAcls?: boolean;
}

const ACCOUNTS: Readonly<Record<string, string>> = {
  own: account,
  other: otherAccount,
  third: '333333333333',
};

/** ACLs in short form, as decisions have them. Each of them begins with the owner's full control. */
export function aclsOf(short: ShortAcls): AclsInForce {
  const { bucket = '', object, ofOther, versioning, nullOf, ignorePublicAcls = false } = short;
  const name = `the ACL of the object ${OBJECT}`;
  const ofObject = object === undefined ? undefined : aclOf(name, account, `own FULL_CONTROL, ${object}`);
  const foreign =
    ofOther === undefined ? undefined : aclOf(name, otherAccount, `other FULL_CONTROL, ${ofOther}`);
  return {
    bucket: aclOf(`the ACL of the bucket ${BUCKET}`, account, `own FULL_CONTROL, ${bucket}`),
    object: ofObject ?? foreign,
    versioning,
    nullVersion:
      nullOf && aclOf(`the ACL of the null version of the object ${OBJECT}`, ACCOUNTS[nullOf] ?? '', ''),
    ignorePublicAcls,
  };
}

/** An ACL of an owner with grants in short form. */
export function aclOf(name: string, owner: string, grants: string): Acl {
  const words = grants.split(', ').filter((grant) => grant !== '');
  return { name, owner: canonicalIdOf(owner), grants: words.map(grantOf) };
}

function grantOf(words: string): AclGrant {
  const [name = '', permission] = words.split(' ');
  return { grantee: granteeOf(name), permission: permission as AclPermission };
}

function granteeOf(name: string): AclGrantee {
  const accountId = ACCOUNTS[name];
  if (accountId !== undefined) return { kind: 'account', canonicalId: canonicalIdOf(accountId) };
  if (name === 'AllUsers' || name === 'AuthenticatedUsers' || name === 'LogDelivery')
    return { kind: 'group', group: name };
  return { kind: 'other', name };
}

type More = Policies & Matter & { readonly resource?: string; readonly keys?: Keys };

/** One case on one line: its sentence, the actor, the action, the ACLs, the policies, and the {@link summary}. */
export type AclRow = readonly [string, Actor, string, ShortAcls, More, string];

/** Makes each row a test. The resource is the bucket for actions on buckets, else an object. */
export function decidesByAcls(title: string, source: string, rows: readonly AclRow[]): void {
  describe(`deciding on ${title} (${source})`, () => {
    test.each(rows)('%s', (_sentence, actor, action, short, policies, expected) => {
      const resource = action.includes('Bucket') ? BUCKET : OBJECT;
      const decision = decideCase(actor, action, { resource, ...policies, acls: aclsOf(short) });
      expect(summary(decision)).toBe(expected);
    });
  });
}
