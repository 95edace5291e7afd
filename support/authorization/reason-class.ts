import type { Denied, Layer } from './terms/decision.ts';
import type { Permission } from './terms/permission.ts';

/** The class of a refusal, as coarse as AWS's own error texts tell them apart. */
export type ReasonClass =
  | 'identity'
  | 'resource'
  | 'foreign-key'
  | 'explicit-deny'
  | 'public-access-block'
  | 'session'
  | 'trust-policy'
  | 'boundary'
  | 'scp'
  | 'rcp'
  | 'endpoint-policy';

const BY_LAYER: Readonly<Record<Layer, ReasonClass>> = {
  identity: 'identity',
  boundary: 'boundary',
  session: 'session',
  resource: 'resource',
  'key policy': 'resource',
  grant: 'resource',
  'trust policy': 'trust-policy',
  scp: 'scp',
  rcp: 'rcp',
  'endpoint policy': 'endpoint-policy',
  'block public access': 'public-access-block',
  'cross-account operation': 'foreign-key',
};

/** What tells the class of a refusal. */
export interface Refusal extends Pick<Denied, 'layer' | 'explicit' | 'crossAccount'> {
  readonly permission: Pick<Permission, 'action'>;
}

/** What the owner of a KMS key has a say in. */
const OF_THE_KEYS_OWNER: ReadonlySet<Layer> = new Set<Layer>([
  'key policy',
  'grant',
  'rcp',
  'cross-account operation',
]);

/**
 * The class a refusal belongs to. `foreign-key`: KMS refuses a key of another account with one text for whatever is
 * missing there, an explicit deny on the side of the key's owner included; what the caller's own side lacks it names.
 * Source: KMS developer guide, "Troubleshooting key access".
 * Differs: AWS does not say whether that goes for resource control policies as well; here it does.
 */
export function reasonClass({ permission, crossAccount, explicit, layer }: Refusal): ReasonClass {
  if (crossAccount && permission.action.startsWith('kms:') && OF_THE_KEYS_OWNER.has(layer))
    return 'foreign-key';
  return explicit && layer !== 'block public access' ? 'explicit-deny' : BY_LAYER[layer];
}
