import type { CloudTrailEvent } from '../gateway/record/cloudtrail/cloudtrail-event.ts';
import { cloudTrailEvents } from '../gateway/record/cloudtrail/cloudtrail-events.ts';
import type { DecisionRecord } from '../gateway/record/decision-log.ts';

/** A call to KMS as a feature states it. */
export interface RecordedCall {
  /** The operation: `Decrypt`. */
  readonly operation: string;
  /** True if KMS refused the call; undefined accepts both. */
  readonly refused?: boolean | undefined;
  /** The ARN of the caller. */
  readonly callerArn: string;
}

/** The calls of one kind that CloudTrail shows in an account. */
export function recordedCalls(
  records: readonly DecisionRecord[],
  account: string,
  { operation, refused, callerArn }: RecordedCall,
): readonly CloudTrailEvent[] {
  const id = principalId(records, callerArn);
  return cloudTrailEvents(records, account).filter(
    ({ eventName, errorCode, userIdentity }) =>
      eventName === operation &&
      (refused ?? errorCode === 'AccessDenied') === (errorCode === 'AccessDenied') &&
      userIdentity.principalId === id,
  );
}

/** The unique id of a caller, by which CloudTrail names it in other accounts too. */
function principalId(records: readonly DecisionRecord[], callerArn: string): string | undefined {
  for (const { principal } of records) {
    if (principal !== undefined && 'arn' in principal && principal.arn === callerArn) return principal.userId;
  }
  return undefined;
}

/** CloudTrail's events in an account as a sentence, for the message of a mismatch. */
export function describeCloudTrail(records: readonly DecisionRecord[], account: string): string {
  const calls = cloudTrailEvents(records, account).map(
    ({ eventName, errorCode, userIdentity: { arn, principalId: id } }) =>
      `${errorCode === undefined ? '' : `${errorCode} of `}kms:${eventName} by ${arn ?? id}`,
  );
  return calls.length === 0 ? 'no call to KMS' : calls.join('; ');
}
