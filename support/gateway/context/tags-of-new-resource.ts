import { UNKNOWABLE } from '../../authorization/terms/permission.ts';
import type { CallContext, TagValues } from './request-context.ts';

/**
 * The tags of a resource that a request creates: those of the request, or none without tags. They are `unknowable` if AWS
 * does not state whether such a resource has them. Then a condition on one of them is not decided, and other tags are absent.
 *
 * Source: IAM user guide, "AWS global condition context keys", aws:ResourceTag: the key is also in requests that create a
 * resource with an attached tag.
 */
export function tagsOfNewResource(context: CallContext, stated: 'stated' | 'unknowable'): TagValues {
  const keys = context.get('aws:TagKeys');
  if (keys === undefined) return {};
  if (keys === UNKNOWABLE) return { '*': UNKNOWABLE };
  const valueFor = (key: string) => {
    const value = context.get(`aws:RequestTag/${key}`);
    return stated === 'unknowable' || value === UNKNOWABLE ? UNKNOWABLE : value?.[0];
  };
  return Object.fromEntries(keys.map((key) => [key, valueFor(key)]));
}
