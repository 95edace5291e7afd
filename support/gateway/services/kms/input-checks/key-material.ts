import { kmsError } from '../../../../aws/kms-error.ts';
import { notImplemented } from '../../../../aws/not-implemented.ts';
import type { Input } from '../../../../aws/operations.ts';
import type { InputChecks } from './input-check.ts';

const YEAR_IN_MILLISECONDS = 365 * 86_400_000;

/**
 * The checks of requests about imported key material.
 *
 * Differs: SM2PKE is refused by name: only the China Regions have it. So is RSAES_PKCS1_V1_5, as on AWS since
 * October 2023.
 * Undocumented: AWS does not state most texts of these errors.
 *
 * Source: AWS KMS API reference, GetParametersForImport and ImportKeyMaterial.
 */
export const importChecks = {
  GetParametersForImport({ WrappingAlgorithm, WrappingKeySpec }) {
    if (WrappingAlgorithm === 'RSAES_PKCS1_V1_5')
      throw kmsError('UnsupportedOperationException', 'RSAES_PKCS1_V1_5 is no longer supported.');
    if (WrappingAlgorithm === 'SM2PKE' || WrappingKeySpec === 'SM2')
      throw notImplemented(`kms:GetParametersForImport with ${WrappingAlgorithm} and ${WrappingKeySpec}`);
  },
  ImportKeyMaterial(input, at) {
    if (input.ImportType === 'NEW_KEY_MATERIAL' && input.KeyMaterialId !== undefined) {
      throw invalid('KeyMaterialId is not valid with the ImportType NEW_KEY_MATERIAL');
    }
    checkLifetime(input, at);
  },
} satisfies InputChecks;

function checkLifetime({ ExpirationModel, ValidTo }: Input<'kms', 'ImportKeyMaterial'>, at: Date): void {
  if (ExpirationModel === 'KEY_MATERIAL_DOES_NOT_EXPIRE') {
    if (ValidTo === undefined) return;
    throw invalid('A validTo date must not be set if the ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE');
  }
  if (ValidTo === undefined)
    throw invalid('A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES');
  if (ValidTo <= at || ValidTo.getTime() > at.getTime() + YEAR_IN_MILLISECONDS)
    throw invalid('The validTo date must be in the future, and within 365 days');
}

function invalid(message: string): Error {
  return kmsError('ValidationException', message);
}
