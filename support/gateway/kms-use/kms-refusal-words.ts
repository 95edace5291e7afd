import type { Denied } from '../../authorization/terms/decision.ts';
import { layerFacts } from '../../authorization/terms/layer-facts.ts';
import { because } from '../refusal/refusal-words.ts';

const foreignKey =
  'because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access';

/**
 * The resource and reason of a denial, as KMS words them.
 *
 * Source: AWS KMS developer guide, "Troubleshooting key access".
 */
export function kmsWords(denied: Denied): string {
  if (hidesKey(denied)) return `on this resource ${foreignKey}`;
  return `on resource: ${denied.permission.resource} ${because(denied)}`;
}

/**
 * The same for a service's call to KMS: it does not always name the key, and decrypts a ciphertext.
 *
 * Undocumented: when the key is named. Reports of 2025 and 2026 show its ARN if no identity-based policy allows
 * GenerateDataKey; for Decrypt, reports differ.
 */
export function kmsWordsThroughService(denied: Denied): string {
  const reads = denied.permission.action === 'kms:Decrypt';
  const resource = reads ? 'on the resource associated with this ciphertext' : 'on this resource';
  if (hidesKey(denied)) return `${resource} ${foreignKey}`;
  const named = denied.layer === 'key policy' || (denied.layer === 'identity' && !reads);
  if (named && !denied.explicit) {
    return `on resource: ${denied.permission.resource} ${because(denied)}`;
  }
  return `${resource} ${because(denied)}`;
}

/**
 * KMS does not tell another account whether a key exists, whatever the key owner's policies lack or deny. If
 * the owner's side allows, the refusal names what the caller's own side lacks. Each side of a cross-account
 * request is decided by itself.
 *
 * Differs: AWS does not say which side it reports if both fall short; keyhole reports the owner's.
 */
function hidesKey({ crossAccount, layer }: Denied): boolean {
  return crossAccount && layerFacts[layer].ofKeysOwner;
}
