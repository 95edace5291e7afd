import { present } from '../../shared/constraints.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import { type KmsState, updateKey } from '../kms-state.ts';
import { pageOf } from '../paging.ts';
import { withTags } from '../tags.ts';
import { keyOf } from './key-of-request.ts';

/** Tags of keys. */
export const tagOperations = {
  TagResource({ KeyId, Tags }, context) {
    const key = keyOf('TagResource', KeyId, context);
    updateKey(context.state, key, { tags: withTags(key.tags, present('tags', Tags)) });
    return {};
  },

  UntagResource({ KeyId, TagKeys }, context) {
    const key = keyOf('UntagResource', KeyId, context);
    const removed = new Set(present('tagKeys', TagKeys));
    updateKey(context.state, key, { tags: new Map([...key.tags].filter(([name]) => !removed.has(name))) });
    return {};
  },

  ListResourceTags(input, context) {
    const key = keyOf('ListResourceTags', input.KeyId, context);
    const { items, paging } = pageOf(key.tags, input, { by: ([name]) => name, defaultLimit: 50 });
    return { Tags: items.map(([TagKey, TagValue]) => ({ TagKey, TagValue })), ...paging };
  },
} satisfies OperationTable<'kms', KmsState>;
