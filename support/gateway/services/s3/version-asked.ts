import type { RequestContext } from '../../../authorization/terms/permission.ts';

const KEY = 's3:VersionId';

/** The version of the object that a permission is about, whether or not the action has the condition key; undefined for the current one. */
export function versionAsked(context: RequestContext): string | undefined {
  const found = context.get(KEY);
  return typeof found === 'object' ? found[0] : context.readings?.(KEY)?.values.at(-1);
}
