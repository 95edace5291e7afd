import { kmsError } from '../../../../aws/kms-error.ts';
import { requireOrigin } from '../../../../aws/kms-key-use.ts';
import type { Input } from '../../../../aws/operations.ts';
import { present } from '../../shared/constraints.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import { newImportParameters, parametersOf, unwrap } from '../imports/import-parameters.ts';
import { currentImport, withImported } from '../imports/imported-material.ts';
import { readMaterial } from '../imports/read-material.ts';
import type { ImportedMaterial } from '../key-material.ts';
import type { KmsKey, KmsState } from '../kms-state.ts';
import { keyOf } from './key-of-request.ts';

/**
 * Key material that the caller brings: into keys of the origin EXTERNAL.
 *
 * Differs: AWS documents these errors, but most of their texts are unknown; here they are keyhole's own or
 * empty.
 *
 * Source: AWS KMS API reference, GetParametersForImport, ImportKeyMaterial and DeleteImportedKeyMaterial.
 */
export const importOperations = {
  async GetParametersForImport(input, context) {
    const key = external(keyOf('GetParametersForImport', input.KeyId, context));
    const { token, publicKey, validTo } = await newImportParameters(context.state, key, input);
    const PublicKey = publicKey.export({ type: 'spki', format: 'der' });
    return { KeyId: key.arn, ImportToken: token, PublicKey, ParametersValidTo: validTo };
  },

  ImportKeyMaterial(input, context) {
    const { state } = context;
    const token = present('importToken', input.ImportToken);
    const wrapped = present('encryptedKeyMaterial', input.EncryptedKeyMaterial);
    const key = external(keyOf('ImportKeyMaterial', input.KeyId, context));
    const lifetime = lifetimeOf(input);
    const { id, material } = readMaterial(key, unwrap(parametersOf(state, key, token), wrapped), state.now());
    if (input.KeyMaterialId !== undefined && input.KeyMaterialId !== id) throw incorrect();
    const others = (key.imported ?? []).filter((each) => each.id !== id);
    const former = key.imported?.find((each) => each.id === id);
    const description = input.KeyMaterialDescription ?? former?.description;
    requireExpected(input, key, former);
    const place = former?.state ?? placeOfNew(key, id);
    const added: ImportedMaterial = { ...former, id, material, state: place, description, ...lifetime };
    withImported(state, key, former === undefined ? [...others, added] : replaced(key, added));
    return { KeyId: key.arn, ...(isSymmetric(key) ? { KeyMaterialId: id } : {}) };
  },

  // Material that waits for its rotation is removed. Material that has encrypted something can be imported
  // again.
  DeleteImportedKeyMaterial({ KeyId, KeyMaterialId }, context) {
    const key = external(keyOf('DeleteImportedKeyMaterial', KeyId, context));
    const id = KeyMaterialId ?? currentImport(key)?.id;
    const deleted = key.imported?.find((each) => each.id === id);
    if (deleted === undefined) return { KeyId: key.arn };
    const left =
      deleted.state === 'PENDING_ROTATION'
        ? (key.imported ?? []).filter((each) => each !== deleted)
        : replaced(key, { ...deleted, material: undefined });
    withImported(context.state, key, left);
    return { KeyId: key.arn, ...(isSymmetric(key) ? { KeyMaterialId: deleted.id } : {}) };
  },
} satisfies OperationTable<'kms', KmsState>;

type ImportRequest = Input<'kms', 'ImportKeyMaterial'>;

function lifetimeOf({ ExpirationModel, ValidTo }: ImportRequest) {
  return { expirationModel: ExpirationModel ?? 'KEY_MATERIAL_EXPIRES', validTo: ValidTo };
}

/** Throws IncorrectKeyMaterialException if known material is given as new, or new material as known. */
function requireExpected(
  { ImportType: type }: ImportRequest,
  key: KmsKey,
  former: ImportedMaterial | undefined,
): void {
  const expected = type ?? (key.imported === undefined ? 'NEW_KEY_MATERIAL' : 'EXISTING_KEY_MATERIAL');
  if ((expected === 'NEW_KEY_MATERIAL') !== (former === undefined)) throw incorrect();
  if (former === undefined && key.imported !== undefined && !isSymmetric(key)) throw incorrect();
}

function placeOfNew(key: KmsKey, id: string): ImportedMaterial['state'] {
  const pending = key.imported?.find((each) => each.state === 'PENDING_ROTATION');
  if (pending === undefined) return key.imported === undefined ? 'CURRENT' : 'PENDING_ROTATION';
  throw kmsError(
    'KMSInvalidStateException',
    `New key material (id: ${id}) cannot be imported into KMS key ${key.arn}, because another key material (id: ${pending.id}) is pending rotation.`,
  );
}

function replaced({ imported = [] }: KmsKey, other: ImportedMaterial): readonly ImportedMaterial[] {
  return imported.map((each) => (each.id === other.id ? other : each));
}

function isSymmetric({ spec }: KmsKey): boolean {
  return spec === 'SYMMETRIC_DEFAULT';
}

function incorrect(): Error {
  return kmsError('IncorrectKeyMaterialException');
}

function external(key: KmsKey): KmsKey {
  requireOrigin(key, 'EXTERNAL');
  return key;
}
