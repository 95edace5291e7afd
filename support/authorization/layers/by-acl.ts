import { accountOf } from '../../aws/principal.ts';
import { includes } from '../acls/acl-actions.ts';
import {
  type AskedAcl,
  askedAcl,
  askedWrite,
  isDeletion,
  isGrantee,
  isOfForeignObject,
} from '../acls/acl-mismatch.ts';
import { NAMED } from '../matching/principal-matcher.ts';
import type { AclsInForce } from '../terms/acl.ts';
import type { Case } from '../terms/case.ts';
import type { Decision, StatementReference } from '../terms/decision.ts';
import type { UndecidableError } from '../terms/undecidable-error.ts';
import { callerOf, findAclGrant, undecidable } from './acl-grants.ts';
import { type Allow, findAllow, NO_ALLOW } from './scan.ts';
import { bounded, identityAllow } from './sides.ts';
import { granted, unallowed } from './verdict.ts';

type ByPolicies = (request: Case) => Decision;

/**
 * Decides by the policies and by the ACLs of S3, if the bucket has them enabled. An ACL only allows. It gives to accounts
 * and groups what the bucket policy does not. Of an object that another account than the bucket's owns, its ACL and its
 * owner's policies decide, and the bucket policy can only deny.
 *
 * Source: Amazon S3 user guide, "How Amazon S3 authorizes a request for an object operation" and "How Amazon S3 authorizes
 * a request for a bucket operation".
 */
export function byAclsOr(policies: ByPolicies, request: Case): Decision {
  const { acls } = request.policies;
  if (acls === undefined) return handsOver(request) ? byIdentity(request, []) : policies(request);
  if (isOfForeignObject(acls, request.permission.action)) return onForeignObject(policies, request, acls);
  return onOwnResource(policies, request, acls);
}

/** Decides about a bucket, or about an object that the bucket's owner owns. */
function onOwnResource(policies: ByPolicies, request: Case, acls: AclsInForce): Decision {
  const asked = writesAcl(request)
    ? byWriter(acls)
    : askedAcl(acls, request.permission.action, request.canonicalId);
  const decision = handsOver(request) ? byIdentity(request, []) : policies(request);
  if (decision.result === 'Granted') {
    refuseRootWithoutGrant(request, asked);
    return decision;
  }
  const deletion = deletionByGrantee(request, acls);
  if (deletion !== undefined) return deletion;
  const couldHelp = !decision.explicit && (decision.layer === 'identity' || decision.layer === 'resource');
  if (asked === undefined || !couldHelp) return decision;
  const given = findAclGrant(asked, request, acls);
  if (given === undefined) return decision;
  // The IAM user guide excludes principals of the same account from ACLs; the S3 user guide does not.
  if (request.sameAccount)
    throw undecidable(request, 'whether a group in an ACL includes principals of the owner');
  const byAcl = withAcl(request, given);
  if (asked.hidesOther === true && byAcl.result === 'Granted') throw hiding(request);
  return byAcl;
}

/**
 * True for the ACL that an anonymous caller gives to an object that the same request creates. Recorded answers show that WRITE
 * on the bucket is enough.
 */
function writesAcl({ principal, permission }: Case): boolean {
  return (
    principal.type === 'Anonymous' &&
    permission.ofNewObject === true &&
    permission.action === 's3:PutObjectAcl'
  );
}

function byWriter({ bucket }: AclsInForce): AskedAcl {
  return { acl: bucket, needed: 'WRITE' };
}

/** The headers that grant anything but full control. */
const LESSER_GRANTS = ['read', 'read-acp', 'write', 'write-acp'].map((name) => `s3:x-amz-grant-${name}`);

/**
 * True for the permission to give the owner of another account's bucket full control of an object that the same request
 * creates. The bucket's owner does not have to allow it. Where ACLs are disabled, S3 takes no other grant.
 *
 * Source: Amazon S3 user guide, "Policy examples for ACLs": the bucket policy allows s3:PutObject alone.
 * Undocumented: whether the owner has to allow other ACLs. In keyhole it has to.
 */
function handsOver({ permission, policies, crossAccount }: Case): boolean {
  if (permission.ofNewObject !== true || permission.action !== 's3:PutObjectAcl' || !crossAccount)
    return false;
  const header = (key: string) => {
    const values = permission.context.get(key);
    return typeof values === 'object' ? values[0] : undefined;
  };
  const canned = header('s3:x-amz-acl');
  if (canned !== undefined) return canned === 'bucket-owner-full-control';
  if (LESSER_GRANTS.some((key) => header(key) !== undefined)) return false;
  const [, grantee] = /^\s*id="?([^",]+)"?\s*$/.exec(header('s3:x-amz-grant-full-control') ?? '') ?? [];
  const { acls } = policies;
  return grantee !== undefined && (acls === undefined || grantee === acls.bucket.owner);
}

/** Decides about an object that another account than the bucket's owns. */
function onForeignObject(policies: ByPolicies, request: Case, acls: AclsInForce): Decision {
  const { action } = request.permission;
  if (accountOf(request.principal) !== undefined && request.canonicalId === undefined)
    throw undecidable(request, 'the canonical user id of the caller');
  const owns = acls.object !== undefined && acls.object.owner === request.canonicalId;
  const asked = askedAcl(acls, action, request.canonicalId);
  if (owns && request.principal.type === 'Anonymous') return byAnonymousOwner(request, acls, asked);
  if (asked === undefined) return whateverOwnerDecides(policies, request, owns);
  if (owns) {
    const decision = byIdentity(request, []);
    if (decision.result === 'Granted') refuseRootWithoutGrant(request, asked);
    return decision;
  }
  const given = findAclGrant(asked, request, acls);
  if (given === undefined) return unallowed(request, 'acl', []);
  const decision = withAcl(request, given);
  const { resource } = request.policies;
  const isDelegated = decision.result === 'Denied' && decision.layer === 'identity' && request.sameAccount;
  if (isDelegated && resource !== undefined && findAllow([resource], request).named > NAMED.account)
    throw undecidable(request, 'whether a bucket policy passes on what an ACL gives to its account');
  return decision;
}

/**
 * Decides about an object that an anonymous caller uploaded, for an anonymous caller: a grant to all allows.
 * Undocumented: whether an anonymous caller has the rights of the owner, as any of them may have uploaded it.
 */
function byAnonymousOwner(request: Case, acls: AclsInForce, asked: AskedAcl | undefined): Decision {
  const given = asked && findAclGrant(asked, request, acls);
  if (given !== undefined) return withAcl(request, given);
  throw undecidable(request, 'whether an anonymous caller owns what anonymous callers uploaded');
}

/**
 * Decides an action that no ACL gives, on an object of another account.
 * Undocumented: whether the bucket's owner or the object's owner has to allow it. It is decided if both agree.
 */
function whateverOwnerDecides(policies: ByPolicies, request: Case, owns: boolean): Decision {
  const byBucketsOwner = policies(request);
  const byObjectsOwner = owns ? byIdentity(request, []) : unallowed(request, 'acl', []);
  if (byBucketsOwner.result === byObjectsOwner.result) return byBucketsOwner;
  throw undecidable(request, 'which owner has to allow it: that of the bucket or that of the object');
}

/** Decides a request that an ACL allows: callers with an account need their own policies too. */
function withAcl(request: Case, given: StatementReference): Decision {
  const byAcl: Allow = { ...NO_ALLOW, named: NAMED.direct, statement: given };
  return accountOf(request.principal) === undefined
    ? granted(request, [byAcl])
    : byIdentity(request, [byAcl]);
}

function byIdentity(request: Case, others: readonly Allow[]): Decision {
  const onIdentity = identityAllow(request);
  if (onIdentity.named === NAMED.not) return unallowed(request, 'identity', [onIdentity]);
  return bounded(request, [...others, onIdentity], NO_ALLOW);
}

/**
 * Refuses to decide for the owner's root user if the ACL does not give the permission to the owner. It can always read and
 * replace the ACL. Users and roles of the owner have it by their policies.
 * Undocumented: whether S3 then refuses the root user, as was observed for WRITE on a bucket.
 */
function refuseRootWithoutGrant(request: Case, asked: AskedAcl | undefined): void {
  if (request.principal.type !== 'Root' || asked === undefined || asked.needed.endsWith('_ACP')) return;
  const { acl, needed } = asked;
  if (request.canonicalId !== acl.owner) return;
  const caller = callerOf(request);
  if (acl.grants.some((grant) => isGrantee(grant.grantee, caller) && includes(grant.permission, needed)))
    return;
  throw undecidable(request, 'whether the root user of an owner needs a grant of its own');
}

/**
 * Lets a grantee of WRITE on a bucket delete an object that its account owns, and none of others. It refuses to decide on a
 * deletion of no object, or of a version. Recorded answers show it of anonymous callers.
 * Undocumented: whether WRITE lets a grantee delete a version, or a key without an object. AWS maps it to s3:PutObject alone, and
 * says that it also allows owners of existing objects to delete them.
 * Source: Amazon S3 user guide, "Access control list (ACL) overview", section "What permissions can I grant?".
 */
function deletionByGrantee(request: Case, acls: AclsInForce): Decision | undefined {
  const { action } = request.permission;
  if (!isDeletion(action) || request.sameAccount) return undefined;
  const asked = askedWrite(acls, action, request.canonicalId);
  const given = findAclGrant(asked, request, acls);
  if (given === undefined) return undefined;
  const decision = withAcl(request, given);
  if (decision.result === 'Denied') return undefined;
  if (asked.hidesOther === true) throw hiding(request);
  if (acls.object !== undefined && action === 's3:DeleteObject') return decision;
  throw undecidable(request, 'whether WRITE in the ACL of a bucket includes deletions');
}

/**
 * Refuses to decide on a version or delete marker that a grantee of WRITE would put in front of an object of another account.
 * Undocumented: whether that overwrites or deletes the object. AWS's pages call it so, and also say that the object stays.
 */
function hiding(request: Case): UndecidableError {
  return undecidable(
    request,
    'whether WRITE lets a grantee hide an object of another account in a versioned bucket',
  );
}
