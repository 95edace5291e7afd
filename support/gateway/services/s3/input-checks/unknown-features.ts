import { notImplemented } from '../../../../aws/s3-errors.ts';
import type { S3Request } from './s3-request.ts';

/** Members that ask for features that keyhole does not have, and their headers. */
const FEATURES = [
  ['ObjectLockEventHold', 'x-amz-object-lock-event-hold'],
  ['ObjectLockEventHoldDurationDays', 'x-amz-object-lock-event-hold-duration-days'],
  ['ObjectLockEventHoldDurationYears', 'x-amz-object-lock-event-hold-duration-years'],
  ['AnnotationDirective', 'x-amz-annotation-directive'],
] as const;

/**
 * Refuses a write that asks for a feature that keyhole does not have. An object is never written without the
 * hold that its writer asked for. Throws AwsError `NotImplemented`, which names the header.
 */
export function refuseUnknownFeatures({ input }: S3Request): void {
  for (const [member, header] of FEATURES) {
    if (Reflect.get(input, member) !== undefined) throw notImplemented(header);
  }
}
