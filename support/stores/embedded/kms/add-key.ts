import { randomUUID } from 'node:crypto';
import { arnInRegion } from '../../../aws/multi-region-keys.ts';
import { fingerprintOf } from './ciphertext.ts';
import type { KmsKey, KmsState } from './kms-state.ts';

/** The properties of a new key that are chosen; the others follow from them. */
export type NewKey = Pick<
  KmsKey,
  | 'account'
  | 'region'
  | 'spec'
  | 'usage'
  | 'origin'
  | 'manager'
  | 'description'
  | 'policy'
  | 'rotation'
  | 'material'
  | 'multiRegion'
> & { readonly tags?: ReadonlyMap<string, string> | undefined };

/** Adds a key with a new id; it is enabled, or pending import if it has no material yet. */
export function addKey(state: KmsState, chosen: NewKey): KmsKey {
  const id = chosen.multiRegion === undefined ? randomUUID() : `mrk-${randomUUID().replaceAll('-', '')}`;
  const arn = `arn:aws:kms:${chosen.region}:${chosen.account}:key/${id}`;
  const key: KmsKey = {
    ...chosen,
    id,
    arn,
    fingerprint: fingerprintOf(arnInRegion(arn, '')),
    created: state.now(),
    state: chosen.material === undefined ? 'PendingImport' : 'Enabled',
    tags: chosen.tags ?? new Map(),
  };
  state.keys.set(arn, key);
  state.arnsByFingerprint.set(key.fingerprint, arn);
  return key;
}
