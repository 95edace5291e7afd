import type { Sources } from '../authorization/statement-source.ts';
import type { Layer } from '../authorization/terms/decision.ts';
import type { Confidence } from '../scenario/document/outcome-register.ts';
import { type ExpectedDenial, inWords, reasonClass } from './denial.ts';
import { type DenialOnTheWire, denialOnTheWire } from './denial-on-the-wire.ts';
import { describeOutcome } from './describe-outcome.ts';
import type { Denied, Outcome } from './outcome.ts';

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
  /** The places of statements, for the message of a mismatch. */
  readonly sources?: Sources | undefined;
}

/**
 * Compares a result with the denial that a feature states. Returns what is wrong, or undefined.
 *
 * With high confidence everything must agree: permission, layer, explicit or not, code, HTTP status, message. With
 * medium confidence the message is not compared. With low confidence only the denial itself is.
 */
export function mismatchOfDenial(
  outcome: Outcome<unknown>,
  expectation: DenialExpectation,
): string | undefined {
  const { words, confidence, sources } = expectation;
  const expected = `expected access to be denied on ${expectation.denial.action}: ${words}`;
  if (outcome.outcome !== 'Denied')
    return `${expected}\n${describeOutcome(outcome, { action: expectation.denial.action, sources })}`;
  if (confidence === 'low') return undefined;
  const faults = [...faultsOfDecision(outcome, expectation), ...faultsOnTheWire(outcome, expectation)];
  return faults.length === 0
    ? undefined
    : `${expected}\n${faults.join('\n')}\n${describeOutcome(outcome, { sources })}`;
}

function faultsOfDecision(
  { decision }: Denied,
  { denial, confidence, ...expectation }: DenialExpectation,
): string[] {
  const { permission } = decision;
  const crossAccount = isCrossAccount(permission.resource, expectation);
  const faults: string[] = [];
  const wrong = (what: string, wanted: string, got: string) => {
    if (wanted !== got) faults.push(`  ${what}: expected ${wanted}, got ${got}`);
  };
  wrong('permission', denial.action, permission.action);
  if (denial.keyArn !== undefined) wrong('key', denial.keyArn, permission.resource);
  wrong(
    'reason class',
    reasonClass(denial, crossAccount),
    reasonClass({ ...decision, action: permission.action }, decision.crossAccount),
  );
  if (confidence === 'high')
    wrong(
      'layer',
      layerInWords(denial.layer, denial.explicit),
      layerInWords(decision.layer, decision.explicit),
    );
  return faults;
}

function faultsOnTheWire(outcome: Denied, expectation: DenialExpectation): string[] {
  const { record, decision } = outcome;
  const { callerAccount, ownerOf, related } = expectation;
  const { resource } = decision.permission;
  if (record.service === undefined) return ['  the decision log does not say which service was called'];
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
  if (bodiless) return faultsOfStatus(outcome, wire);
  return [...faultsOfStatus(outcome, wire), ...faultsOfBody(outcome, wire, expectation.confidence)];
}

function faultsOfStatus({ status }: Denied, wire: DenialOnTheWire): string[] {
  return status === wire.status ? [] : [`  HTTP status: expected ${wire.status}, got ${status}`];
}

function faultsOfBody({ code, message }: Denied, wire: DenialOnTheWire, confidence: Confidence): string[] {
  const faults: string[] = [];
  if (code !== wire.code) faults.push(`  error code: expected ${wire.code}, got ${code}`);
  if (confidence === 'high' && !wire.message.test(message)) {
    faults.push(`  message: expected ${wire.message.source}`, `  ${' '.repeat(12)}got ${message}`);
  }
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
export function mismatchOfGrant(outcome: Outcome<unknown>, sources?: Sources): string | undefined {
  if (outcome.outcome === 'Granted') return undefined;
  const why = outcome.outcome === 'Denied' ? `it was denied: ${inWords(outcome.decision)}` : 'it failed';
  return `expected access to be granted; ${why}\n${describeOutcome(outcome, { sources })}`;
}
