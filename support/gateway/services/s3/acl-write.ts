import type { AccessControlPolicy, Grant } from '@aws-sdk/client-s3';
import type { Operation } from '../../../aws/operations.ts';
import { type AclRequest, asksForAcl, grantsInHeaders } from '../../../aws/s3-acl.ts';
import type { CallFacts } from '../../plan/call-facts.ts';

/** A request that sets an ACL: by a canned ACL, by grants in headers, or by a document in its body. */
export interface AclWrite extends AclRequest {
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly AccessControlPolicy?: AccessControlPolicy | undefined;
}

/** The operations that make an object with an ACL. */
export const aclOfNewObject: ReadonlySet<string> = new Set<Operation<'s3'>>([
  'PutObject',
  'CopyObject',
  'CreateMultipartUpload',
]);

/** The operations that replace an ACL. */
export const aclReplaced: ReadonlySet<string> = new Set<Operation<'s3'>>(['PutBucketAcl', 'PutObjectAcl']);

/** The ACL that a call sets; undefined for operations that set none. */
export function aclWriteOf({ operation, input }: CallFacts<'s3'>): AclWrite | undefined {
  const sets = aclOfNewObject.has(operation) || aclReplaced.has(operation) || operation === 'CreateBucket';
  return sets ? (input as AclWrite) : undefined;
}

/** True if a call asks for an ACL; without one S3 makes buckets and objects private. */
export function setsAcl(write: AclWrite): boolean {
  return asksForAcl(write) || write.AccessControlPolicy !== undefined;
}

/** The grants that a call lists, without those of its canned ACL. */
export function grantsOf(write: AclWrite): readonly Grant[] {
  return write.AccessControlPolicy?.Grants ?? grantsInHeaders(write);
}

/** True if grants give full control to one canonical user, and nothing else. */
export function giveOnly(id: string | undefined, grants: readonly Grant[]): boolean {
  if (id === undefined || grants.length === 0) return false;
  return grants.every(({ Grantee, Permission }) => Grantee?.ID === id && Permission === 'FULL_CONTROL');
}
