import type { Input, Operation, Output } from '../../../../aws/operations.ts';
import { defaultKeyPolicy } from '../../../embedded/kms/default-key-policy.ts';
import type { Request } from '../../services/request.ts';
import type { Upstream } from '../../upstream/upstream.ts';

/**
 * ReplicateKey with the policy and the tags of the replica, which LocalStack leaves out: they are set after it. If that
 * fails, the replica has no policy, and nothing is allowed on it.
 *
 * Source: AWS KMS API reference, ReplicateKey.
 */
export async function replicateKey(
  upstream: Upstream,
  request: Request,
): Promise<Output<'kms', 'ReplicateKey'>> {
  const { account } = request;
  // Only ReplicateKey comes here.
  const input = request.input as Input<'kms', 'ReplicateKey'>;
  const { ReplicaRegion: region = '', Policy = defaultKeyPolicy(account), Tags = [] } = input;
  const replicated = await upstream.perform({ ...request, service: 'kms', operation: 'ReplicateKey', input });
  const KeyId = replicated.ReplicaKeyMetadata?.Arn;
  const inReplica = <O extends Operation<'kms'>>(operation: O, its: Input<'kms', O>) =>
    upstream.perform({ service: 'kms', operation, input: its, account, region });
  const BypassPolicyLockoutSafetyCheck = true;
  await inReplica('PutKeyPolicy', { KeyId, PolicyName: 'default', Policy, BypassPolicyLockoutSafetyCheck });
  if (Tags.length > 0) await inReplica('TagResource', { KeyId, Tags });
  return { ...replicated, ReplicaPolicy: Policy, ...(Tags.length > 0 && { ReplicaTags: Tags }) };
}
