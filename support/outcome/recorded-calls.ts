import type { AuditEvent } from '../gateway/record/cloudtrail/audit-event.ts';
import { auditTrail } from '../gateway/record/cloudtrail/audit-trail.ts';
import type { TrailRecord } from '../gateway/record/decision-log.ts';

/** A call to KMS as a feature speaks of it. */
export interface RecordedCall {
  /** `Decrypt` */
  readonly operation: string;
  /** Whether KMS refused it; undefined where either will do. */
  readonly refused?: boolean | undefined;
  /** The ARN of whoever made it. */
  readonly callerArn: string;
}

/** The calls of that kind that an account's audit trail shows. */
export function recordedCalls(
  records: readonly TrailRecord[],
  account: string,
  { operation, refused, callerArn }: RecordedCall,
): readonly AuditEvent[] {
  const id = principalId(records, callerArn);
  return auditTrail(records, account).filter(
    ({ eventName, errorCode, userIdentity }) =>
      eventName === operation &&
      (refused ?? errorCode === 'AccessDenied') === (errorCode === 'AccessDenied') &&
      userIdentity.principalId === id,
  );
}

/** Another account's trail knows a caller by its unique id alone. */
function principalId(records: readonly TrailRecord[], callerArn: string): string | undefined {
  for (const { principal } of records) {
    if (principal !== undefined && 'arn' in principal && principal.arn === callerArn) return principal.userId;
  }
  return undefined;
}

/** An account's audit trail in a sentence, for what was expected of it and is not so. */
export function describeTrail(records: readonly TrailRecord[], account: string): string {
  const calls = auditTrail(records, account).map(
    ({ eventName, errorCode, userIdentity: { arn, principalId: id } }) =>
      `${errorCode === undefined ? '' : `${errorCode} of `}kms:${eventName} by ${arn ?? id}`,
  );
  return calls.length === 0 ? 'no call to KMS' : calls.join('; ');
}
