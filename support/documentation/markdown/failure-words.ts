import { posix } from 'node:path';
import type { RecordedDenial, RecordedRequest, RecordedStatement } from '../record/recorded-decision.ts';
import type { SiteFailure } from '../site/failures-of.ts';

/** The words of a failure: what its feature states and what was found. */
export function failureWords({ example, stated, request, found, kind }: SiteFailure): {
  readonly stated: string;
  readonly found: string;
} {
  const step = example.failure?.step ?? '';
  const [message = ''] = (example.failure?.message ?? '').split('\n');
  const words = stated === 'allowed' && !step.startsWith('access') ? `allowed: ${step}` : step;
  if (kind === 'unusable' || kind === 'different' || request === undefined || found === undefined)
    return { stated: step, found: message };
  return { stated: words, found: FOUND[found](request) };
}

const FOUND = { allowed: allowedWords, denied: deniedWords, failed: failedWords } as const;

function allowedWords({ caller, principal, decisions }: RecordedRequest): string {
  const statements = decisions.flatMap(({ allowedBy = [] }) => allowedBy.map(statementWords));
  const by = statements.length === 0 ? '' : `: ${[...new Set(statements)].join(', ')}`;
  return `allowed to ${caller ?? principal ?? 'an anonymous caller'}${by}`;
}

function deniedWords({ decisions }: RecordedRequest): string {
  const denials = decisions.flatMap(({ denial }) => denial ?? []);
  return denials.map((denial) => `${denial.sentence}${nearestWords(denial)}`).join('; ');
}

function nearestWords({ nearest }: RecordedDenial): string {
  if (nearest?.source === undefined) return '';
  const what = nearest.effect === 'Deny' ? 'denied by' : 'nearest';
  return ` (${what} ${placeOf(nearest.source)})`;
}

function failedWords({ response, undecidable }: RecordedRequest): string {
  if (undecidable !== undefined) return `cannot be decided: ${undecidable}`;
  return ['fails:', response?.status, response?.code, response?.message].filter(Boolean).join(' ');
}

/** A statement by file and line; by its names without a document. */
export function statementWords({ statement, policy, source }: RecordedStatement): string {
  return source === undefined ? `${statement} of ${policy}` : placeOf(source);
}

function placeOf({ file, line }: NonNullable<RecordedStatement['source']>): string {
  return `${posix.basename(file)}:${line}`;
}
