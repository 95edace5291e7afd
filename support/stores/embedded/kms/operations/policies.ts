import { kmsError } from '../../../../aws/kms-error.ts';
import { check, lengthBetween, present } from '../../shared/constraints.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import { type KmsState, updateKey } from '../kms-state.ts';
import { pageOf } from '../paging.ts';
import { keyOf } from './key-of-request.ts';

/**
 * Key policies, kept as they were given: whether they are well-formed, name existing principals and lock nobody out
 * is judged before they get here.
 *
 * Source: AWS KMS API reference, GetKeyPolicy, PutKeyPolicy and ListKeyPolicies.
 */
export const policyOperations = {
  GetKeyPolicy({ KeyId, PolicyName }, context) {
    const key = keyOf('GetKeyPolicy', KeyId, context);
    requireDefaultName(PolicyName);
    return { Policy: key.policy, PolicyName: 'default' };
  },

  PutKeyPolicy({ KeyId, PolicyName, Policy }, context) {
    const policy = present('policy', Policy);
    check(lengthBetween('policy', policy, [1, 131072]));
    const key = keyOf('PutKeyPolicy', KeyId, context);
    requireDefaultName(PolicyName);
    updateKey(context.state, key, { policy });
    return {};
  },

  ListKeyPolicies(input, context) {
    keyOf('ListKeyPolicies', input.KeyId, context);
    const { items, paging } = pageOf(['default'], input, { by: (name) => name, defaultLimit: 100 });
    return { PolicyNames: items, ...paging };
  },
} satisfies OperationTable<'kms', KmsState>;

// A key has one policy, and its name is `default`.
function requireDefaultName(name: string | undefined): void {
  if (name !== undefined && name !== 'default') throw kmsError('NotFoundException', 'No such policy exists');
}
