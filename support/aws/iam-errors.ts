import { AwsError } from './aws-error.ts';

/** 404: the named entity does not exist. Source: IAM API reference, "Common errors" of each operation. */
export function noSuchEntity(message: string): AwsError {
  return new AwsError('NoSuchEntity', 404, message);
}

/** 409: the name exists already, in some letter case. */
export function entityAlreadyExists(message: string): AwsError {
  return new AwsError('EntityAlreadyExists', 409, message);
}

/** 409: the entity cannot be deleted, because something still depends on it. */
export function deleteConflict(message: string): AwsError {
  return new AwsError('DeleteConflict', 409, message);
}

/** 409: a quota of the account is used up. Source: IAM user guide, "IAM and AWS STS quotas". */
export function limitExceeded(message: string): AwsError {
  return new AwsError('LimitExceeded', 409, message);
}

/** 400: an invalid argument. */
export function invalidInput(message: string): AwsError {
  return new AwsError('InvalidInput', 400, message);
}

/** 400: an argument that breaks a documented constraint. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', 400, message);
}

/** 400: a broken constraint, in the words that AWS's services share. `member` is in lower camel case. */
export function constraintError(member: string, value: unknown, constraint: string): AwsError {
  const shown = value === undefined ? 'null' : `'${String(value)}'`;
  return validationError(
    `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}
