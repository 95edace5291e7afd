import type { KeyIds } from './placeholder-values.ts';
import { realKeyId } from './real-names.ts';
import type { ScenarioDocument } from './scenario-schema.ts';

/**
 * Replaces the ids that keys have on AWS by those of the provisioned keys, in ARNs too. Ids of keys that are not
 * provisioned yet stay.
 */
export function mapKeyIds(text: string, keys: ScenarioDocument['keys'], keyIds: KeyIds): string {
  let mapped = text;
  for (const [name, key] of Object.entries(keys)) {
    const real = realKeyId(key);
    const made = keyIds[name];
    if (real !== undefined && made !== undefined) mapped = mapped.replaceAll(real, made);
  }
  return mapped;
}
