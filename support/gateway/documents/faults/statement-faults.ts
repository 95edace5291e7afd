import { objectAt, onlyKnown, stringAt } from '../../../authorization/grammar/json-shapes.ts';
import { STATEMENT_ELEMENTS } from '../../../authorization/grammar/statement.ts';
import { PolicyError } from '../../../authorization/terms/policy-error.ts';
import type { Fault } from '../document-rule.ts';
import { isObject, membersOf, type WrittenStatement } from '../written-policy.ts';
import { faultOf } from './fault-of.ts';

/**
 * The fault of a statement whose JSON has the wrong shape. It has an unknown element, or an element and its
 * Not form. Or a value is neither a string nor an array of strings, or a Condition is not operators of keys
 * of values.
 */
export function malformedStatement(statement: WrittenStatement): Fault | undefined {
  return faultOf(() => {
    const { path } = statement;
    const members = membersOf(statement);
    onlyKnown(members, STATEMENT_ELEMENTS, path);
    for (const element of ['Principal', 'Action', 'Resource']) {
      if (members[element] !== undefined && members[`Not${element}`] !== undefined)
        throw new PolicyError(path, `has both ${element} and Not${element}`);
    }
    for (const element of ['Action', 'NotAction', 'Resource', 'NotResource'])
      stringOrStrings(members[element], `${path}.${element}`);
    for (const element of ['Sid', 'Effect'])
      if (members[element] !== undefined) stringAt(members[element], `${path}.${element}`);
    conditionShape(members.Condition, `${path}.Condition`);
  });
}

function stringOrStrings(value: unknown, path: string): void {
  if (value === undefined) return;
  if (!Array.isArray(value)) stringAt(value, path);
  else for (const [i, one] of value.entries()) stringAt(one, `${path}[${i}]`);
}

function conditionShape(value: unknown, path: string): void {
  if (value === undefined) return;
  for (const [operator, keys] of Object.entries(objectAt(value, path))) {
    for (const [key, values] of Object.entries(objectAt(keys, `${path}.${operator}`))) {
      for (const one of Array.isArray(values) ? values : [values]) {
        if (isObject(one) || one === null || Array.isArray(one))
          throw new PolicyError(`${path}.${operator}.${key}`, 'must be a string, a number or a boolean');
      }
    }
  }
}

/** A statement without an element and its Not form, or with an empty one. */
export function without(element: 'Effect' | 'Principal' | 'Action' | 'Resource') {
  return ({ value, path }: WrittenStatement): Fault | undefined => {
    if (!isObject(value)) return undefined;
    const given = value[element] ?? value[`Not${element}`];
    if (given !== undefined && !(Array.isArray(given) && given.length === 0)) return undefined;
    return { path, reason: `${element} is missing` };
  };
}

/** A statement with an element that its kind of policy must not have. */
export function withElement(element: string) {
  return ({ value, path }: WrittenStatement): Fault | undefined => {
    if (!isObject(value) || value[element] === undefined) return undefined;
    return { path: `${path}.${element}`, reason: `must not have ${element}`, quoted: element };
  };
}

/** An Effect that is neither Allow nor Deny. */
export function invalidEffect({ value, path }: WrittenStatement): Fault | undefined {
  const effect = isObject(value) ? value.Effect : undefined;
  if (effect === undefined || effect === 'Allow' || effect === 'Deny') return undefined;
  const quoted = String(effect);
  return { path: `${path}.Effect`, reason: `must be Allow or Deny, not "${quoted}"`, quoted };
}

/** An Effect that is neither Allow nor Deny in any letter case. */
export function noEffect({ value, path }: WrittenStatement): Fault | undefined {
  const effect = isObject(value) ? value.Effect : undefined;
  if (typeof effect === 'string' && /^(allow|deny)$/i.test(effect)) return undefined;
  return { path: `${path}.Effect`, reason: 'must be Allow or Deny' };
}

/** The strings of an element that holds one or several; an empty list if it is absent. */
export function stringsOf({ value }: WrittenStatement, element: string): readonly string[] {
  const given = isObject(value) ? value[element] : undefined;
  return [given].flat().filter((one) => typeof one === 'string');
}

/** Each string of an element and its Not form, with its path. */
export function* namedIn(
  statement: WrittenStatement,
  element: 'Action' | 'Resource',
): Generator<{ readonly text: string; readonly path: string }> {
  for (const name of [element, `Not${element}`]) {
    for (const text of stringsOf(statement, name)) yield { text, path: `${statement.path}.${name}` };
  }
}
