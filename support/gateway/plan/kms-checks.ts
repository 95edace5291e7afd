import { AwsError } from '../../wire/aws-error.ts';
import type { Operation } from '../../wire/operations.ts';
import { parseArn } from '../arn.ts';
import { CallContext, suppliedValues } from '../context/request-context.ts';
import { keysThroughS3 } from '../context/through-s3.ts';
import type { KmsCall } from '../encryption/s3-kms-calls.ts';
import type { CallFacts } from './call-facts.ts';
import type { Check } from './check.ts';

/**
 * The checks of one KMS call that S3 makes as the requester. KMS asks for a Signature Version 4 request, so nobody
 * and Signature Version 2 are refused before the key is looked at.
 *
 * Source: Amazon S3 user guide, "Using server-side encryption with AWS KMS keys"; AWS Knowledge Center, "Why do I get
 * the error 'Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4'".
 */
export function kmsChecks(call: CallFacts<'s3', Operation<'s3'>>, kmsCall: KmsCall): readonly Check[] {
  if (call.facts.authenticated.signatureVersion !== 'AWS4-HMAC-SHA256')
    return [{ kind: 'error', error: signatureRequired() }];
  const { key, encryptionContext } = kmsCall;
  if (key.kind === 'missing') return [{ kind: 'error', error: throughS3(key.error), kmsCall }];
  const resourceAccount = parseArn(key.arn)?.account ?? '';
  const context = new CallContext(call.facts, derivedValues(call, kmsCall, resourceAccount));
  const permission = {
    action: kmsCall.action,
    resource: key.arn,
    resourceAccount,
    context,
    encryptionContext,
  };
  return [{ kind: 'permission', permission, surface: 'kms through s3', kmsCall }];
}

/** KMS's error as S3 passes it on: its code behind `KMS.`, its message unchanged, always HTTP 400. */
function throughS3(error: AwsError): AwsError {
  return new AwsError(`KMS.${error.code}`, 400, error.message);
}

function derivedValues(call: CallFacts<'s3'>, { key, encryptionContext }: KmsCall, resourceAccount: string) {
  const pairs: Record<string, string | undefined> = {};
  for (const name in encryptionContext) pairs[`kms:EncryptionContext:${name}`] = encryptionContext[name];
  return suppliedValues(pairs, {
    ...keysThroughS3(call.region, call.facts.endpoint),
    'kms:CallerAccount': call.account,
    'kms:EncryptionContextKeys': Object.keys(encryptionContext),
    'kms:RequestAlias': key.kind === 'key' ? key.alias : undefined,
    'aws:ResourceAccount': resourceAccount,
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
