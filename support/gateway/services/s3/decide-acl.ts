import type { Denied } from '../../../authorization/terms/decision.ts';
import { altered } from '../../../authorization/terms/lazy-decision.ts';
import type { Awaitable } from '../../../stores/awaitable.ts';
import type { Decided, Deciding } from '../../desk/deciding.ts';
import type { AllowedCall } from '../../desk/service-desk.ts';
import { refuseAclOfNewBucket } from './acl-of-new-bucket.ts';
import { refuseOtherAclOwner } from './acl-owner.ts';
import { type AclWrite, aclReplaced, aclWriteOf, setsAcl } from './acl-write.ts';
import { bucketOwner } from './bucket-owner.ts';
import { refuseDisabledAcl } from './disabled-acls.ts';
import { publicAclDenial } from './public-acls.ts';
import { s3Surfaces } from './s3-surfaces.ts';

const NOTHING: Decided = { decisions: [] };

/**
 * Refuses an ACL for the settings of its bucket, by AwsError, and decides whether BlockPublicAcls prevents it.
 *
 * Undocumented: AWS does not say which check comes first. AWS was observed to refuse a public ACL that
 * replaces an ACL for BlockPublicAcls, and one of a new object for disabled ACLs.
 */
export function decideAcl(call: AllowedCall<'s3'>, deciding: Deciding): Awaitable<Decided> {
  const write = aclWriteOf(call);
  return write === undefined || !setsAcl(write) ? NOTHING : decideWrite(call, write, deciding);
}

async function decideWrite(call: AllowedCall<'s3'>, write: AclWrite, deciding: Deciding): Promise<Decided> {
  if (call.operation === 'CreateBucket') {
    await refuseAclOfNewBucket(call, write);
    return NOTHING;
  }
  const bucket = write.Bucket ?? '';
  const owned = { bucket, account: await bucketOwner(call, bucket) };
  if (!aclReplaced.has(call.operation)) await refuseDisabledAcl(call, { write, owned });
  const denied = await publicAclDenial(call, { write, owned }, deciding.surroundings);
  if (denied !== undefined) {
    return { decisions: [denied], error: s3Surfaces.s3.refuse(shown(call.operation, denied), deciding) };
  }
  if (aclReplaced.has(call.operation)) {
    await refuseDisabledAcl(call, { write, owned });
    await refuseOtherAclOwner(call, { write, owned });
  }
  return NOTHING;
}

/**
 * The text of this one refusal names an action that policies do not have.
 * Source: Amazon S3 user guide, "Troubleshoot access denied (403 Forbidden) errors in Amazon S3".
 */
function shown(operation: string, denied: Denied): Denied {
  if (operation !== 'CopyObject') return denied;
  return altered(denied, { permission: { ...denied.permission, action: 's3:CopyObject' } });
}
