import type { Denied } from './terms/decision.ts';
import { layerFacts, type ReasonClass } from './terms/layer-facts.ts';
import type { Permission } from './terms/permission.ts';

/** The facts that determine the class of a refusal. */
export interface Refusal extends Pick<Denied, 'layer' | 'explicit' | 'crossAccount'> {
  readonly permission: Pick<Permission, 'action'>;
}

/**
 * The class of a refusal.
 * `foreign-key`: KMS refuses a key of another account with a single text, whatever is missing on the owner's side. That
 * includes an explicit deny there. If the caller's own policies do not allow, KMS says which.
 * Source: AWS KMS developer guide, "Troubleshooting key access".
 * Undocumented: whether resource control policies are covered by that text; in keyhole they are.
 */
export function reasonClass({ permission, crossAccount, explicit, layer }: Refusal): ReasonClass {
  if (crossAccount && permission.action.startsWith('kms:') && layerFacts[layer].ofKeysOwner)
    return 'foreign-key';
  return explicit && layer !== 'block public access' ? 'explicit-deny' : layerFacts[layer].reasonClass;
}
