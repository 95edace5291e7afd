import type { Denied as DeniedDecision } from '../authorization/terms/decision.ts';
import { type LayerFacts, layerFacts } from '../authorization/terms/layer-facts.ts';
import { SpecError } from '../scenario/spec-error.ts';
import type { Answer } from './answer.ts';

/** The texts of cells for layers that deny either by a Deny statement or because no Allow applies. */
const POLICIES = textsOf(({ refusesInOneWay }) => !refusesInOneWay);

/** The texts of cells for layers with one way of denying. */
const OTHERS = textsOf(({ refusesInOneWay }) => refusesInOneWay);

function textsOf(picked: (cell: LayerFacts['cell']) => boolean): readonly string[] {
  return Object.values(layerFacts)
    .map(({ cell }) => cell)
    .filter(picked)
    .map(({ text }) => text);
}

/** The words after a policy that denied S3's call to KMS, although the request was to S3. */
const FOR_THE_KEY = ' for the key';

/**
 * The closed vocabulary of cells. A cell is `yes`, or the policy that does not allow. ` denies` follows if the policy
 * has a Deny. ` for the key` follows if S3 was called, and its call to KMS is denied.
 */
const CELL = new RegExp(
  `^(?:yes|${OTHERS.join('|')}|(?:${POLICIES.join('|')})(?:${FOR_THE_KEY})?(?: denies)?)$`,
);

/** Checks that a cell is in the vocabulary. Throws SpecError `unknown-name` listing it. */
export function checkCell(cell: string): void {
  if (CELL.test(cell)) return;
  const known = ['yes', ...POLICIES, ...OTHERS].join(', ');
  throw new SpecError(
    'unknown-name',
    `"${cell}" is not a cell of an access matrix. Known: ${known}; a policy with "${FOR_THE_KEY.trim()}", "denies" or both`,
  );
}

/** A result as a cell; a failed request gives a text outside the vocabulary. */
export function cellOf(answer: Answer<unknown>): string {
  if (answer.result === 'Granted') return 'yes';
  if (answer.result === 'Failed') return `${answer.status} ${answer.code}: ${answer.message}`;
  const { decision, record } = answer;
  const throughS3 = record.service === 's3' && decision.permission.action.startsWith('kms:');
  return refusalOf(decision, throughS3);
}

function refusalOf({ layer, explicit }: DeniedDecision, throughS3: boolean): string {
  const { text, refusesInOneWay } = layerFacts[layer].cell;
  if (refusesInOneWay) return text;
  const forTheKey = throughS3 && layer !== 'key policy' ? FOR_THE_KEY : '';
  return `${text}${forTheKey}${explicit ? ' denies' : ''}`;
}
