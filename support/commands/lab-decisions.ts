import { decisionsPath } from '../gateway/decisions-endpoint.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { type RecordedDecision, recordedDecision } from './recorded-decision.ts';

/**
 * Asks a running lab for one decision by its id, or for its last denials.
 * Throws SpecError where the address is none, nobody answers there, or who answers is no lab.
 */
export async function labDecisions(
  endpoint: string,
  id: string | undefined,
): Promise<readonly RecordedDecision[]> {
  if (!URL.canParse(endpoint)) {
    throw new SpecError(
      'unusable-endpoint',
      `--endpoint ${endpoint} is no address; give one such as http://127.0.0.1:4566`,
    );
  }
  const path = id === undefined ? decisionsPath : `${decisionsPath}/${encodeURIComponent(id)}`;
  const answer = await ask(endpoint, path);
  if (answer.status === 404) return [];
  const lines = (await answer.text()).split('\n').filter((line) => line !== '');
  const decisions = lines.flatMap((line) => recordedDecision(line) ?? []);
  if (answer.ok && decisions.length === lines.length) return decisions;
  throw new SpecError(
    'unusable-endpoint',
    `${endpoint} answers, but not as a keyhole lab does: ${answer.status}`,
  );
}

async function ask(endpoint: string, path: string): Promise<Response> {
  try {
    return await fetch(new URL(path, endpoint));
  } catch (cause) {
    const message = `nobody answers at ${endpoint}; start a lab with keyhole lab`;
    throw new SpecError('unusable-endpoint', message, { cause });
  }
}
