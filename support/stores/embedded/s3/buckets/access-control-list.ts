import type { Grant, Permission } from '@aws-sdk/client-s3';
import { BoundedMap } from '../../../../aws/bounded-map.ts';
import { type AclRequest, asksForAcl, GROUPS, grantsInHeaders } from '../../../../aws/s3-acl.ts';
import { ownerOf } from '../owner.ts';
import { aclsAreDisabled, type Ownership } from './object-ownership.ts';

/** The grants of a bucket or an object. */
export type AccessControlList = readonly Grant[];

/** The ACLs of the accounts that were seen last: most objects share one. */
const privateAcls = new BoundedMap<AccessControlList>(1000);

/** Full control for the owner, nothing for others: the ACL that everything starts with. */
export function privateAcl(owner: string): AccessControlList {
  return privateAcls.getOrMake(owner, () => [grantToAccount(owner, 'FULL_CONTROL')]);
}

/** The ACL of a new object; with disabled ACLs, the bucket owner's full control, whatever the request asks for. */
export function objectAclOf(request: AclRequest, owner: string, bucket: Ownership): AccessControlList {
  if (!asksForAcl(request) || aclsAreDisabled(bucket)) return privateAcl(owner);
  return requestedAcl(request, owner, bucket.owner);
}

/** The ACL that the headers of a request ask for. */
export function requestedAcl(request: AclRequest, owner: string, bucketOwner: string): AccessControlList {
  if (request.ACL === undefined) return grantsInHeaders(request);
  const grants = cannedGrants(request.ACL, owner, bucketOwner);
  return grants.length === 0 ? privateAcl(owner) : [...privateAcl(owner), ...grants];
}

/** The canonical user id of Amazon EC2, which reads bundles of machine images. */
const EC2 = '6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c';

/** The grants of a canned ACL besides the owner's full control. */
function cannedGrants(acl: string, owner: string, bucketOwner: string): AccessControlList {
  switch (acl) {
    case 'public-read':
      return [grantToGroup(GROUPS.allUsers, 'READ')];
    case 'public-read-write':
      return [grantToGroup(GROUPS.allUsers, 'READ'), grantToGroup(GROUPS.allUsers, 'WRITE')];
    case 'authenticated-read':
      return [grantToGroup(GROUPS.authenticatedUsers, 'READ')];
    case 'log-delivery-write':
      return [grantToGroup(GROUPS.logDelivery, 'WRITE'), grantToGroup(GROUPS.logDelivery, 'READ_ACP')];
    case 'aws-exec-read':
      return [{ Grantee: { Type: 'CanonicalUser', ID: EC2 }, Permission: 'READ' }];
    case 'bucket-owner-read':
      return owner === bucketOwner ? [] : [grantToAccount(bucketOwner, 'READ')];
    case 'bucket-owner-full-control':
      return owner === bucketOwner ? [] : [grantToAccount(bucketOwner, 'FULL_CONTROL')];
    default:
      return [];
  }
}

function grantToAccount(account: string, permission: Permission): Grant {
  return { Grantee: { Type: 'CanonicalUser', ...ownerOf(account) }, Permission: permission };
}

function grantToGroup(uri: string, permission: Permission): Grant {
  return { Grantee: { Type: 'Group', URI: uri }, Permission: permission };
}
