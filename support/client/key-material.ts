import { constants, createHash, createPublicKey, publicEncrypt } from 'node:crypto';
import {
  DeleteImportedKeyMaterialCommand,
  GetParametersForImportCommand,
  ImportKeyMaterialCommand,
  type KMSClient,
} from '@aws-sdk/client-kms';

/**
 * Key material of a symmetric key, 32 bytes. The same name always gives the same material, like a copy that its owner
 * keeps.
 */
function material(name: string): Buffer {
  return createHash('sha256').update(`key material: ${name}`).digest();
}

/**
 * Imports key material that never expires into a key of the origin EXTERNAL. The material named `first` is the key's
 * initial one; any other name imports new material.
 * Source: AWS KMS developer guide, "Importing key material for AWS KMS keys".
 */
export async function importKeyMaterial(kms: KMSClient, KeyId: string, name = 'first'): Promise<void> {
  const { ImportToken, PublicKey = new Uint8Array() } = await kms.send(
    new GetParametersForImportCommand({
      KeyId,
      WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
      WrappingKeySpec: 'RSA_2048',
    }),
  );
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
  const EncryptedKeyMaterial = publicEncrypt(
    { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    material(name),
  );
  await kms.send(
    new ImportKeyMaterialCommand({
      KeyId,
      ImportToken,
      EncryptedKeyMaterial,
      ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
      ...(name === 'first' ? {} : { ImportType: 'NEW_KEY_MATERIAL' }),
    }),
  );
}

/** Deletes the material that a key encrypts with. The key stays, and can only be given the same material again. */
export async function deleteKeyMaterial(kms: KMSClient, KeyId: string): Promise<void> {
  await kms.send(new DeleteImportedKeyMaterialCommand({ KeyId }));
}
