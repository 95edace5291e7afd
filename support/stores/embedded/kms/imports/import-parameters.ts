import { constants, createDecipheriv, privateDecrypt, randomBytes } from 'node:crypto';
import { kmsError } from '../../../../aws/kms-error.ts';
import { present } from '../../shared/constraints.ts';
import { generatePair } from '../key-material.ts';
import type { KmsKey, KmsState } from '../kms-state.ts';
import { type ImportParameters, type ServedAlgorithm, WRAPPING_HASHES } from './import-token.ts';

const VALID_FOR_MILLISECONDS = 86_400_000;
const WRAPPED_KEY_PADDING = Buffer.from('a65959a6', 'hex');

/** How a caller wants to wrap key material. */
interface Wrapping {
  readonly WrappingAlgorithm?: string | undefined;
  readonly WrappingKeySpec?: string | undefined;
}

/**
 * A new wrapping key and the token that goes with it, valid for a day.
 *
 * Source: AWS KMS API reference, GetParametersForImport.
 */
export async function newImportParameters(state: KmsState, key: KmsKey, wrapping: Wrapping) {
  const algorithm = present('wrappingAlgorithm', wrapping.WrappingAlgorithm);
  const spec = present('wrappingKeySpec', wrapping.WrappingKeySpec);
  if (!isServed(algorithm) || (spec !== 'RSA_2048' && spec !== 'RSA_3072' && spec !== 'RSA_4096')) {
    throw new TypeError(`a wrapping with ${algorithm} and ${spec} reached the store`);
  }
  const { privateKey, publicKey } = await generatePair(spec);
  const token = randomBytes(256);
  const validTo = new Date(state.now().getTime() + VALID_FOR_MILLISECONDS);
  dropExpired(state);
  state.imports.set(token.toString('base64'), { keyArn: key.arn, algorithm, privateKey, validTo });
  return { token, publicKey, validTo };
}

/**
 * The most import tokens that are valid at once: a new one replaces the oldest.
 * Differs: AWS documents no such limit.
 */
const MAX_TOKENS = 1000;

function dropExpired({ imports, now }: KmsState): void {
  const present = now();
  for (const [token, { validTo }] of imports) {
    // A Map keeps its order: the first is the oldest, and the first to expire.
    if (imports.size < MAX_TOKENS && validTo > present) return;
    imports.delete(token);
  }
}

/**
 * The parameters that an import token stands for. Throws InvalidImportTokenException for a token of another
 * key, and ExpiredImportTokenException.
 */
export function parametersOf(state: KmsState, key: KmsKey, token: Uint8Array): ImportParameters {
  const parameters = state.imports.get(Buffer.from(token).toString('base64'));
  if (parameters?.keyArn !== key.arn) throw kmsError('InvalidImportTokenException');
  if (parameters.validTo <= state.now()) throw kmsError('ExpiredImportTokenException');
  return parameters;
}

/**
 * The key material that was wrapped. An RSA_AES_KEY_WRAP is an AES key wrapped with RSA, then the material wrapped with
 * the AES key (RFC 5649). Throws InvalidCiphertextException.
 */
export function unwrap({ algorithm, privateKey }: ImportParameters, wrapped: Uint8Array): Buffer {
  const modulus = (privateKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  const oaep = {
    key: privateKey,
    padding: constants.RSA_PKCS1_OAEP_PADDING,
    oaepHash: WRAPPING_HASHES[algorithm],
  };
  try {
    if (algorithm.startsWith('RSAES')) return privateDecrypt(oaep, wrapped);
    const aesKey = privateDecrypt(oaep, wrapped.subarray(0, modulus));
    const decipher = createDecipheriv(`id-aes${aesKey.length * 8}-wrap-pad`, aesKey, WRAPPED_KEY_PADDING);
    return Buffer.concat([decipher.update(wrapped.subarray(modulus)), decipher.final()]);
  } catch {
    throw kmsError('InvalidCiphertextException');
  }
}

function isServed(algorithm: string): algorithm is ServedAlgorithm {
  return Object.hasOwn(WRAPPING_HASHES, algorithm);
}
