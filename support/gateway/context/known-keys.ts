import { conditionKey } from './condition-keys.ts';

/** True for a condition key, in any letter case, that AWS has. */
export function isKnownKey(key: string): boolean {
  return conditionKey(key.toLowerCase()) !== undefined;
}
