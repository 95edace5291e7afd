import { kmsError } from '../../../../aws/kms-error.ts';
import { arnInRegion } from '../../../../aws/multi-region-keys.ts';
import { present } from '../../shared/constraints.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import { defaultKeyPolicy } from '../default-key-policy.ts';
import { keyMetadata } from '../key-metadata.ts';
import { type KmsKey, type KmsState, type MultiRegion, updateRelated } from '../kms-state.ts';
import { withTags } from '../tags.ts';
import { keyOf } from './key-of-request.ts';

/**
 * Multi-Region keys in other Regions. Related keys share id, material and rotation; each has its own policy, tags,
 * description, grants, aliases and state.
 *
 * Differs: a replica is usable at once; AWS shows the states Creating and Updating for a while.
 * Source: AWS KMS API reference, ReplicateKey and UpdatePrimaryRegion; AWS KMS developer guide, "Multi-Region keys in AWS KMS".
 */
export const replicaOperations = {
  ReplicateKey(input, context) {
    const { state, account } = context;
    const region = present('replicaRegion', input.ReplicaRegion);
    const key = keyOf('ReplicateKey', input.KeyId, context);
    const { primary, replicas } = primaryOf(key);
    const arn = arnInRegion(key.arn, region);
    if (state.keys.has(arn)) throw kmsError('AlreadyExistsException', `The key ${arn} already exists.`);
    const replica: KmsKey = {
      ...key,
      arn,
      region,
      created: state.now(),
      state: 'Enabled',
      policy: input.Policy ?? defaultKeyPolicy(account),
      description: input.Description ?? '',
      tags: withTags(new Map(), input.Tags ?? []),
    };
    state.keys.set(arn, replica);
    const multiRegion: MultiRegion = { primary, replicas: [...replicas, region] };
    for (const at of [key, replica]) state.keys.set(at.arn, { ...at, multiRegion });
    updateRelated(state, { ...key, multiRegion }, { multiRegion });
    // The answer tells no key material: on AWS the replica has none yet. Recorded answers show it.
    const { CurrentKeyMaterialId: _, ...ReplicaKeyMetadata } = keyMetadata({ ...replica, multiRegion });
    const tags = [...replica.tags].map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
    return {
      ReplicaKeyMetadata,
      ReplicaPolicy: replica.policy,
      ...(tags.length > 0 && { ReplicaTags: tags }),
    };
  },

  UpdatePrimaryRegion(input, context) {
    const region = present('primaryRegion', input.PrimaryRegion);
    const key = keyOf('UpdatePrimaryRegion', input.KeyId, context);
    const { primary, replicas } = primaryOf(key);
    if (!replicas.includes(region))
      throw kmsError('NotFoundException', `Key '${arnInRegion(key.arn, region)}' does not exist`);
    const others = replicas.filter((one) => one !== region);
    updateRelated(context.state, key, { multiRegion: { primary: region, replicas: [...others, primary] } });
    return {};
  },
} satisfies OperationTable<'kms', KmsState>;

/** The Regions of a primary key. The gateway refuses any other key before. */
function primaryOf({ arn, multiRegion }: KmsKey): MultiRegion {
  if (multiRegion === undefined) throw new TypeError(`${arn} reached the store, and is no multi-Region key`);
  return multiRegion;
}
