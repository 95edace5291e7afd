import { throughKms } from '../../../aws/s3-kms-errors.ts';
import type { KeyUseWords } from '../../kms-use/require-usable-keys.ts';
import { unfitForDataKeys } from '../../kms-use/unfit-for-data-keys.ts';

/** S3 passes KMS's refusals on, with the code under `KMS.`. */
export const s3KeyUse: KeyUseWords = { pass: (check) => throughKms(check), unfit: unfitForDataKeys };
