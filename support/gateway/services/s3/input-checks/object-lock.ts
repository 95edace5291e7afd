import { invalidArgument, malformedXml } from '../../../../aws/s3-errors.ts';
import type { S3Request } from './s3-request.ts';

interface LockMembers {
  readonly ObjectLockMode?: string;
  readonly ObjectLockRetainUntilDate?: unknown;
  readonly ObjectLockLegalHoldStatus?: string;
  readonly Retention?: { readonly Mode?: string };
  readonly LegalHold?: { readonly Status?: string };
}

const MODES: readonly unknown[] = ['GOVERNANCE', 'COMPLIANCE', undefined];
const HOLDS: readonly unknown[] = ['ON', 'OFF'];

/**
 * Refuses retention without its mode or date, and a mode or legal hold that does not exist. Throws AwsError
 * `InvalidArgument`, `MalformedXML`.
 *
 * Source: Amazon S3 API reference, PutObject, PutObjectRetention, PutObjectLegalHold.
 * Undocumented: AWS does not state the texts of these errors.
 */
export function checkObjectLock({ operation, input }: S3Request): void {
  const members: LockMembers = input;
  const { ObjectLockMode, ObjectLockRetainUntilDate, ObjectLockLegalHoldStatus: hold } = members;
  if ((ObjectLockMode === undefined) !== (ObjectLockRetainUntilDate === undefined)) {
    const message = 'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied';
    const missing = ObjectLockMode === undefined ? 'mode' : 'retain-until-date';
    throw invalidArgument(message, `x-amz-object-lock-${missing}`);
  }
  if (!MODES.includes(ObjectLockMode))
    throw invalidArgument('Unknown wormMode directive.', 'x-amz-object-lock-mode', ObjectLockMode);
  if (hold !== undefined && !HOLDS.includes(hold))
    throw invalidArgument("Legal Hold must be either of 'ON' or 'OFF'", 'x-amz-object-lock-legal-hold', hold);
  if (operation === 'PutObjectRetention' && !MODES.includes(members.Retention?.Mode)) throw malformedXml();
  if (operation === 'PutObjectLegalHold' && !HOLDS.includes(members.LegalHold?.Status)) throw malformedXml();
}
