import { copyGrants } from './grants.ts';
import type { KmsState } from './kms-state.ts';

/**
 * An independent copy of keys, aliases and grants. Records of KMS are replaced, never changed in place, so
 * only the maps are copied.
 */
export function copyKmsState(state: KmsState): KmsState {
  return {
    keys: new Map(state.keys),
    arnsByFingerprint: new Map(state.arnsByFingerprint),
    aliases: new Map(state.aliases),
    grants: copyGrants(state.grants),
    imports: new Map(state.imports),
    now: state.now,
  };
}
