import { createSecretKey, randomBytes } from 'node:crypto';
import type { ServedKeySpec } from '../../../aws/kms-key-specs.ts';
import { generatePair, type KeyMaterial, newMaterialVersion } from './key-material.ts';

/** New material for a key of a spec; RSA takes up to some seconds. */
export async function generateMaterial(spec: ServedKeySpec, now: Date): Promise<KeyMaterial> {
  switch (spec) {
    case 'SYMMETRIC_DEFAULT':
      return { kind: 'symmetric', versions: [newMaterialVersion(now)] };
    case 'HMAC_224':
    case 'HMAC_256':
    case 'HMAC_384':
    case 'HMAC_512':
      return { kind: 'mac', secret: createSecretKey(randomBytes(Number(spec.slice(-3)) / 8)) };
    default:
      return { kind: 'asymmetric', ...(await generatePair(spec)) };
  }
}
