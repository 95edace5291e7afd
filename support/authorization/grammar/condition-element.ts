import { parseOperator } from '../conditions/operators.ts';
import type { Condition } from '../terms/policy.ts';
import { PolicyError } from '../terms/policy-error.ts';
import { objectAt } from './json-shapes.ts';

/**
 * A condition key with its service, or with the identity provider that makes the claim: `oidc.example.com/tenant:sub`.
 *
 * Source: IAM user guide, "Available keys for AWS OIDC federation".
 */
const KEY = /^[\w.-]+(?:\/[^\s:]*)?:\S/;

/**
 * Parses Condition: operators, keys, values. Throws {@link PolicyError} for an unknown operator, a key without its
 * service, and the same key in two letter cases. Compiling checks whether an operator can compare with a value.
 */
export function parseConditionElement(value: unknown, path: string): readonly Condition[] {
  if (value === undefined) return [];
  const conditions: Condition[] = [];
  for (const [operator, keys] of Object.entries(objectAt(value, path))) {
    const at = `${path}.${operator}`;
    parseOperator(operator, at);
    const entries = Object.entries(objectAt(keys, at));
    const seen = entries.length > 1 ? new Set<string>() : undefined;
    for (const [key, values] of entries) {
      if (!KEY.test(key)) throw new PolicyError(`${at}.${key}`, `"${key}" is not a condition key`);
      const lower = key.toLowerCase();
      if (seen?.has(lower))
        throw new PolicyError(`${at}.${key}`, `the key "${key}" occurs twice, in different letter case`);
      seen?.add(lower);
      conditions.push({ operator, key, values: valuesAt(values, `${at}.${key}`) });
    }
  }
  return conditions;
}

/** A condition's values are texts, numbers or booleans; an empty list is allowed and matches nothing. */
function valuesAt(value: unknown, path: string): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map((item: unknown) => {
    if (typeof item === 'string') return item;
    if (typeof item === 'number' || typeof item === 'boolean') return String(item);
    throw new PolicyError(path, 'must be a string, a number or a boolean, or an array of them');
  });
}
