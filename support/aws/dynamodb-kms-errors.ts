import { randomUUID } from 'node:crypto';
import { AwsError } from './aws-error.ts';

/** DynamoDB's form of a refusal of KMS: its own code, and the words in front of KMS's exception. */
interface Passed {
  readonly code: string;
  readonly status: number;
  readonly words: string;
  /** KMS's exception as DynamoDB's client names it; the general one if the client has no class for it. */
  readonly exception: string;
}

const DISABLED: Passed = {
  code: 'ValidationException',
  status: 400,
  words: 'KMS key disabled error',
  exception: 'DisabledException',
};
const INTERNAL: Passed = {
  code: 'InternalServerError',
  status: 500,
  words: 'KMS internal error',
  exception: 'AWSKMSException',
};
const ACCESS_DENIED: Passed = {
  code: 'AccessDeniedException',
  status: 400,
  words: 'KMS key access denied error',
  exception: 'AWSKMSException',
};

/**
 * A refusal of KMS as DynamoDB passes it on: KMS's exception, text and request id within DynamoDB's own text. DynamoDB
 * answers an exception that it does not expect with an error of its own.
 *
 * Source: AWS's answers to CreateTable, UpdateTable and GetItem with keys that do not exist, are disabled, pending
 * deletion, asymmetric or give no access.
 */
export function throughDynamodb({ code, message }: AwsError): AwsError {
  const { words, exception, ...passed } = passedOn(code);
  const details = `(Service: AWSKMS; Status Code: 400; Error Code: ${code}; Request ID: ${randomUUID()}; Proxy: null)`;
  const text = `${words}: com.amazonaws.services.kms.model.${exception}: ${message} ${details}`;
  return new AwsError(passed.code, passed.status, text);
}

/** The answer of KMS. Throws a refusal of KMS as {@link throughDynamodb} passes it on. */
export function passingOn<T>(callKms: () => T): T {
  try {
    return callKms();
  } catch (error) {
    throw error instanceof AwsError ? throughDynamodb(error) : error;
  }
}

function passedOn(code: string): Passed {
  if (code === 'DisabledException') return DISABLED;
  if (code === 'AccessDeniedException') return ACCESS_DENIED;
  if (code !== 'NotFoundException' && code !== 'KMSInvalidStateException') return INTERNAL;
  return { code: 'ValidationException', status: 400, words: 'KMS validation error', exception: code };
}
