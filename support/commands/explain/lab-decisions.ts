import { decisionsPath } from '../../gateway/serving/decisions-endpoint.ts';
import { askLab, unexpectedAnswer } from '../lab/ask-lab.ts';
import { type RecordedDecision, recordedDecision } from './recorded-decision.ts';

/**
 * Asks a running lab for one decision by its id, or for its last denials.
 * Throws SpecError where the address is none, nothing answers there, or what answers is no lab or refuses.
 */
export async function labDecisions(
  endpoint: string,
  id: string | undefined,
): Promise<readonly RecordedDecision[]> {
  const path = id === undefined ? decisionsPath : `${decisionsPath}/${encodeURIComponent(id)}`;
  const answer = await askLab(endpoint, path);
  // Others have no such path either, and would be taken for labs that denied nothing.
  if (answer.headers.get('content-type') !== 'application/jsonl')
    throw await unexpectedAnswer(endpoint, answer);
  if (answer.status === 404) return [];
  const lines = (await answer.text()).split('\n').filter((line) => line !== '');
  const decisions = lines.flatMap((line) => recordedDecision(line) ?? []);
  if (answer.ok && decisions.length === lines.length) return decisions;
  throw await unexpectedAnswer(endpoint, answer);
}
