import { AwsError } from './aws-error.ts';

/** The exceptions of Secrets Manager that keyhole raises; all of them are HTTP 400. */
export type SecretsErrorCode =
  | 'DecryptionFailure'
  | 'EncryptionFailure'
  | 'InvalidNextTokenException'
  | 'InvalidParameterException'
  | 'InvalidRequestException'
  | 'ResourceExistsException'
  | 'ResourceNotFoundException'
  | 'ValidationException';

/** An exception of Secrets Manager. Those of its model carry their text as `Message`, which boto3 passes on. */
export function secretsError(code: SecretsErrorCode, message: string): AwsError {
  return new AwsError(code, 400, message, code === 'ValidationException' ? {} : { Message: message });
}

/** The secret does not exist. */
export function noSuchSecret(): AwsError {
  return secretsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
}

/** The secret has no version with this id, or, if no id is given, with this label. */
export function noSuchValue(id: string | undefined, stage = 'AWSCURRENT'): AwsError {
  const which = id === undefined ? `staging label: ${stage}` : `VersionId: ${id}`;
  return secretsError(
    'ResourceNotFoundException',
    `Secrets Manager can't find the specified secret value for ${which}`,
  );
}

/** The id of a version belongs to another value already. */
export function tokenInUse(id: string, arn: string): AwsError {
  return secretsError(
    'ResourceExistsException',
    `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${arn}.`,
  );
}

/** The secret cannot be used or changed, because its deletion is pending. */
export function markedForDeletion(): AwsError {
  return secretsError(
    'InvalidRequestException',
    "You can't perform this operation on the secret because it was marked for deletion.",
  );
}

/** Secrets Manager's error if KMS refuses to encrypt with a key; KMS's own error is its cause. */
export function encryptionFailure(refusal: AwsError): AwsError {
  const { code, message, status } = refusal;
  const reason = `${message} (Service: AWSKMS; Status Code: ${status}; Error Code: ${code})`;
  const text = `Secrets Manager can't encrypt the secret value: ${reason}`;
  return Object.assign(secretsError('EncryptionFailure', text), { cause: refusal });
}

/** No key of a value can decrypt it. The cause is KMS's answer for one of the keys. */
export function decryptionFailure(refusal?: AwsError): AwsError {
  const text = "Secrets Manager can't decrypt the protected secret text using the provided KMS key.";
  return Object.assign(secretsError('DecryptionFailure', text), { cause: refusal });
}

/** The result of a call to KMS for encryption. Throws EncryptionFailure, with KMS's own words, if KMS refuses. */
export function whileEncrypting<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw error instanceof AwsError ? encryptionFailure(error) : error;
  }
}

/** The result of a call to KMS for decryption. Throws DecryptionFailure if KMS refuses. */
export function whileDecrypting<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw error instanceof AwsError ? decryptionFailure(error) : error;
  }
}
