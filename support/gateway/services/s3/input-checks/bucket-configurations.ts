import { type ServerSideEncryptionRule, TransitionDefaultMinimumObjectSize } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import type { Input, Operation } from '../../../../aws/operations.ts';
import { invalidArgument, invalidRequest, malformedXml, notImplemented } from '../../../../aws/s3-errors.ts';
import { checkTags } from '../../../../aws/s3-tags.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { checkCorsRules } from './cors-rules.ts';
import { checkLifecycleRules } from './lifecycle-rules.ts';
import { isOwnership } from './new-buckets.ts';
import { checkLockConfiguration } from './object-lock.ts';
import { storedConfigurationChecks } from './stored-configurations.ts';

type Checks = { readonly [O in Operation<'s3'>]?: (input: Input<'s3', O>) => void };

/** The operations that set a configuration of a bucket, and what S3 demands of it. */
const checks: Checks = {
  ...storedConfigurationChecks,
  PutBucketEncryption: checkEncryption,
  PutPublicAccessBlock: checkPublicAccessBlock,
  PutBucketOwnershipControls: ({ OwnershipControls }) => {
    const [rule, ...more] = OwnershipControls?.Rules ?? [];
    if (more.length > 0 || !isOwnership(rule?.ObjectOwnership)) throw malformedXml();
  },
  PutBucketVersioning: checkVersioning,
  PutBucketCors: ({ CORSConfiguration }) => checkCorsRules(CORSConfiguration?.CORSRules ?? []),
  PutBucketLifecycleConfiguration: ({ LifecycleConfiguration, TransitionDefaultMinimumObjectSize: size }) => {
    checkLifecycleRules(LifecycleConfiguration?.Rules ?? []);
    if (size !== undefined && !oneOf(size, Object.values(TransitionDefaultMinimumObjectSize)))
      throw invalidRequest(`Invalid TransitionDefaultMinimumObjectSize found: ${size}`);
  },
  PutObjectLockConfiguration: ({ ObjectLockConfiguration }) =>
    checkLockConfiguration(ObjectLockConfiguration),
  PutBucketAbac: ({ AbacStatus }) => {
    const status = AbacStatus?.Status;
    if (AbacStatus === undefined || (status !== undefined && !oneOf(status, ['Enabled', 'Disabled'])))
      throw malformedXml();
    // Undocumented: what a status that is left out means.
    if (status === undefined) throw notImplemented('an AbacStatus without Status');
  },
  PutBucketTagging: ({ Tagging }) => {
    if (Tagging?.TagSet === undefined) throw malformedXml();
    checkTags(Tagging.TagSet, 'bucket');
  },
};

/**
 * Refuses a configuration of a bucket that S3's schema does not know, or that contradicts itself. Throws AwsError.
 *
 * Source: Amazon S3 API reference, each operation.
 */
export function checkBucketConfiguration({ operation, input }: CallFacts<'s3'>): void {
  // The operation says which of S3's inputs this is.
  const check = checks[operation] as ((input: object) => void) | undefined;
  check?.(input);
}

function oneOf(value: unknown, known: readonly unknown[]): boolean {
  return known.includes(value);
}

function checkEncryption({ ServerSideEncryptionConfiguration }: Input<'s3', 'PutBucketEncryption'>): void {
  const [rule, ...more] = ServerSideEncryptionConfiguration?.Rules ?? [];
  if (rule === undefined || more.length > 0) throw malformedXml();
  checkEncryptionRule(rule);
}

function checkEncryptionRule(rule: ServerSideEncryptionRule): void {
  const { ApplyServerSideEncryptionByDefault: byDefault, BlockedEncryptionTypes: blocked } = rule;
  if (byDefault === undefined && blocked === undefined) throw malformedXml();
  const types = blocked?.EncryptionType ?? [];
  if (blocked !== undefined && !types.every((type) => oneOf(type, ['NONE', 'SSE-C']))) throw malformedXml();
  if (byDefault === undefined) return;
  const { SSEAlgorithm, KMSMasterKeyID } = byDefault;
  if (!oneOf(SSEAlgorithm, ['AES256', 'aws:kms', 'aws:kms:dsse'])) throw malformedXml();
  if (SSEAlgorithm !== 'AES256' || KMSMasterKeyID === undefined) return;
  throw invalidArgument(
    'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse',
    'ApplyServerSideEncryptionByDefault',
  );
}

/** Refuses Block Public Access without a setting. Throws AwsError. */
export function checkPublicAccessBlock({
  PublicAccessBlockConfiguration: configuration,
}: Pick<Input<'s3', 'PutPublicAccessBlock'>, 'PublicAccessBlockConfiguration'>): void {
  if (configuration === undefined) throw malformedXml();
  const switches = Object.values(configuration).filter((value) => value !== undefined);
  if (switches.length === 0) throw invalidRequest('Must specify at least one configuration.');
}

/** Differs: MFA delete needs a device of the root user, which keyhole does not have. */
function checkVersioning({ VersioningConfiguration, MFA }: Input<'s3', 'PutBucketVersioning'>): void {
  const { Status, MFADelete } = VersioningConfiguration ?? {};
  if (MFADelete === 'Enabled' || MFA !== undefined) throw notImplemented('x-amz-mfa');
  if (MFADelete !== undefined && MFADelete !== 'Disabled') throw malformedXml();
  if (Status === undefined) {
    const message = 'The Versioning element must be specified';
    throw new AwsError('IllegalVersioningConfigurationException', 400, message);
  }
  if (!oneOf(Status, ['Enabled', 'Suspended'])) throw malformedXml();
}
