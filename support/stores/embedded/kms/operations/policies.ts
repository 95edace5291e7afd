import { present } from '../../shared/constraints.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import { type KmsState, updateKey } from '../kms-state.ts';
import { pageOf } from '../paging.ts';
import { keyOf } from './key-of-request.ts';

/**
 * Operations on key policies, which are kept as they were given. The gateway has already checked that they
 * are well-formed, name existing principals and lock no caller out.
 *
 * Source: AWS KMS API reference, GetKeyPolicy, PutKeyPolicy and ListKeyPolicies.
 */
export const policyOperations = {
  GetKeyPolicy({ KeyId }, context) {
    const key = keyOf('GetKeyPolicy', KeyId, context);
    return { Policy: key.policy, PolicyName: 'default' };
  },

  PutKeyPolicy({ KeyId, Policy }, context) {
    const policy = present('policy', Policy);
    const key = keyOf('PutKeyPolicy', KeyId, context);
    updateKey(context.state, key, { policy });
    return {};
  },

  ListKeyPolicies(input, context) {
    keyOf('ListKeyPolicies', input.KeyId, context);
    const { items, paging } = pageOf(['default'], input, { by: (name) => name, defaultLimit: 100 });
    return { PolicyNames: items, ...paging };
  },
} satisfies OperationTable<'kms', KmsState>;
