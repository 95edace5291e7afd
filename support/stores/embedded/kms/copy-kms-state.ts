import { copyGrants } from './grants.ts';
import type { KmsState } from './kms-state.ts';

/** The same keys, aliases and grants. Records of KMS are replaced, never changed in place: the maps are all there is to copy. */
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
