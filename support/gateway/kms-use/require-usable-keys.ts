import { AwsError } from '../../aws/aws-error.ts';
import { passingOn } from '../../aws/dynamodb-kms-errors.ts';
import { kmsError } from '../../aws/kms-error.ts';
import { requireState } from '../../aws/kms-key-states.ts';
import type { Service } from '../../aws/operations.ts';
import { throughKms } from '../../aws/s3-kms-errors.ts';
import { whileDecrypting, whileEncrypting } from '../../aws/secrets-error.ts';
import type { Call, Store } from '../../stores/store.ts';
import { orAbsence } from '../refusal/or-absence.ts';

/** A call of a service that takes KMS keys. */
type KeyUse = Pick<Call, 'kmsKeys' | 'service' | 'operation' | 'account' | 'region'>;

/**
 * Refuses a call for which a service takes a KMS key that is disabled, waits for its deletion, has no material or is not a
 * symmetric encryption key. Throws AwsError as S3, Secrets Manager and DynamoDB pass KMS's on.
 *
 * Source: AWS KMS developer guide, "Key states of AWS KMS keys".
 */
export async function requireUsableKeys(store: Pick<Store, 'read'>, call: KeyUse): Promise<void> {
  const { kmsKeys = [], service, operation, account, region } = call;
  if (kmsKeys.length === 0) return;
  for (const arn of new Set(kmsKeys)) {
    const lookup = { service: 'kms', operation: 'DescribeKey', input: { KeyId: arn } } as const;
    const found = await orAbsence(store.read({ ...lookup, account, region }), 'NotFoundException');
    const look = () => {
      if (found instanceof AwsError) throw found;
      const { KeyState = 'Unavailable', KeySpec, KeyUsage } = found.KeyMetadata ?? {};
      requireState('Decrypt', { arn, state: KeyState });
      if (KeySpec !== undefined && KeySpec !== 'SYMMETRIC_DEFAULT') throw unfit(service, arn, KeyUsage);
    };
    if (service === 'dynamodb') passingOn(look);
    else if (service !== 'secretsmanager') throughKms(look);
    else if (operation === 'GetSecretValue') whileDecrypting(look);
    else whileEncrypting(look);
  }
}

/** DynamoDB begins with a grant on the key, the others with a data key. */
function unfit(service: Service, arn: string, usage: string | undefined): AwsError {
  if (service === 'dynamodb') {
    return kmsError(
      'ValidationException',
      'EncryptionContext is supported only when creating a grant for a symmetric encryption KMS key.',
    );
  }
  return kmsError(
    'InvalidKeyUsageException',
    `${arn} key usage is ${usage} which is not valid for GenerateDataKey.`,
  );
}
