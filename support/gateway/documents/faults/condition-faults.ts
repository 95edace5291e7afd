import { compileCondition } from '../../../authorization/conditions/compiled-condition.ts';
import { parseOperator } from '../../../authorization/conditions/operators.ts';
import type { Fault } from '../document-rule.ts';
import { isObject, type WrittenStatement } from '../written-policy.ts';
import { faultOf } from './fault-of.ts';

/** A condition of a statement, as it was written. */
export interface WrittenCondition {
  readonly path: string;
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** The conditions of a statement. */
export function conditionsOf({ value, path }: WrittenStatement): readonly WrittenCondition[] {
  const condition = isObject(value) ? value.Condition : undefined;
  if (!isObject(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    (isObject(keys) ? Object.entries(keys) : []).map(([key, values]) => ({
      path: `${path}.Condition.${operator}.${key}`,
      operator,
      key,
      values: [values].flat().map(String),
    })),
  );
}

/** An operator that the policy language does not have. AWS ignores it if it compares nothing. */
export function unknownOperator(statement: WrittenStatement): Fault | undefined {
  for (const { operator } of conditionsOf(statement)) {
    const path = `${statement.path}.Condition.${operator}`;
    const fault = faultOf(() => parseOperator(operator, path));
    if (fault !== undefined) return { path, reason: fault.reason, quoted: operator };
  }
  return undefined;
}

/** A value that its operator cannot compare with: no date, number, address or ARN. */
export function incomparableValue(operators: RegExp = /^/) {
  return (statement: WrittenStatement): Fault | undefined => {
    for (const condition of conditionsOf(statement)) {
      if (!operators.test(condition.operator.replace(/^.*:/, ''))) continue;
      const path = `${statement.path}.Condition.${condition.operator}`;
      const variables = statement.version === '2012-10-17';
      const fault = faultOf(() => compileCondition(condition, { path, variables }));
      if (fault !== undefined) return { ...fault, path: fault.path, quoted: condition.operator };
    }
    return undefined;
  };
}
