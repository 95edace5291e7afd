import { absentKeys, globalKeys } from './global-keys.ts';
import { organizationKeys } from './organization-keys.ts';
import { isSuppliedKey, s3RequestKeys } from './service-keys.ts';

const TAGS = /^(?:(?:aws:(?:principal|resource)|secretsmanager:resource)tag|s3:existingobjecttag)\/./;

/** True for a condition key, in any letter case, that keyhole knows the meaning of. */
export function isKnownKey(key: string): boolean {
  const name = key.toLowerCase();
  const tables = [globalKeys, s3RequestKeys, organizationKeys];
  if (tables.some((table) => Object.hasOwn(table, name))) return true;
  return absentKeys.has(name) || isSuppliedKey(name) || TAGS.test(name);
}
