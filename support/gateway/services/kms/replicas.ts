import { AwsError } from '../../../aws/aws-error.ts';
import { kmsError } from '../../../aws/kms-error.ts';
import { arnInRegion } from '../../../aws/multi-region-keys.ts';
import type { Input } from '../../../aws/operations.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { orAbsence } from '../../refusal/or-absence.ts';

type Call = CallFacts<'kms'>;

/** True if a key is in a Region; no permission is asked. Throws ServiceUnavailable if the store does not tell. */
async function exists({ store, account }: Call, KeyId: string, region: string): Promise<boolean> {
  const lookup = { service: 'kms', operation: 'DescribeKey', input: { KeyId }, account, region } as const;
  return !((await orAbsence(() => store.read(lookup), 'NotFoundException')) instanceof AwsError);
}

/** Refuses a Region that has no replica to become the primary key. Throws NotFoundException. */
export async function requireReplica(call: Call, resolved: Call['input']): Promise<void> {
  if (call.operation !== 'UpdatePrimaryRegion') return;
  const { KeyId = '', PrimaryRegion = '' } = resolved as Input<'kms', 'UpdatePrimaryRegion'>;
  const replica = arnInRegion(KeyId, PrimaryRegion);
  if (replica !== KeyId && !(await exists(call, replica, PrimaryRegion)))
    throw kmsError('NotFoundException', `Key '${replica}' does not exist`);
}

/**
 * Refuses a second replica in a Region. Throws AlreadyExistsException.
 * Undocumented: AWS does not state this error's text.
 */
export async function requireNewReplica(call: Call): Promise<void> {
  const { KeyId = '', ReplicaRegion = '' } = call.input as Input<'kms', 'ReplicateKey'>;
  const replica = arnInRegion(KeyId, ReplicaRegion);
  if (await exists(call, replica, ReplicaRegion))
    throw kmsError('AlreadyExistsException', `The key ${replica} already exists.`);
}
