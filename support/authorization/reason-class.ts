import type { Denied } from './terms/decision.ts';
import { layerFacts, type ReasonClass } from './terms/layer-facts.ts';
import type { Permission } from './terms/permission.ts';

/** What tells the class of a refusal. */
export interface Refusal extends Pick<Denied, 'layer' | 'explicit' | 'crossAccount'> {
  readonly permission: Pick<Permission, 'action'>;
}

/**
 * The class a refusal belongs to. `foreign-key`: KMS refuses a key of another account with one text for whatever is
 * missing there, an explicit deny on the side of the key's owner included. If the caller's own policies fall short, KMS says
 * which.
 * Source: AWS KMS developer guide, "Troubleshooting key access".
 * Differs: AWS does not say whether that goes for resource control policies as well; here it does.
 */
export function reasonClass({ permission, crossAccount, explicit, layer }: Refusal): ReasonClass {
  if (crossAccount && permission.action.startsWith('kms:') && layerFacts[layer].ofKeysOwner)
    return 'foreign-key';
  return explicit && layer !== 'block public access' ? 'explicit-deny' : layerFacts[layer].reasonClass;
}
