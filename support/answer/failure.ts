import { nearest } from '../authorization/terms/nearest.ts';
import type { Service } from '../aws/operations.ts';
import type { Confidence } from '../scenario/document/outcome-register.ts';
import { SpecError } from '../scenario/spec-error.ts';
import type { Answer } from './answer.ts';
import { describeAnswer } from './describe-answer.ts';
import { FAILURES, type FailureFacts, type FailureOnTheWire } from './failure-vocabulary.ts';
import { patternInWords } from './pattern-in-words.ts';

/**
 * Compares a result with the failure that a feature states. Returns what is wrong, or undefined. With medium confidence
 * the message is not compared. With low confidence only the failure itself is.
 * Throws SpecError `unknown-name` listing the vocabulary.
 */
export function mismatchOfFailure(
  answer: Answer<unknown>,
  expectation: { readonly words: string; readonly confidence: Confidence; readonly facts: FailureFacts },
): string | undefined {
  const { words, confidence, facts } = expectation;
  const service = answer.result === 'Failed' ? answer.records.at(-1)?.service : undefined;
  const wire = sentBy(service, failureNamed(words, facts));
  const expected = `expected: the request fails: ${words}`;
  if (answer.result !== 'Failed')
    return `${expected}\n${describeAnswer(answer, { describing: facts.describing })}`;
  if (confidence === 'low') return undefined;
  const faults: string[] = [];
  if (answer.status !== wire.status)
    faults.push(`HTTP status: expected ${wire.status}, got ${answer.status}`);
  const { code } = wire;
  if (code !== undefined && answer.code !== code)
    faults.push(`error code: expected ${code}, got ${answer.code}`);
  if ((confidence === 'high' || code === undefined) && !agrees(answer.message, wire.message)) {
    faults.push(`message: expected ${patternInWords(wire.message)}`, `message: got ${answer.message}`);
  }
  return faults.length === 0 ? undefined : `${expected}\n${describeAnswer(answer)}\n${faults.join('\n')}`;
}

/** The answer of a service to a failure of KMS. KMS sends it unchanged; DynamoDB wraps it in its own exception. */
function sentBy(service: Service | undefined, wire: FailureOnTheWire): FailureOnTheWire {
  const code = wire.code?.startsWith('KMS.') ? wire.code.slice('KMS.'.length) : undefined;
  if (code === undefined || typeof wire.message !== 'string') return wire;
  if (service === 'kms') return { ...wire, code };
  if (service !== 'dynamodb') return wire;
  const words = code === 'DisabledException' ? 'KMS key disabled error' : 'KMS validation error';
  const start = `${words}: com.amazonaws.services.kms.model.${code}: ${wire.message}`;
  const end = `(Service: AWSKMS; Status Code: 400; Error Code: ${code}; Request ID: `;
  const message = new RegExp(`^${literal(`${start} ${end}`)}[0-9a-f-]{36}; Proxy: null\\)$`);
  return { code: 'ValidationException', status: 400, message };
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function failureNamed(words: string, facts: FailureFacts): FailureOnTheWire {
  for (const { words: pattern, answer } of FAILURES) {
    const match = pattern.exec(words);
    if (match !== null) return answer(match.groups ?? {}, facts);
  }
  const known = FAILURES.map(({ shown }) => shown);
  const meant = nearest(words, known);
  const hint = meant === undefined ? '.' : `; did you mean "${meant}"?`;
  throw new SpecError(
    'unknown-name',
    `"${words}" is not a known failure${hint} Known:\n  ${known.join('\n  ')}`,
  );
}

function agrees(message: string, expected: string | RegExp): boolean {
  return typeof expected === 'string' ? message === expected : expected.test(message);
}
