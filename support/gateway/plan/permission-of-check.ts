import type { Permission } from '../../authorization/terms/permission.ts';
import type { Check } from './check.ts';

/** The permission that was checked for an action; undefined if none was. */
export function permissionOfCheck(checks: readonly Check[], action: string): Permission | undefined {
  for (const check of checks) {
    if (check.kind === 'permission' && check.permission.action === action) return check.permission;
  }
  return undefined;
}
