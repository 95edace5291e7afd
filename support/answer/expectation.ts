import type { Layer } from '../authorization/terms/decision.ts';
import type { Describing } from '../gateway/record/decision-report.ts';
import type { Confidence } from '../scenario/document/outcome-register.ts';
import type { Answer, Denied } from './answer.ts';
import { type ExpectedDenial, reasonClass } from './denial.ts';
import { type DenialOnTheWire, denialOnTheWire } from './denial-on-the-wire.ts';
import { describeAnswer } from './describe-answer.ts';
import { patternInWords } from './pattern-in-words.ts';

/** A denial that a Then states, with the facts to compare it by. */
export interface DenialExpectation {
  readonly denial: ExpectedDenial;
  /** The denial in the feature's words. */
  readonly words: string;
  readonly confidence: Confidence;
  /** The ARN of the caller in messages; undefined for anonymous callers and services. */
  readonly callerArn?: string | undefined;
  readonly callerAccount?: string | undefined;
  /** Returns the account that owns a resource, from the scenario's documents rather than from the gateway. */
  readonly ownerOf: (resource: string) => string;
  /** Tells whether two accounts belong to one organization, from the scenario's documents too. */
  readonly related?: ((one: string | undefined, other: string) => boolean) | undefined;
  /** The names of things and the places of statements, for the message of a mismatch. */
  readonly describing?: Describing | undefined;
}

/**
 * Compares a result with the denial that a feature states. Returns what is wrong, or undefined.
 *
 * With high confidence everything must agree: permission, layer, explicit or not, code, HTTP status, message. With
 * medium confidence the message is not compared. With low confidence only the denial itself is.
 */
export function mismatchOfDenial(
  answer: Answer<unknown>,
  expectation: DenialExpectation,
): string | undefined {
  const { words, confidence, describing } = expectation;
  const expected = `expected: access is denied: ${words}`;
  if (answer.result !== 'Denied')
    return `${expected}\n${describeAnswer(answer, { action: expectation.denial.action, describing })}`;
  if (confidence === 'low') return undefined;
  const decided = faultsOfDecision(answer, expectation);
  // The answer on the wire follows from the decision. Beside another decision, its differences tell nothing.
  const faults = decided.length > 0 ? decided : faultsOnTheWire(answer, expectation);
  return faults.length === 0
    ? undefined
    : `${expected}\n${describeAnswer(answer, { describing })}\n${faults.join('\n')}`;
}

function faultsOfDecision(
  { decision }: Denied,
  { denial, confidence, ...expectation }: DenialExpectation,
): string[] {
  const { permission } = decision;
  const crossAccount = isCrossAccount(permission.resource, expectation);
  const faults: string[] = [];
  const wrong = (what: string, wanted: string, got: string) => {
    if (wanted !== got) faults.push(`${what}: expected ${wanted}, got ${got}`);
  };
  wrong('permission', denial.action, permission.action);
  if (denial.keyArn !== undefined) wrong('key', denial.keyArn, permission.resource);
  const layer = [
    layerInWords(denial.layer, denial.explicit),
    layerInWords(decision.layer, decision.explicit),
  ] as const;
  if (confidence === 'high' && layer[0] !== layer[1]) wrong('layer', ...layer);
  else
    wrong(
      'reason class',
      reasonClass(denial, crossAccount),
      reasonClass({ ...decision, action: permission.action }, decision.crossAccount),
    );
  return faults;
}

function faultsOnTheWire(answer: Denied, expectation: DenialExpectation): string[] {
  const { record, decision } = answer;
  const { callerAccount, ownerOf, related } = expectation;
  const { resource } = decision.permission;
  if (record.service === undefined) return ['the decision log does not say which service was called'];
  const wire = denialOnTheWire({
    denial: expectation.denial,
    service: record.service,
    callerArn: expectation.callerArn,
    crossAccount: isCrossAccount(resource, expectation),
    sameOrganization: related?.(callerAccount, ownerOf(resource)) ?? false,
    resource,
  });
  // The answer to a HEAD request has no body, and so no code and no message.
  const bodiless = record.operation?.startsWith('Head') === true;
  if (bodiless) return faultsOfStatus(answer, wire);
  return [...faultsOfStatus(answer, wire), ...faultsOfBody(answer, wire, expectation.confidence)];
}

function faultsOfStatus({ status }: Denied, wire: DenialOnTheWire): string[] {
  return status === wire.status ? [] : [`HTTP status: expected ${wire.status}, got ${status}`];
}

function faultsOfBody({ code, message }: Denied, wire: DenialOnTheWire, confidence: Confidence): string[] {
  const faults: string[] = [];
  if (code !== wire.code) faults.push(`error code: expected ${wire.code}, got ${code}`);
  if (confidence === 'high' && !wire.message.test(message))
    faults.push(`message: expected ${patternInWords(wire.message)}`, `message: got ${message}`);
  return faults;
}

function isCrossAccount(
  resource: string,
  { callerAccount, ownerOf }: Pick<DenialExpectation, 'callerAccount' | 'ownerOf'>,
) {
  return callerAccount !== ownerOf(resource);
}

function layerInWords(layer: Layer, explicit: boolean): string {
  return `${layer} (${explicit ? 'explicit deny' : 'no allow'})`;
}

/** Checks that access was granted. Returns what is wrong, or undefined. */
export function mismatchOfGrant(answer: Answer<unknown>, describing?: Describing): string | undefined {
  if (answer.result === 'Granted') return undefined;
  return `expected: access is granted\n${describeAnswer(answer, { describing })}`;
}
