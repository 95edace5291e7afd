import { decisionsPath } from '../../gateway/serving/decisions-endpoint.ts';
import { askLab, unexpectedAnswer } from '../lab/ask-lab.ts';
import { type RecordedDecision, recordedDecision } from './recorded-decision.ts';

/**
 * Asks a running lab for one decision by its id, or for its last denials.
 * Throws SpecError if the address is not a URL, nothing answers there, or the answer is a refusal or not a lab's.
 */
export async function labDecisions(
  endpoint: string,
  id: string | undefined,
): Promise<readonly RecordedDecision[]> {
  const path = id === undefined ? decisionsPath : `${decisionsPath}/${encodeURIComponent(id)}`;
  const answer = await askLab(endpoint, path);
  // Another server may answer this path with 404, and must not be taken for a lab without denials.
  if (answer.headers.get('content-type') !== 'application/jsonl')
    throw await unexpectedAnswer(endpoint, answer);
  if (answer.status === 404) return [];
  const lines = (await answer.text()).split('\n').filter((line) => line !== '');
  const decisions = lines.flatMap((line) => recordedDecision(line) ?? []);
  if (answer.ok && decisions.length === lines.length) return decisions;
  throw await unexpectedAnswer(endpoint, answer);
}
