import { present } from '../../shared/constraints.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import { findSecret, usableSecret } from '../find-secret.ts';
import { type SecretsState, updateSecret } from '../secrets-state.ts';
import { withTags } from '../tags.ts';

/**
 * Operations on resource policies, which are kept as they were given, and on tags of secrets. The gateway has
 * already checked that a policy is well-formed, names existing principals and is not public.
 *
 * Source: Secrets Manager API reference, PutResourcePolicy, GetResourcePolicy, DeleteResourcePolicy, TagResource and
 * UntagResource.
 */
export const policyOperations = {
  PutResourcePolicy(input, context) {
    const secret = usableSecret(input.SecretId, context);
    updateSecret(context.state, secret, { policy: present('resourcePolicy', input.ResourcePolicy) });
    return { ARN: secret.arn, Name: secret.name };
  },

  GetResourcePolicy({ SecretId }, context) {
    const { arn, name, policy } = findSecret(SecretId, context);
    return { ARN: arn, Name: name, ...(policy !== undefined && { ResourcePolicy: policy }) };
  },

  DeleteResourcePolicy(input, context) {
    const secret = usableSecret(input.SecretId, context);
    updateSecret(context.state, secret, { policy: undefined });
    return { ARN: secret.arn, Name: secret.name };
  },

  TagResource({ SecretId, Tags }, context) {
    const secret = usableSecret(SecretId, context);
    updateSecret(context.state, secret, { tags: withTags(secret.tags, present('tags', Tags)) });
    return {};
  },

  UntagResource({ SecretId, TagKeys }, context) {
    const secret = usableSecret(SecretId, context);
    const removed = new Set(present('tagKeys', TagKeys));
    const tags = secret.tags && new Map([...secret.tags].filter(([key]) => !removed.has(key)));
    updateSecret(context.state, secret, { tags });
    return {};
  },
} satisfies OperationTable<'secretsmanager', SecretsState>;
