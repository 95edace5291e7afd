import type { UnknowableKey } from '../matching/template.ts';
import type { RequestContext } from '../terms/permission.ts';
import { ADDRESS_OF_AWS, UNKNOWABLE } from '../terms/permission.ts';
import type { Condition } from '../terms/policy.ts';
import { PolicyError } from '../terms/policy-error.ts';
import type { ValueSite, ValueTest } from './comparison.ts';
import { ipAddress, isNarrowRange } from './ip-comparison.ts';
import { type Operator, parseOperator } from './operators.ts';

/** A condition whose operator and values are parsed. */
export interface CompiledCondition {
  readonly condition: Condition;
  readonly operator: Operator;
  readonly tests: readonly ValueTest[];
  /** For `Null`: one entry for each value, true if that value requires the key to be absent. */
  readonly wantsAbsent: readonly boolean[];
}

const NONE: readonly never[] = [];

/** The result of a condition: true, false, or the key whose value keyhole cannot know. */
export type Verdict = boolean | UnknowableKey;

/**
 * Prepares a condition. Throws PolicyError for an unknown operator or a value the operator cannot compare with;
 * `site.path` is the path of the operator in the document.
 */
export function compileCondition(condition: Condition, site: ValueSite): CompiledCondition {
  const operator = parseOperator(condition.operator, site.path);
  const { comparison } = operator;
  const at = { path: `${site.path}.${condition.key}`, variables: site.variables };
  if (comparison === 'Null') {
    return {
      condition,
      operator,
      tests: NONE,
      wantsAbsent: condition.values.map((value) => wantsAbsent(value, at)),
    };
  }
  return {
    condition,
    operator,
    tests: condition.values.map((value) => comparison(value, at)),
    wantsAbsent: NONE,
  };
}

function wantsAbsent(value: string, site: ValueSite): boolean {
  if (value.toLowerCase() === 'true') return true;
  if (value.toLowerCase() === 'false') return false;
  throw new PolicyError(site.path, `Null compares with true or false, not with "${value}"`);
}

/**
 * Evaluates a condition against a request.
 *
 * A missing key makes a condition false, a negated condition true, and a condition with IfExists true. Several values in
 * the policy are alternatives. A negated operator holds if none of them matches.
 * ForAllValues holds if every value of the request matches, or if there is no value. ForAnyValue holds if at least one
 * value matches.
 * Source: IAM user guide, "IAM JSON policy elements: Condition operators" and "Set operators for multivalued context
 * keys".
 */
export function evaluateCondition(compiled: CompiledCondition, context: RequestContext): Verdict {
  const { operator, condition } = compiled;
  // `Null` with a set operator does not depend on the request: the guide says it is always true, or always false.
  if (operator.comparison === 'Null' && operator.set !== undefined) return operator.set === 'ForAllValues';
  const found = context.get(condition.key);
  return found === UNKNOWABLE ? byReadings(compiled, context) : compare(compiled, found ?? [], context);
}

/** Compares each value that an unknowable key may have. The condition is decided if all results agree. */
function byReadings(compiled: CompiledCondition, context: RequestContext): Verdict {
  const { operator, condition } = compiled;
  const unknown = { unknowable: condition.key };
  const readings = context.readings?.(condition.key);
  if (readings === undefined) return unknown;
  if (operator.comparison === 'Null' && readings.isAbsentForNull) return compare(compiled, [], context);
  const [first = unknown, ...others] = readings.values.map((value) =>
    compare(compiled, value === undefined ? [] : [value], context),
  );
  return others.every((verdict) => verdict === first) ? first : unknown;
}

/** Compares the values of a key in the request; none if the key is absent. */
function compare(compiled: CompiledCondition, values: readonly string[], context: RequestContext): Verdict {
  const { operator, condition } = compiled;
  if (values[0] === ADDRESS_OF_AWS) return ofServiceAddress(compiled);
  if (operator.comparison === 'Null') return compiled.wantsAbsent.includes(values.length === 0);
  if (values.length === 0) return operator.ifExists || missing(operator);
  if (operator.set !== undefined) return evaluateSet(compiled, operator.set, values, context);
  // Undocumented: the result for a key with several values if the set operator that AWS requires is left out.
  if (values.length > 1) return { unknowable: condition.key };
  return matchesAny(compiled, values[0] ?? '', context);
}

/**
 * Compares an address of AWS, or the absence of the key: AWS's pages can be read both ways. Neither is in a range, unless it
 * is as broad as those that count as public.
 *
 * Source: IAM user guide, "AWS global condition context keys", aws:SourceIp: a policy on it denies requests that services
 * make for a caller.
 */
function ofServiceAddress({ operator, condition }: CompiledCondition): Verdict {
  const agree = operator.comparison === ipAddress && !operator.ifExists && operator.set === undefined;
  return agree && condition.values.every(isNarrowRange) ? operator.negated : { unknowable: condition.key };
}

function missing(operator: Operator): boolean {
  if (operator.set === 'ForAllValues') return true;
  return operator.set === undefined && operator.negated;
}

function evaluateSet(
  compiled: CompiledCondition,
  set: 'ForAllValues' | 'ForAnyValue',
  values: readonly string[],
  context: RequestContext,
): Verdict {
  // A set operator ignores empty strings.
  const present = values.filter((value) => value !== '');
  const decides = set === 'ForAnyValue';
  let unknowable: UnknowableKey | undefined;
  for (const value of present) {
    const verdict = matchesAny(compiled, value, context);
    if (verdict === decides) return decides;
    if (typeof verdict === 'object') unknowable = verdict;
  }
  return unknowable ?? !decides;
}

/** Compares one value of the request: some value of the policy must match, or, with a negated operator, none. */
function matchesAny({ tests, operator }: CompiledCondition, value: string, context: RequestContext): Verdict {
  let unknowable: UnknowableKey | undefined;
  for (const test of tests) {
    const verdict = test(value, context);
    if (verdict === true) return !operator.negated;
    if (typeof verdict === 'object') unknowable = verdict;
  }
  return unknowable ?? operator.negated;
}
