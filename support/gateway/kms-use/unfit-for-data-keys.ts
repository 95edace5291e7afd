import type { AwsError } from '../../aws/aws-error.ts';
import { kmsError } from '../../aws/kms-error.ts';

/** KMS's refusal to make a data key under a key that is not for symmetric encryption. */
export function unfitForDataKeys(keyArn: string, usage: string | undefined): AwsError {
  return kmsError(
    'InvalidKeyUsageException',
    `${keyArn} key usage is ${usage} which is not valid for GenerateDataKey.`,
  );
}
