import type { KeyMetadata } from '@aws-sdk/client-kms';
import { AwsError } from '../../aws/aws-error.ts';
import { type Awaitable, whenKnown } from '../../stores/awaitable.ts';
import type { Store } from '../../stores/store.ts';
import { orAbsence } from '../refusal/or-absence.ts';

/** KMS's metadata of a key, or its `NotFoundException`. Throws ServiceUnavailable if the store does not tell. */
export function describeKey(
  store: Pick<Store, 'read'>,
  KeyId: string,
  place: { readonly account: string; readonly region: string },
): Awaitable<Partial<KeyMetadata> | AwsError> {
  const lookup = { service: 'kms', operation: 'DescribeKey', input: { KeyId } } as const;
  const reading = orAbsence(() => store.read({ ...lookup, ...place }), 'NotFoundException');
  return whenKnown(reading, (found) => (found instanceof AwsError ? found : (found.KeyMetadata ?? {})));
}
