import type { UserIdentity } from './user-identity.ts';

/**
 * One event of an account's CloudTrail, in AWS's shape: a management event of AWS KMS.
 *
 * Source: AWS CloudTrail user guide, "CloudTrail record contents"; AWS KMS developer guide, "Logging AWS KMS API calls with
 * AWS CloudTrail".
 */
export interface CloudTrailEvent {
  readonly eventVersion: string;
  readonly userIdentity: UserIdentity;
  /** UTC, to the second. */
  readonly eventTime: string;
  readonly eventSource: 'kms.amazonaws.com';
  readonly eventName: string;
  readonly awsRegion: string;
  /** An address; for calls that a service made, that service. */
  readonly sourceIPAddress: string;
  readonly userAgent?: string | undefined;
  /** AWS's error code; absent if the call succeeded. */
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly requestParameters: Readonly<Record<string, unknown>> | null;
  readonly responseElements: null;
  /** The id of the call to KMS, which the events of one call share. */
  readonly requestID: string;
  readonly eventID: string;
  readonly readOnly: boolean;
  /** The keys, with their owners. */
  readonly resources?: readonly CloudTrailResource[];
  readonly eventType: 'AwsApiCall';
  readonly managementEvent: true;
  /** The account whose CloudTrail has the event. */
  readonly recipientAccountId: string;
  /** The id that both events share if a call used a key of another account. */
  readonly sharedEventID?: string;
  readonly eventCategory: 'Management';
}

/** The resource that a call was about. */
export interface CloudTrailResource {
  readonly accountId: string;
  readonly type: 'AWS::KMS::Key' | 'AWS::KMS::Alias';
  readonly ARN: string;
}
