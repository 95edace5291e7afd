import type { CallFacts } from '../../plan/call-facts.ts';
import { refuseMalformedAcl } from './input-checks/acl-grammar.ts';
import { checkBucketConfiguration } from './input-checks/bucket-configurations.ts';
import { checkBucketList } from './input-checks/bucket-lists.ts';
import { checkChecksumChoice } from './input-checks/checksum-choice.ts';
import { checkCopy } from './input-checks/copies.ts';
import { checkCustomerKeys } from './input-checks/customer-key.ts';
import { checkDeletions } from './input-checks/deletions.ts';
import { checkEncryptionContext } from './input-checks/encryption-context.ts';
import { refuseHeadersNotTaken } from './input-checks/headers-not-taken.ts';
import { checkListing } from './input-checks/listings.ts';
import { checkNewBucket } from './input-checks/new-buckets.ts';
import { checkObjectDescription } from './input-checks/object-description.ts';
import { checkObjectEncryption } from './input-checks/object-encryption.ts';
import { checkObjectLock } from './input-checks/object-lock.ts';
import { checkObjectTags } from './input-checks/object-tags.ts';
import { checkParts } from './input-checks/parts.ts';
import { checkRead } from './input-checks/reads.ts';
import { refuseUnknownFeatures } from './input-checks/unknown-features.ts';
import { refuseWriteConditions } from './input-checks/write-conditions.ts';

/** Refuses an S3 request for its own form. Throws AwsError. */
type InputCheck = (call: CallFacts<'s3'>) => void;

/** One file a topic, in the order in which S3 checks. */
const inputChecks: readonly InputCheck[] = [
  refuseHeadersNotTaken,
  checkNewBucket,
  checkBucketList,
  checkBucketConfiguration,
  refuseWriteConditions,
  refuseUnknownFeatures,
  checkObjectDescription,
  checkObjectTags,
  checkObjectLock,
  checkObjectEncryption,
  checkCustomerKeys,
  checkEncryptionContext,
  checkChecksumChoice,
  checkCopy,
  checkParts,
  checkDeletions,
  checkRead,
  checkListing,
  refuseMalformedAcl,
];

/** Refuses an S3 request for its own form, before any permission is decided. Throws AwsError. */
export function checkInput(call: CallFacts<'s3'>): void {
  for (const check of inputChecks) check(call);
}
