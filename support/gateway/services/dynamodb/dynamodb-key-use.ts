import { passingOn } from '../../../aws/dynamodb-kms-errors.ts';
import { kmsError } from '../../../aws/kms-error.ts';
import type { KeyUseWords } from '../../kms-use/require-usable-keys.ts';

/**
 * DynamoDB wraps KMS's refusals in words of its own client. Its first call is CreateGrant, not
 * GenerateDataKey.
 */
export const dynamodbKeyUse: KeyUseWords = {
  pass: (check) => passingOn(check),
  unfit: () =>
    kmsError(
      'ValidationException',
      'EncryptionContext is supported only when creating a grant for a symmetric encryption KMS key.',
    ),
};
