import { parseArn } from '../../../aws/arn.ts';
import type { Service } from '../../../aws/operations.ts';
import { services } from '../../../aws/services.ts';
import type { KmsCallMade } from '../../kms-use/kms-call-made.ts';
import type { DecisionRecord } from '../decision-log.ts';
import type { CloudTrailEvent } from './cloudtrail-event.ts';
import { derivedUuid } from './derived-uuid.ts';
import { requestParameters } from './request-parameters.ts';
import { callerIdentity, foreignIdentity, type UserIdentity } from './user-identity.ts';

/**
 * The events of KMS in an account's CloudTrail. It shows its own principals' calls: refused ones too, and
 * those that S3 made for them. It also shows other accounts' successful calls that used its keys. A refused
 * call to a key of another account is recorded with the caller alone. A bucket owner sees no event of other
 * accounts' keys that encrypt its objects.
 *
 * Source: AWS KMS developer guide, "Logging AWS KMS API calls with AWS CloudTrail"; AWS CloudTrail user guide,
 * "CloudTrail record contents", sharedEventID.
 *
 * Differs: CloudTrail also records the calls that DynamoDB makes, management events of other services, and
 * what operations answer. Here, events appear at once, not within minutes. Only requests that the decision
 * log still holds have events.
 */
export function cloudTrailEvents(
  records: readonly DecisionRecord[],
  account: string,
): readonly CloudTrailEvent[] {
  return records.flatMap(eventsOf).filter(({ recipientAccountId }) => recipientAccountId === account);
}

/** The events of one request, in the CloudTrail of every account. */
function eventsOf(record: DecisionRecord): readonly CloudTrailEvent[] {
  const { principal, kmsCalls = [] } = record;
  if (principal === undefined) return [];
  return kmsCalls.flatMap((call, index) => {
    const invokedBy = call.through && invokerOf(call.through);
    const { accessKeyId, withMfa } = record.sender ?? {};
    const identity = callerIdentity(principal, { accessKeyId, withMfa, invokedBy });
    return identity === undefined ? [] : eventsOfCall({ record, call, index, identity });
  });
}

interface CallOfRequest {
  readonly record: DecisionRecord;
  readonly call: KmsCallMade;
  /** Its place among the calls of the request. */
  readonly index: number;
  readonly identity: UserIdentity;
}

function eventsOfCall(made: CallOfRequest): readonly CloudTrailEvent[] {
  const { record, call, index, identity } = made;
  const own = identity.accountId;
  const owners = call.resources.map((arn) => parseArn(arn)?.account).filter((owner) => owner !== undefined);
  const others = call.error === undefined ? new Set(owners.filter((owner) => owner !== own)) : [];
  const seed = `${record.id} ${index}`;
  const event = commonTo(made, seed);
  const shared = [...others].length > 0 ? { sharedEventID: derivedUuid(`${seed} shared`) } : {};
  return [own, ...others].map((recipientAccountId) => ({
    ...event,
    userIdentity: recipientAccountId === own ? identity : foreignIdentity(identity),
    eventID: derivedUuid(`${seed} ${recipientAccountId}`),
    recipientAccountId,
    ...shared,
  }));
}

/** How events name the service that calls for a principal; for S3 the literal varies among AWS's own examples. */
function invokerOf(service: Service): string {
  return services[service].invoker ?? `${service}.amazonaws.com`;
}

function commonTo({ record, call, identity }: CallOfRequest, seed: string) {
  const { sender, region = 'us-east-1' } = record;
  const invoker = call.through && invokerOf(call.through);
  return {
    eventVersion: '1.11',
    userIdentity: identity,
    eventTime: record.time.toISOString().replace(/\.\d+Z$/, 'Z'),
    eventSource: 'kms.amazonaws.com',
    eventName: call.operation,
    awsRegion: region,
    sourceIPAddress: invoker ?? sender?.sourceIp ?? '',
    userAgent: invoker ?? sender?.userAgent,
    ...(call.error && { errorCode: errorCode(call.error.code), errorMessage: call.error.message }),
    requestParameters: requestParameters(call.input),
    responseElements: null,
    requestID: invoker === undefined ? record.id : derivedUuid(`${seed} request`),
    readOnly: isReadOnly(call.operation),
    ...(call.resources.length > 0 && { resources: call.resources.map(resourceOf) }),
    eventType: 'AwsApiCall',
    managementEvent: true,
    eventCategory: 'Management',
  } as const;
}

/** CloudTrail has one name for refusals of access. */
function errorCode(code: string): string {
  return code === 'AccessDeniedException' ? 'AccessDenied' : code;
}

function resourceOf(arn: string) {
  const { account = '', resource = '' } = parseArn(arn) ?? {};
  const type = resource.startsWith('alias/') ? 'AWS::KMS::Alias' : 'AWS::KMS::Key';
  return { accountId: account, type, ARN: arn } as const;
}

const READING =
  /^(?:Describe|Get|List)|^(?:Decrypt|DeriveSharedSecret|Encrypt|ReEncrypt|Sign|Verify|VerifyMac)$|^Generate/;

/** Cryptographic operations change nothing: KMS's own events call them read-only. */
function isReadOnly(operation: string): boolean {
  return READING.test(operation);
}
