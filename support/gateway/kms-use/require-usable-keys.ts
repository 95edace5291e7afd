import { AwsError } from '../../aws/aws-error.ts';
import { requireState } from '../../aws/kms-key-states.ts';
import type { Call, Store } from '../../stores/store.ts';
import { describeKey } from './describe-key.ts';

/** How a service words what KMS refuses for a key that the service uses. */
export interface KeyUseWords {
  /** Runs a check of a key, and throws what it throws in the service's words. */
  readonly pass: (check: () => void, operation: string) => void;
  /** KMS's refusal of a key that is not for symmetric encryption. */
  readonly unfit: (keyArn: string, usage: string | undefined) => AwsError;
}

/** A call of a service that uses KMS keys. */
type KeyUse = Pick<Call, 'kmsKeys' | 'operation' | 'account' | 'region'>;

/**
 * Refuses a call for which a service needs a KMS key that cannot be used. The key is disabled, waits for its
 * deletion, has no material or is not a symmetric encryption key. Throws AwsError in the service's words.
 *
 * Source: AWS KMS developer guide, "Key states of AWS KMS keys".
 */
export function requireUsableKeys(
  store: Pick<Store, 'read'>,
  use: KeyUse,
  words: KeyUseWords,
): Promise<void> | undefined {
  const { kmsKeys = [] } = use;
  return kmsKeys.length === 0 ? undefined : requireEach(new Set(kmsKeys), { store, use, words });
}

interface Requiring {
  readonly store: Pick<Store, 'read'>;
  readonly use: KeyUse;
  readonly words: KeyUseWords;
}

async function requireEach(
  arns: ReadonlySet<string>,
  { store, use: { operation, account, region }, words: { pass, unfit } }: Requiring,
): Promise<void> {
  for (const arn of arns) {
    const describing = describeKey(store, arn, { account, region });
    const found = describing instanceof Promise ? await describing : describing;
    pass(() => {
      if (found instanceof AwsError) throw found;
      const { KeyState = 'Unavailable', KeySpec, KeyUsage } = found;
      requireState('Decrypt', { arn, state: KeyState });
      if (KeySpec !== undefined && KeySpec !== 'SYMMETRIC_DEFAULT') throw unfit(arn, KeyUsage);
    }, operation);
  }
}
