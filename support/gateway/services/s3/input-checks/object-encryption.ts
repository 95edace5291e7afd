import { AwsError } from '../../../../aws/aws-error.ts';
import type { Input } from '../../../../aws/operations.ts';
import { invalidRequest } from '../../../../aws/s3-errors.ts';
import type { StoredEncryption } from '../../../../stores/store.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import type { Check } from '../../../plan/check.ts';

const KEY_ARN = /^arn:aws[-a-z0-9]*:kms:[-a-z0-9]*:([0-9]{12}):key\/.+$/;

/**
 * Refuses UpdateObjectEncryption without the full ARN of a KMS key. Throws AwsError `InvalidRequest`.
 *
 * Source: Amazon S3 API reference, UpdateObjectEncryption.
 */
export function checkObjectEncryption(call: CallFacts<'s3'>): void {
  if (call.operation !== 'UpdateObjectEncryption') return;
  const wanted = wantedOf(call);
  if (wanted === undefined) {
    throw invalidRequest(
      'Requests that modify an object encryption configuration require a valid new encryption type. Valid values are SSEKMS. Modify the request to specify SSE-KMS for the updated encryption type, and then try again.',
    );
  }
  const { KMSKeyArn } = wanted;
  if (!KMSKeyArn) {
    throw invalidRequest(
      "Requests that modify an object's encryption type to SSE-KMS require an AWS KMS key Amazon Resource Name (ARN). Modify the request to specify a KMS key ARN, and then try again.",
    );
  }
  if (KEY_ARN.test(KMSKeyArn)) return;
  throw invalidRequest(
    "Requests that modify an object's encryption type to SSE-KMS require a valid AWS KMS key Amazon Resource Name (ARN). Confirm that you have a correctly formatted KMS key ARN in your request, and then try again.",
  );
}

/**
 * Refuses an allowed UpdateObjectEncryption under a key of another account than the bucket owner's, or of an object whose
 * encryption cannot be changed in place.
 *
 * Differs: keys of the bucket owner's account only; AWS Support can arrange for others of the organization.
 */
export function objectEncryptionChecks(
  call: CallFacts<'s3'>,
  { owner, stored }: { readonly owner: string; readonly stored: StoredEncryption | undefined },
): Check[] {
  if (call.operation !== 'UpdateObjectEncryption') return [];
  const account = KEY_ARN.exec(wantedOf(call)?.KMSKeyArn ?? '')?.[1];
  const errors = [
    account === owner ? [] : foreignKey(),
    stored?.algorithm === 'aws:kms:dsse' || stored?.algorithm === 'SSE-C' ? unsupportedSource() : [],
    call.store.cannotHold?.includes('encryption that UpdateObjectEncryption replaces') ? notHeld() : [],
  ];
  return errors.flat().map((error) => ({ kind: 'error', error }));
}

function wantedOf({ input }: CallFacts<'s3'>) {
  return (input as Input<'s3', 'UpdateObjectEncryption'>).ObjectEncryption?.SSEKMS;
}

function foreignKey(): AwsError {
  return new AwsError(
    'AccessDenied',
    403,
    'The AWS KMS key in the request must be owned by the same account as the bucket. Modify the request to specify a KMS key from the same account, and then try again.',
  );
}

function notHeld(): AwsError {
  const message =
    'keyhole: the store may replace another encryption of the object than the one that was decided on. Use CopyObject.';
  return new AwsError('NotImplemented', 501, message);
}

function unsupportedSource(): AwsError {
  return invalidRequest(
    "The UpdateObjectEncryption operation doesn't support source objects with the encryption type DSSE-KMS or SSE-C. Only source objects encrypted with SSE-S3 or SSE-KMS are supported.",
  );
}
