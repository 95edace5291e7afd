import { present } from '../../shared/constraints.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import { keyMetadata } from '../key-metadata.ts';
import { type KmsKey, type KmsState, updateKey } from '../kms-state.ts';
import { pageOf } from '../paging.ts';
import { createKey } from './create-key.ts';
import { keyOf } from './key-of-request.ts';

const MILLISECONDS_A_DAY = 86_400_000;

/** Creating, looking up, disabling and deleting keys. */
export const keyOperations = {
  CreateKey: createKey,

  DescribeKey: ({ KeyId }, context) => ({ KeyMetadata: keyMetadata(keyOf('DescribeKey', KeyId, context)) }),

  ListKeys(input, { state, account, region }) {
    const own = state.keys.values().filter((key) => key.account === account && key.region === region);
    const { items, paging } = pageOf(own, input, { by: (key) => key.id, defaultLimit: 100 });
    return { Keys: items.map((key) => ({ KeyId: key.id, KeyArn: key.arn })), ...paging };
  },

  UpdateKeyDescription({ KeyId, Description }, context) {
    const description = present('description', Description);
    updateKey(context.state, keyOf('UpdateKeyDescription', KeyId, context), { description });
    return {};
  },

  EnableKey({ KeyId }, context) {
    updateKey(context.state, keyOf('EnableKey', KeyId, context), { state: 'Enabled' });
    return {};
  },

  DisableKey({ KeyId }, context) {
    updateKey(context.state, keyOf('DisableKey', KeyId, context), { state: 'Disabled' });
    return {};
  },

  // Differs: the key is never removed at the end of the waiting period, so that a primary key waits for ever for its replicas.
  ScheduleKeyDeletion({ KeyId, PendingWindowInDays }, context) {
    const days = PendingWindowInDays ?? 30;
    const key = keyOf('ScheduleKeyDeletion', KeyId, context);
    if (hasReplicas(key)) {
      updateKey(context.state, key, { state: 'PendingReplicaDeletion' });
      return { KeyId: key.arn, KeyState: 'PendingReplicaDeletion', PendingWindowInDays: days };
    }
    const deletionDate = new Date(context.state.now().getTime() + days * MILLISECONDS_A_DAY);
    updateKey(context.state, key, { state: 'PendingDeletion', deletionDate });
    return {
      KeyId: key.arn,
      DeletionDate: deletionDate,
      KeyState: 'PendingDeletion',
      PendingWindowInDays: days,
    };
  },

  // A rescued key stays unusable until it is enabled, or until its material is imported.
  CancelKeyDeletion({ KeyId }, context) {
    const key = keyOf('CancelKeyDeletion', KeyId, context);
    const state = key.material === undefined ? 'PendingImport' : 'Disabled';
    updateKey(context.state, key, { state, deletionDate: undefined });
    return { KeyId: key.arn };
  },
} satisfies OperationTable<'kms', KmsState>;

function hasReplicas({ multiRegion, region }: KmsKey): boolean {
  return multiRegion !== undefined && multiRegion.primary === region && multiRegion.replicas.length > 0;
}
