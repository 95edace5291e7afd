import type { Denied, Layer } from '../authorization/terms/decision.ts';
import { nearest } from '../authorization/terms/nearest.ts';

/** The policies and settings that deny, in the words of tests. */
const DENIERS = {
  identity: 'identity policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  resource: 'resource policy',
  'key policy': 'key policy',
  'trust policy': 'trust policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  'endpoint policy': 'VPC endpoint policy',
  grant: 'grant',
  acl: 'ACL',
  'block public access': 'Block Public Access',
  'cross-account operation': 'operation within one account',
} as const satisfies Readonly<Record<Layer, string>>;

/** The name of the resource policy of S3. */
const OF_BUCKET = 'bucket policy';

/** The kind of policy or setting that denies a permission, because it does not allow it or because it has a Deny. */
export type Denier = (typeof DENIERS)[Layer] | typeof OF_BUCKET;

/** All of them. */
export const deniers: readonly string[] = [...Object.values(DENIERS), OF_BUCKET];

/** The policy or setting that denied a permission. */
export function denierOf({ layer, permission }: Denied): Denier {
  return layer === 'resource' && permission.action.startsWith('s3:') ? OF_BUCKET : DENIERS[layer];
}

/** The fault of a word for what denies; undefined if it is one. */
export function denierFault(word: string): string | undefined {
  if (deniers.includes(word)) return undefined;
  const meant = nearest(word, deniers);
  const near = meant === undefined ? '' : `did you mean "${meant}"? `;
  return `by: "${word}" is nothing that denies; ${near}Known: ${deniers.join(', ')}`;
}
