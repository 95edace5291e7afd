import type { AccessControlPolicy, Grant } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import {
  asksForAcl,
  asksForGrants,
  CANNED_ACLS,
  emailGrantee,
  grantsInHeaders,
  requireCanonicalId,
  requireGroup,
} from '../../../../aws/s3-acl.ts';
import { invalidArgument, invalidRequest, malformedAcl } from '../../../../aws/s3-errors.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { type AclWrite, aclReplaced, aclWriteOf } from '../acl-write.ts';

const PERMISSIONS: ReadonlySet<unknown> = new Set(['FULL_CONTROL', 'READ', 'WRITE', 'READ_ACP', 'WRITE_ACP']);
const MOST_GRANTS = 100;

/**
 * Refuses an ACL that S3 does not understand, whatever the bucket's settings are. Throws AwsError `InvalidRequest`,
 * `InvalidArgument`, `MalformedACLError`, `MethodNotAllowed`, `UnexpectedContent`, `MissingSecurityHeader`.
 *
 * Source: Amazon S3 API reference, PutBucketAcl and PutObjectAcl; Amazon S3 user guide, "Access control list (ACL)
 * overview".
 */
export function refuseMalformedAcl(call: CallFacts<'s3'>): void {
  const write = aclWriteOf(call);
  if (write === undefined) return;
  if (aclReplaced.has(call.operation)) requireOneSource(write);
  if (write.ACL !== undefined) checkCanned(write.ACL, write);
  grantsInHeaders(write);
  if (write.AccessControlPolicy !== undefined) checkDocument(write.AccessControlPolicy);
}

/** An ACL is replaced by headers or by a body. */
function requireOneSource(write: AclWrite): void {
  const inBody = write.AccessControlPolicy !== undefined;
  if (inBody && asksForAcl(write)) {
    throw new AwsError('UnexpectedContent', 400, 'This request does not support content');
  }
  if (inBody || asksForAcl(write)) return;
  const message = 'Your request was missing a required header';
  throw new AwsError('MissingSecurityHeader', 400, message, { MissingHeaderName: 'x-amz-acl' });
}

function checkCanned(canned: string, write: AclWrite): void {
  if (asksForGrants(write)) {
    throw invalidRequest('Specifying both Canned ACLs and Header Grants is not allowed');
  }
  if (!CANNED_ACLS.has(canned)) throw invalidArgument('', 'x-amz-acl', canned);
}

/** Undocumented: AWS does not state the code for more than 100 grants. */
function checkDocument({ Owner, Grants }: AccessControlPolicy): void {
  if (Owner?.ID === undefined || Grants === undefined || Grants.length > MOST_GRANTS) throw malformedAcl();
  requireCanonicalId(Owner.ID, 'CanonicalUser/ID');
  for (const grant of Grants) checkGrant(grant);
}

function checkGrant({ Grantee, Permission }: Grant): void {
  if (!PERMISSIONS.has(Permission)) throw malformedAcl();
  if (Grantee?.Type === 'CanonicalUser') requireCanonicalId(Grantee.ID, 'CanonicalUser/ID');
  else if (Grantee?.Type === 'Group') requireGroup(Grantee.URI, 'Group/URI');
  else if (Grantee?.Type === 'AmazonCustomerByEmail') throw emailGrantee();
  else throw malformedAcl();
}
