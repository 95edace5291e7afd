import type { Denied as DeniedDecision, Layer } from '../authorization/terms/decision.ts';
import { SpecError } from '../scenario/spec-error.ts';
import type { Outcome } from './outcome.ts';

/** How a cell of an access matrix names the policy that refuses. */
const POLICIES: Readonly<Partial<Record<Layer, string>>> = {
  identity: 'identity policy',
  resource: 'bucket policy',
  'key policy': 'key policy',
  boundary: 'boundary',
  session: 'session policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  'endpoint policy': 'endpoint policy',
};

/** Layers with one way of refusing. */
const OTHERS: Readonly<Partial<Record<Layer, string>>> = {
  'cross-account operation': 'same account only',
  'block public access': 'Block Public Access',
};

/** What stands behind a policy that is not about the bucket, though the bucket was asked for. */
const FOR_THE_KEY = ' for the key';

/**
 * The closed vocabulary of cells: `yes`; the policy that does not allow; the policy with ` denies` where it denies; either
 * with ` for the key` where S3 was asked, and its call of KMS is what is refused.
 */
const CELL = new RegExp(
  `^(?:yes|${Object.values(OTHERS).join('|')}|(?:${Object.values(POLICIES).join('|')})(?:${FOR_THE_KEY})?(?: denies)?)$`,
);

/** Checks that a cell is one that could come out. Throws SpecError `unknown-name` listing the vocabulary. */
export function checkCell(cell: string): void {
  if (CELL.test(cell)) return;
  const known = ['yes', ...Object.values(POLICIES), ...Object.values(OTHERS)].join(', ');
  throw new SpecError(
    'unknown-name',
    `"${cell}" is no cell of an access matrix. Known: ${known}; a policy with "${FOR_THE_KEY.trim()}", "denies" or both`,
  );
}

/** An outcome as a cell; what is neither granted nor refused reads as no cell does. */
export function cellOf(outcome: Outcome<unknown>): string {
  if (outcome.outcome === 'Granted') return 'yes';
  if (outcome.outcome === 'Failed') return `${outcome.status} ${outcome.code}: ${outcome.message}`;
  const { decision, record } = outcome;
  const throughS3 = record.service === 's3' && decision.permission.action.startsWith('kms:');
  return refusalOf(decision, throughS3);
}

function refusalOf({ layer, explicit }: DeniedDecision, throughS3: boolean): string {
  const policy = POLICIES[layer];
  if (policy === undefined) return OTHERS[layer] ?? layer;
  const forTheKey = throughS3 && layer !== 'key policy' ? FOR_THE_KEY : '';
  return `${policy}${forTheKey}${explicit ? ' denies' : ''}`;
}
