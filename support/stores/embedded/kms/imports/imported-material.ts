import type { ImportedMaterial, KeyMaterial, MaterialVersion } from '../key-material.ts';
import { type KmsKey, type KmsState, updateKey } from '../kms-state.ts';

/**
 * The key with other imported material. It is pending import while any of the material that it has to encrypt or decrypt
 * with is missing (AWS KMS developer guide, "Importing key material").
 */
export function withImported(state: KmsState, key: KmsKey, imported: readonly ImportedMaterial[]): KmsKey {
  const material = combined(imported.filter((each) => each.state !== 'PENDING_ROTATION'));
  return updateKey(state, key, { imported, material, state: stateWith(key, material) });
}

/** The material that encrypts, or the only one; undefined if no material was ever imported. */
export function currentImport({ imported = [] }: KmsKey): ImportedMaterial | undefined {
  return imported.find((each) => each.state === 'CURRENT');
}

/** The key without imported material that has expired. */
export function withoutExpired(state: KmsState, key: KmsKey): KmsKey {
  if (key.imported === undefined) return key;
  const now = state.now();
  const isOver = ({ material, validTo }: ImportedMaterial) =>
    material !== undefined && validTo !== undefined && validTo <= now;
  if (!key.imported.some(isOver)) return key;
  return withImported(
    state,
    key,
    key.imported.map((each) => (isOver(each) ? { ...each, material: undefined } : each)),
  );
}

function stateWith(key: KmsKey, material: KeyMaterial | undefined): KmsKey['state'] {
  if (key.state === 'PendingDeletion') return key.state;
  if (material === undefined) return 'PendingImport';
  return key.state === 'PendingImport' ? 'Enabled' : key.state;
}

function combined(imported: readonly ImportedMaterial[]): KeyMaterial | undefined {
  const versions: MaterialVersion[] = [];
  for (const { material } of imported) {
    if (material?.kind !== 'symmetric') return material;
    versions.push(...material.versions);
  }
  const [first, ...later] = versions;
  return first && { kind: 'symmetric', versions: [first, ...later] };
}
