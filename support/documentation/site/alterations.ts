import type { RecordedRequest } from '../record/recorded-decision.ts';
import type { RecordedExample, RecordedStep } from '../record/run-record.ts';
import type { SitePattern } from './site.ts';
import { mayAlterAccess, useOf } from './uses.ts';

/** A request of an example, with the steps before it that altered the scenario. */
export interface RequestInWorld {
  readonly request: RecordedRequest;
  /** Steps that altered what the scenario says; empty for the scenario as it stands. */
  readonly alterations: readonly RecordedStep[];
  /** True for a request of the last When of its example: the one that the example is about. */
  readonly stated: boolean;
}

/**
 * The requests of an example, each with the steps before it that altered the scenario.
 *
 * A record says which policies a step changed. It says of nothing else what a step did, such as a grant or the state of a
 * key. So a step counts as an alteration if it changed a policy, and else unless its form shows that it is none:
 * - it names the scenario;
 * - it is a past act of a principal on data, such as an upload, a copy, a new secret or the use of a key;
 * - it sets the default encryption of a bucket, which decides the key that is asked and not what a policy says;
 * - it is a Then;
 * - it made requests, and each was refused or touches only data.
 * A step that keyhole does not know is an alteration. A picture of the scenario then lacks a path; it never shows a wrong one.
 */
export function requestsInWorlds({
  steps,
  requests,
  changes = [],
}: RecordedExample): readonly RequestInWorld[] {
  const byStep = Map.groupBy(requests, ({ step }) => step);
  const roles = rolesOf(steps, byStep);
  const lastWhen = Math.max(-1, ...[...byStep.keys()].filter((index) => roles[index] === 'When'));
  const alterations: RecordedStep[] = [];
  return steps.flatMap((step, index) => {
    const made = byStep.get(index) ?? [];
    const before = [...alterations];
    const recorded = changes.some((change) => change.step === index);
    const altered = recorded || (made.length > 0 ? made.some(altersAccess) : !leavesAccess(step));
    if (roles[index] !== 'Then' && altered) alterations.push(step);
    return made.map((request) => ({ request, alterations: before, stated: index === lastWhen }));
  });
}

type Role = 'Given' | 'When' | 'Then';
const ROLES: ReadonlySet<string> = new Set<Role>(['Given', 'When', 'Then']);

/**
 * The role of each step. A translated keyword is not known here. A step with such a keyword counts as a Then only if no
 * request follows it, and as a Given otherwise. That is the careful reading of it.
 */
function rolesOf(
  steps: readonly RecordedStep[],
  byStep: ReadonlyMap<number, readonly RecordedRequest[]>,
): readonly Role[] {
  const last = Math.max(-1, ...byStep.keys());
  let named: string | undefined;
  return steps.map(({ keyword }, index) => {
    if (ROLES.has(keyword)) named = keyword;
    else if (!['And', 'But', '*'].includes(keyword)) named = undefined;
    if (named !== undefined && isRole(named)) return named;
    if (byStep.has(index)) return 'When';
    return index > last ? 'Then' : 'Given';
  });
}

function isRole(word: string): word is Role {
  return ROLES.has(word);
}

/** Types of parameters in steps that tell what a principal did with data. */
const OF_PAST_ACTS: ReadonlySet<string> = new Set([
  'principal',
  'object',
  'object or bucket',
  'secret or table',
  'past key use',
  'key',
  'sse',
]);
const ACTS_ON_DATA: ReadonlySet<string> = new Set([
  'object',
  'object or bucket',
  'secret or table',
  'past key use',
]);

/** Types of parameters in steps that set the encryption of a bucket. */
const OF_ENCRYPTION: ReadonlySet<string> = new Set(['bucket', 'encryption']);

function leavesAccess({ parameters }: RecordedStep): boolean {
  const types = parameters.map(({ type }) => type);
  if (types.includes('scenario')) return true;
  if (types.includes('encryption') && types.every((type) => OF_ENCRYPTION.has(type))) return true;
  return (
    types[0] === 'principal' &&
    types.some((type) => ACTS_ON_DATA.has(type)) &&
    types.every((type) => OF_PAST_ACTS.has(type))
  );
}

function altersAccess({ decisions, response, undecidable }: RecordedRequest): boolean {
  const refused = decisions.some(({ result }) => result === 'Denied') || (response?.status ?? 200) >= 400;
  if (undecidable !== undefined || refused) return false;
  return decisions.length === 0 || decisions.some(({ action }) => mayAlterAccess(useOf(action)));
}

/**
 * The steps that alter a scenario and that the Background of each feature on it has, by the name of the scenario. They belong
 * to the scenario as it stands. An alteration in the Background of some features only is a what-if of those.
 */
export function premisesOf({ features }: SitePattern): ReadonlyMap<string, ReadonlySet<string>> {
  const premises = new Map<string, ReadonlySet<string>>();
  for (const { rules } of features) {
    const examples = rules.flatMap((rule) => rule.examples);
    for (const [scenario, own] of Map.groupBy(examples, (example) => example.scenario ?? '')) {
      const texts = new Set(own[0]?.steps.flatMap(({ background, text }) => (background ? [text] : [])));
      const known = premises.get(scenario) ?? texts;
      premises.set(scenario, new Set([...known].filter((text) => texts.has(text))));
    }
  }
  return premises;
}
