import { suggestion } from '../terms/nearest.ts';
import { PolicyError } from '../terms/policy-error.ts';
import { arnLike } from './arn-comparison.ts';
import type { Comparison } from './comparison.ts';
import { ipAddress } from './ip-comparison.ts';
import { date, numeric } from './number-comparisons.ts';
import { binaryEquals, bool } from './plain-comparisons.ts';
import { stringEquals, stringEqualsIgnoreCase, stringLike } from './string-comparisons.ts';

/** A condition operator split into its prefix, name and suffix: `ForAnyValue:StringNotLikeIfExists`. */
export interface Operator {
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly ifExists: boolean;
  /** `Null` compares no values; it tests whether the key is present. */
  readonly comparison: Comparison | 'Null';
  /** True for operators such as `StringNotEquals`, which hold if no value of the policy matches. */
  readonly negated: boolean;
}

type Base = Pick<Operator, 'comparison' | 'negated'>;

const is = (comparison: Comparison | 'Null'): Base => ({ comparison, negated: false });
const isNot = (comparison: Comparison): Base => ({ comparison, negated: true });

/** Every operator of the policy language. Source: IAM user guide, "IAM JSON policy elements: Condition operators". */
const OPERATORS: ReadonlyMap<string, Base> = new Map([
  ['StringEquals', is(stringEquals)],
  ['StringNotEquals', isNot(stringEquals)],
  ['StringEqualsIgnoreCase', is(stringEqualsIgnoreCase)],
  ['StringNotEqualsIgnoreCase', isNot(stringEqualsIgnoreCase)],
  ['StringLike', is(stringLike)],
  ['StringNotLike', isNot(stringLike)],
  ['NumericEquals', is(numeric('Equals'))],
  ['NumericNotEquals', isNot(numeric('Equals'))],
  ['NumericLessThan', is(numeric('LessThan'))],
  ['NumericLessThanEquals', is(numeric('LessThanEquals'))],
  ['NumericGreaterThan', is(numeric('GreaterThan'))],
  ['NumericGreaterThanEquals', is(numeric('GreaterThanEquals'))],
  ['DateEquals', is(date('Equals'))],
  ['DateNotEquals', isNot(date('Equals'))],
  ['DateLessThan', is(date('LessThan'))],
  ['DateLessThanEquals', is(date('LessThanEquals'))],
  ['DateGreaterThan', is(date('GreaterThan'))],
  ['DateGreaterThanEquals', is(date('GreaterThanEquals'))],
  ['Bool', is(bool)],
  ['BinaryEquals', is(binaryEquals)],
  ['IpAddress', is(ipAddress)],
  ['NotIpAddress', isNot(ipAddress)],
  ['ArnEquals', is(arnLike)],
  ['ArnLike', is(arnLike)],
  ['ArnNotEquals', isNot(arnLike)],
  ['ArnNotLike', isNot(arnLike)],
  ['Null', is('Null')],
]);

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

/** The operators that were parsed, by name: with every prefix and suffix there are fewer than two hundred. */
const parsed = new Map<string, Operator>();

/**
 * Parses the name of an operator. Throws {@link PolicyError} for an unknown name and suggests the nearest known one.
 * Differs: keyhole insists on the letter case of operator names; AWS is not known to.
 */
export function parseOperator(name: string, path: string): Operator {
  let operator = parsed.get(name);
  if (operator === undefined) {
    operator = operatorOf(name, path);
    parsed.set(name, operator);
  }
  return operator;
}

function operatorOf(name: string, path: string): Operator {
  const [, set, baseName = name, ifExists] = OPERATOR.exec(name) ?? [];
  const base = OPERATORS.get(baseName);
  if (base === undefined) {
    const bare = name.replace(/^.*:/, '').replace(/IfExists$/i, '');
    throw new PolicyError(path, `unknown condition operator "${name}"${suggestion(bare, OPERATORS.keys())}`);
  }
  if (base.comparison === 'Null' && ifExists !== undefined) {
    throw new PolicyError(path, 'Null cannot be used with IfExists');
  }
  const qualifier = set === 'ForAllValues' || set === 'ForAnyValue' ? set : undefined;
  return { ...base, set: qualifier, ifExists: ifExists !== undefined };
}
