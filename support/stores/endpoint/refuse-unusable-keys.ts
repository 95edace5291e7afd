import type { Output } from '../../wire/operations.ts';
import { requireState } from '../embedded/kms/key-states.ts';
import { throughKms } from '../embedded/s3/encryption/kms-errors.ts';
import type { Call } from '../store.ts';

/**
 * Refuses what S3 cannot do since one of the KMS keys that it takes is disabled, waits for its deletion or has no material:
 * endpoints do not encrypt, and not every one looks at the key. Throws AwsError as S3 passes KMS's on.
 *
 * Source: AWS KMS developer guide, "Key states of AWS KMS keys".
 */
export async function refuseUnusableKeys(
  { kmsKeys = [] }: Pick<Call, 'kmsKeys'>,
  describe: (keyArn: string) => Promise<Output<'kms', 'DescribeKey'>>,
): Promise<void> {
  for (const arn of new Set(kmsKeys)) {
    const { KeyMetadata } = await describe(arn);
    throughKms(() => requireState('Decrypt', { arn, state: KeyMetadata?.KeyState ?? 'Unavailable' }));
  }
}
