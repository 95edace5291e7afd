import type { Denied as DeniedDecision } from '../authorization/terms/decision.ts';
import { type LayerFacts, layerFacts } from '../authorization/terms/layer-facts.ts';
import { SpecError } from '../scenario/spec-error.ts';
import type { Outcome } from './outcome.ts';

/** How cells name the layers that refuse by an explicit deny or for want of an allow. */
const POLICIES = textsOf(({ refusesInOneWay }) => !refusesInOneWay);

/** How cells name the layers with one way of refusing. */
const OTHERS = textsOf(({ refusesInOneWay }) => refusesInOneWay);

function textsOf(picked: (cell: LayerFacts['cell']) => boolean): readonly string[] {
  return Object.values(layerFacts)
    .map(({ cell }) => cell)
    .filter(picked)
    .map(({ text }) => text);
}

/** What stands behind a policy that is not about the bucket, though the bucket was asked for. */
const FOR_THE_KEY = ' for the key';

/**
 * The closed vocabulary of cells: `yes`; the policy that does not allow; the policy with ` denies` where it denies; either
 * with ` for the key` where S3 was asked, and its call of KMS is what is refused.
 */
const CELL = new RegExp(
  `^(?:yes|${OTHERS.join('|')}|(?:${POLICIES.join('|')})(?:${FOR_THE_KEY})?(?: denies)?)$`,
);

/** Checks that a cell is one that could come out. Throws SpecError `unknown-name` listing the vocabulary. */
export function checkCell(cell: string): void {
  if (CELL.test(cell)) return;
  const known = ['yes', ...POLICIES, ...OTHERS].join(', ');
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
  const { text, refusesInOneWay } = layerFacts[layer].cell;
  if (refusesInOneWay) return text;
  const forTheKey = throughS3 && layer !== 'key policy' ? FOR_THE_KEY : '';
  return `${text}${forTheKey}${explicit ? ' denies' : ''}`;
}
