import { passingOn } from '../../../aws/dynamodb-kms-errors.ts';
import { requireState } from '../../../aws/kms-key-states.ts';
import type { Output } from '../../../aws/operations.ts';
import { throughKms } from '../../../aws/s3-kms-errors.ts';
import { whileDecrypting, whileEncrypting } from '../../../aws/secrets-error.ts';
import type { Call } from '../../store.ts';

/**
 * Refuses what a service cannot do since one of the KMS keys that it takes is disabled, waits for its deletion or has no
 * material: endpoints do not encrypt, and not every one looks at the key. Throws AwsError as S3, Secrets Manager
 * and DynamoDB pass KMS's on.
 *
 * Source: AWS KMS developer guide, "Key states of AWS KMS keys".
 */
export async function refuseUnusableKeys(
  { kmsKeys = [], service, operation }: Pick<Call, 'kmsKeys' | 'service' | 'operation'>,
  describe: (keyArn: string) => Promise<Output<'kms', 'DescribeKey'>>,
): Promise<void> {
  for (const arn of new Set(kmsKeys)) {
    const { KeyMetadata } = await describe(arn);
    const look = () => requireState('Decrypt', { arn, state: KeyMetadata?.KeyState ?? 'Unavailable' });
    if (service === 'dynamodb') passingOn(look);
    else if (service !== 'secretsmanager') throughKms(look);
    else if (operation === 'GetSecretValue') whileDecrypting(look);
    else whileEncrypting(look);
  }
}
