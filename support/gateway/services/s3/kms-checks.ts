import { AwsError } from '../../../aws/aws-error.ts';
import type { Operation } from '../../../aws/operations.ts';
import { throughS3 } from '../../../aws/s3-kms-errors.ts';
import { derivedKmsPermission } from '../../kms-use/derived-kms-permission.ts';
import type { KmsCall } from '../../kms-use/kms-call.ts';
import { keysThroughService } from '../../kms-use/through-service.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check } from '../../plan/check.ts';
import { checksumsUndecided } from './checksums-undecided.ts';
import { s3Surfaces } from './s3-surfaces.ts';

/**
 * The checks of one KMS call that S3 makes as the requester. KMS takes only requests by Signature Version 4:
 * anonymous requests and Signature Version 2 are refused before the key is looked at.
 *
 * Source: Amazon S3 user guide, "Using server-side encryption with AWS KMS keys"; AWS Knowledge Center, "Why do I get
 * the error 'Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4'".
 */
export function kmsChecks(call: CallFacts<'s3', Operation<'s3'>>, kmsCall: KmsCall): readonly Check[] {
  if (call.facts.authenticated.signatureVersion !== 'AWS4-HMAC-SHA256')
    return [{ kind: 'error', error: signatureRequired() }];
  const { key, encryptionContext } = kmsCall;
  if (key.kind === 'missing') return [{ kind: 'error', error: throughS3(key.error), kmsCall }];
  const alias = key.kind === 'key' ? key.alias : undefined;
  const { region } = call;
  const { endpoint } = call.facts;
  const through = () => keysThroughService('s3', region, endpoint);
  const { action } = kmsCall;
  const permission = derivedKmsPermission(
    call,
    { action, keyArn: key.arn, alias, encryptionContext },
    through,
  );
  return [{ kind: 'permission', permission, surface: s3Surfaces['kms through s3'], kmsCall }];
}

/**
 * The checks of a request for the checksums of an object, which are stored under the object's key. A caller with
 * kms:Decrypt gets them.
 *
 * Undocumented: AWS does not say what other callers get, or which calls to KMS S3 makes.
 *
 * Source: Amazon S3 API reference, GetObjectAttributes, and HeadObject, ChecksumMode, which takes kms:Decrypt.
 */
export function checksumChecks(call: CallFacts<'s3', Operation<'s3'>>, kmsCall: KmsCall): readonly Check[] {
  return kmsChecks(call, kmsCall).map((check) => {
    if (check.kind === 'error') return { kind: 'error', error: checksumsUndecided() };
    const { permission } = check;
    return { kind: 'permission', permission, surface: s3Surfaces['kms undocumented for s3'] };
  });
}

function signatureRequired(): AwsError {
  return new AwsError(
    'InvalidArgument',
    400,
    'Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4.',
    { ArgumentName: 'Authorization', ArgumentValue: 'null' },
  );
}
