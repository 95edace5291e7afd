import type { Tag } from '@aws-sdk/client-organizations';
import { organizationsError } from '../../../../aws/organizations-error.ts';
import type { Answers } from '../../../desk/service-desk.ts';
import type { Directory } from '../directory.ts';
import { reading, writing } from './in-directory.ts';

/** Tags of accounts, units, the root and policies. Source: AWS Organizations API reference. */
export const tagAnswers: Answers<'organizations'> = {
  TagResource: writing((directory, { ResourceId, Tags }) => {
    setTags(directory, taggable(directory, ResourceId), Tags);
    return {};
  }),

  UntagResource: writing((directory, { ResourceId, TagKeys = [] }) => {
    const tags = directory.tags.get(taggable(directory, ResourceId));
    for (const key of TagKeys) tags?.delete(key);
    return {};
  }),

  ListTagsForResource: reading((directory, { ResourceId }) => {
    const tags = directory.tags.get(taggable(directory, ResourceId)) ?? new Map<string, string>();
    return { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) };
  }),
};

/** The most tags of an entity. Source: AWS Organizations user guide, "Quotas for AWS Organizations". */
const MOST = 50;

/** Puts tags on an entity. Throws ConstraintViolationException. */
export function setTags(directory: Directory, id: string, given: readonly Tag[] = []): void {
  const tags = directory.tags.get(id) ?? new Map<string, string>();
  for (const { Key = '', Value = '' } of given) tags.set(Key, Value);
  if (tags.size > MOST) throw organizationsError('ConstraintViolationException', 'MAX_TAG_LIMIT_EXCEEDED');
  directory.tags.set(id, tags);
}

/** The id of an entity that can have tags. Throws TargetNotFoundException. */
function taggable({ nodes, policies }: Directory, id = ''): string {
  if (!nodes.has(id) && !policies.has(id)) throw organizationsError('TargetNotFoundException');
  return id;
}
