import type { RecordedDenial, RecordedPermission, RecordedRequest } from '../record/recorded-decision.ts';
import type { Address } from './addresses.ts';
import { once } from './once.ts';
import type { Site, SiteExample } from './site.ts';

/** A permission that was denied to a request. */
export interface SiteDenial {
  readonly example: SiteExample;
  readonly request: RecordedRequest;
  /** `kms:Decrypt` */
  readonly action: string;
  readonly denial: RecordedDenial;
  /** The cause, in words that are the same for all denials of the kind. */
  readonly refusedBy: string;
}

/** All denials of a site, in the order of its examples. */
export const denialsOf = once(({ examples }: Site): readonly SiteDenial[] =>
  examples.flatMap((example) =>
    example.requests.flatMap((request) =>
      request.decisions.flatMap((permission) =>
        permission.denial === undefined
          ? []
          : {
              example,
              request,
              action: permission.action,
              denial: permission.denial,
              refusedBy: refusedBy(permission, permission.denial),
            },
      ),
    ),
  ),
);

/** The denials of each permission, sorted by its name. */
export const denialsByPermission = once((site: Site): ReadonlyMap<string, readonly SiteDenial[]> => {
  const groups = Map.groupBy(denialsOf(site), ({ action }) => action);
  return new Map([...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)));
});

/** The address of the denials of a permission: `denials/kms-Decrypt/`. */
export function denialsAddress(action: string): Address {
  return `denials/${action.replaceAll(/[^A-Za-z0-9]+/g, '-')}/`;
}

/** The names of layers in the words of what refused. */
const LAYERS: Readonly<Record<string, string>> = {
  'key policy': 'key policy',
  'trust policy': 'trust policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  'endpoint policy': 'VPC endpoint policy',
  acl: 'ACL of an object of another account',
};

/** The layers of the owner of a resource. AWS tells callers of other accounts less about them. */
const OWNERS: ReadonlySet<string> = new Set([
  'resource',
  'key policy',
  'trust policy',
  'rcp',
  'grant',
  'acl',
]);

/** The layers that refuse in one way. */
const ONE_WAY: Readonly<Record<string, string>> = {
  'block public access': 'S3 Block Public Access: what is to be set is public',
  'cross-account operation': 'an operation that is offered only within an account',
};

/** The cause of a denial in words: the layer, how it refused, and whether the caller is of another account. */
function refusedBy({ action }: Pick<RecordedPermission, 'action'>, denial: RecordedDenial): string {
  const { layer, explicit, crossAccount } = denial;
  const only = ONE_WAY[layer];
  if (only !== undefined) return only;
  if (layer === 'identity')
    return explicit
      ? "a Deny statement of the caller's own policies matches"
      : "no statement of the caller's own policies allows it";
  const of = crossAccount && OWNERS.has(layer) ? ', for a caller of another account' : '';
  const how = explicit ? 'a Deny statement matches' : 'no statement allows it';
  return `${layerName(layer, action)}${of}: ${layer === 'grant' || layer === 'acl' ? 'no grant allows it' : how}`;
}

function layerName(layer: string, action: string): string {
  if (layer === 'resource') return action.startsWith('s3:') ? 'bucket policy' : 'resource policy';
  return LAYERS[layer] ?? layer;
}
