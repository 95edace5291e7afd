import type { Grant, Permission } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import { canonicalUserId, ownerOf } from '../owner.ts';
import { invalidArgument, invalidRequest } from '../s3-errors.ts';
import { aclsAreDisabled, type Ownership } from './object-ownership.ts';

/** The grants of a bucket or an object. */
export type AccessControlList = readonly Grant[];

/** How writes ask for an ACL: a canned one, or grants by header. */
export interface AclRequest {
  readonly ACL?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWrite?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
}

const ALL_USERS = 'http://acs.amazonaws.com/groups/global/AllUsers';
const AUTHENTICATED_USERS = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers';
const LOG_DELIVERY = 'http://acs.amazonaws.com/groups/s3/LogDelivery';

const privateAcls = new Map<string, AccessControlList>();

/** Full control for the owner, nothing for others: what everything starts with. */
export function privateAcl(owner: string): AccessControlList {
  let acl = privateAcls.get(owner);
  if (acl === undefined) {
    acl = [grantToAccount(owner, 'FULL_CONTROL')];
    privateAcls.set(owner, acl);
  }
  return acl;
}

/**
 * The ACL that a write to a bucket asks for. Throws AwsError `AccessControlListNotSupported` where the bucket has ACLs
 * disabled and the request asks for anything but the bucket owner's full control.
 *
 * Source: AWS S3 user guide, "Controlling ownership of objects and disabling ACLs for your bucket".
 */
export function objectAclOf(request: AclRequest, owner: string, bucket: Ownership): AccessControlList {
  if (!asksForAcl(request)) return privateAcl(owner);
  if (aclsAreDisabled(bucket)) {
    if (request.ACL === 'bucket-owner-full-control' && !asksForGrants(request)) return privateAcl(owner);
    throw aclsNotSupported();
  }
  return requestedAcl(request, owner, bucket.owner);
}

/** Refuses a change of ACLs where they are disabled. */
export function aclsNotSupported(): AwsError {
  return new AwsError('AccessControlListNotSupported', 400, 'The bucket does not allow ACLs');
}

/** Whether a request asks for an ACL at all. */
export function asksForAcl(request: AclRequest): boolean {
  return request.ACL !== undefined || asksForGrants(request);
}

function asksForGrants(request: AclRequest): boolean {
  return GRANT_MEMBERS.some(([member]) => request[member] !== undefined);
}

const GRANT_MEMBERS = [
  ['GrantFullControl', 'FULL_CONTROL'],
  ['GrantRead', 'READ'],
  ['GrantReadACP', 'READ_ACP'],
  ['GrantWrite', 'WRITE'],
  ['GrantWriteACP', 'WRITE_ACP'],
] as const;

/** The ACL that a request asks for where ACLs are enabled. Throws AwsError `InvalidRequest`, `InvalidArgument`. */
export function requestedAcl(request: AclRequest, owner: string, bucketOwner: string): AccessControlList {
  if (request.ACL === undefined) return grantedAcl(request);
  if (asksForGrants(request)) {
    throw invalidRequest('Specifying both Canned ACLs and Header Grants is not allowed');
  }
  const grants = cannedGrants(request.ACL, owner, bucketOwner);
  if (grants === undefined) throw invalidArgument('', 'x-amz-acl', request.ACL);
  return grants.length === 0 ? privateAcl(owner) : [...privateAcl(owner), ...grants];
}

function cannedGrants(acl: string, owner: string, bucketOwner: string): AccessControlList | undefined {
  switch (acl) {
    case 'private':
      return [];
    case 'public-read':
      return [grantToGroup(ALL_USERS, 'READ')];
    case 'public-read-write':
      return [grantToGroup(ALL_USERS, 'READ'), grantToGroup(ALL_USERS, 'WRITE')];
    case 'authenticated-read':
      return [grantToGroup(AUTHENTICATED_USERS, 'READ')];
    case 'log-delivery-write':
      return [grantToGroup(LOG_DELIVERY, 'WRITE'), grantToGroup(LOG_DELIVERY, 'READ_ACP')];
    case 'bucket-owner-read':
      return owner === bucketOwner ? [] : [grantToAccount(bucketOwner, 'READ')];
    case 'bucket-owner-full-control':
      return owner === bucketOwner ? [] : [grantToAccount(bucketOwner, 'FULL_CONTROL')];
    default:
      return undefined;
  }
}

function grantedAcl(request: AclRequest): AccessControlList {
  return GRANT_MEMBERS.flatMap(([member, permission]) => {
    const header = request[member];
    return header === undefined
      ? []
      : header.split(',').map((grantee) => grantTo(grantee.trim(), permission));
  });
}

function grantTo(grantee: string, permission: Permission): Grant {
  const match = /^(id|uri)="?([^"]+)"?$/.exec(grantee);
  if (match === null || match[2] === undefined) {
    throw invalidArgument('Argument format not recognized', 'x-amz-grant', grantee);
  }
  if (match[1] === 'uri') return grantToGroup(match[2], permission);
  return { Grantee: { Type: 'CanonicalUser', ID: match[2] }, Permission: permission };
}

function grantToAccount(account: string, permission: Permission): Grant {
  return { Grantee: { Type: 'CanonicalUser', ...ownerOf(account) }, Permission: permission };
}

function grantToGroup(uri: string, permission: Permission): Grant {
  return { Grantee: { Type: 'Group', URI: uri }, Permission: permission };
}

/** Whether an ACL gives nothing to anybody but the owner. */
export function isPrivate(acl: AccessControlList, owner: string): boolean {
  return acl.every((grant) => grant.Grantee?.ID === canonicalUserId(owner));
}
