import type { Decision } from '../../../authorization/terms/decision.ts';
import type { AwsError } from '../../../aws/aws-error.ts';
import type { KmsCallMade } from '../../kms-use/kms-call-made.ts';
import type { ReceivedCall } from '../../plan/received-call.ts';

/**
 * Members that hold secrets, or too much for a record: KMS leaves plaintexts, ciphertexts, messages and tokens out of
 * its events.
 */
const KEPT: ReadonlySet<string> = new Set([
  'AliasName',
  'BypassPolicyLockoutSafetyCheck',
  'Constraints',
  'CustomerMasterKeySpec',
  'Description',
  'DestinationEncryptionAlgorithm',
  'DestinationEncryptionContext',
  'DestinationKeyId',
  'DryRun',
  'EncryptionAlgorithm',
  'EncryptionContext',
  'ExpirationModel',
  'GrantId',
  'GranteePrincipal',
  'KeyAgreementAlgorithm',
  'KeyId',
  'KeyPairSpec',
  'KeySpec',
  'KeyUsage',
  'Limit',
  'MacAlgorithm',
  'Marker',
  'MessageType',
  'MultiRegion',
  'Name',
  'NumberOfBytes',
  'Operations',
  'Origin',
  'PendingWindowInDays',
  'Policy',
  'PolicyName',
  'PrimaryRegion',
  'ReplicaRegion',
  'RetiringPrincipal',
  'RotationPeriodInDays',
  'SigningAlgorithm',
  'SourceEncryptionAlgorithm',
  'SourceEncryptionContext',
  'SourceKeyId',
  'TagKeys',
  'Tags',
  'TargetKeyId',
  'ValidTo',
  'WrappingAlgorithm',
  'WrappingKeySpec',
]);

/**
 * A request to KMS as a call that was made, with the keys that it was decided for.
 *
 * Source: AWS KMS developer guide, "Logging AWS KMS API calls with AWS CloudTrail".
 */
export function directKmsCall(
  { operation, input }: ReceivedCall,
  decisions: readonly Decision[],
  error: AwsError | undefined,
): KmsCallMade {
  const kept = Object.entries(input).filter(([member, value]) => KEPT.has(member) && value !== undefined);
  const arns = decisions.map(({ permission }) => permission.resource).filter((arn) => arn.startsWith('arn:'));
  return {
    operation,
    resources: [...new Set(arns)],
    input: Object.fromEntries(kept),
    ...(error && { error: { code: error.code, message: error.message } }),
  };
}
