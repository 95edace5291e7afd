import { parseArn } from '../../../aws/arn.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Store } from '../../../stores/store.ts';
import { describeKey } from '../../kms-use/describe-key.ts';
import type { ResolvedKey } from '../../kms-use/resolve-key-reference.ts';

/**
 * Those of the given keys that can decrypt now. A version under several keys opens by one that works and that
 * the requester may use. A key that is disabled, or waits for its deletion, opens nothing.
 *
 * Source: AWS KMS developer guide, "Key states of AWS KMS keys".
 */
export async function workingKeys(
  store: Store,
  keys: readonly ResolvedKey[],
): Promise<readonly ResolvedKey[]> {
  const working = await Promise.all(keys.map(async (key) => ((await works(store, key)) ? [key] : [])));
  return working.flat();
}

async function works(store: Store, key: ResolvedKey): Promise<boolean> {
  if (key.kind !== 'key') return false;
  const { account = '', region = '' } = parseArn(key.arn) ?? {};
  const found = await describeKey(store, key.arn, { account, region });
  if (found instanceof AwsError) return false;
  return found.KeyState === 'Enabled' || found.KeyState === 'Updating';
}
