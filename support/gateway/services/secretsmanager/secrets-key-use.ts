import { whileDecrypting, whileEncrypting } from '../../../aws/secrets-error.ts';
import type { KeyUseWords } from '../../kms-use/require-usable-keys.ts';
import { unfitForDataKeys } from '../../kms-use/unfit-for-data-keys.ts';

/** Secrets Manager says whether KMS refused to decrypt or to encrypt. */
export const secretsKeyUse: KeyUseWords = {
  pass: (check, operation) => {
    if (operation === 'GetSecretValue') whileDecrypting(check);
    else whileEncrypting(check);
  },
  unfit: unfitForDataKeys,
};
