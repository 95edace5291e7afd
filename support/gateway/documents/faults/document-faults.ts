import { objectAt, onlyKnown, stringAt } from '../../../authorization/grammar/json-shapes.ts';
import type { Fault } from '../document-rule.ts';
import { isObject, type WrittenPolicy, type WrittenStatement } from '../written-policy.ts';
import { faultOf } from './fault-of.ts';

/** An element that no policy has, or an Id that is no string. */
export function unknownElement({ value }: WrittenPolicy): Fault | undefined {
  return faultOf(() => {
    const object = objectAt(value, '');
    onlyKnown(object, ['Version', 'Id', 'Statement'], '');
    if (object.Id !== undefined) stringAt(object.Id, 'Id');
  });
}

/** A Version other than the two that exist. */
export function invalidVersion({ value }: WrittenPolicy): Fault | undefined {
  const version = isObject(value) ? value.Version : undefined;
  if (version === undefined || version === '2012-10-17' || version === '2008-10-17') return undefined;
  return { path: 'Version', reason: `${JSON.stringify(version)} is not a version of the policy language` };
}

/** The old version of the language, or no Version. */
export function oldVersion({ value }: WrittenPolicy): Fault | undefined {
  if (isObject(value) && value.Version === '2012-10-17') return undefined;
  return { path: 'Version', reason: 'must be "2012-10-17"' };
}

/** No Statement at all. */
export function noStatement({ value }: WrittenPolicy): Fault | undefined {
  if (isObject(value) && value.Statement !== undefined) return undefined;
  return { path: '', reason: 'Statement is missing' };
}

/** An empty list of statements. */
export function emptyStatement({ statements }: WrittenPolicy): Fault | undefined {
  return statements.length === 0 ? { path: 'Statement', reason: 'must hold a statement' } : undefined;
}

/** A Sid that an earlier statement has. An empty one does not count. */
export function repeatedSid({ statements }: WrittenPolicy): Fault | undefined {
  const seen = new Set<unknown>();
  for (const { value, path } of statements) {
    const sid = isObject(value) ? value.Sid : undefined;
    if (sid === undefined || sid === '') continue;
    if (seen.has(sid)) return { path: `${path}.Sid`, reason: `"${sid}" is the Sid of another statement` };
    seen.add(sid);
  }
  return undefined;
}

/** The first fault of any statement: a rule that is applied to all statements before the next rule is. */
export function ofAnyStatement(finds: (statement: WrittenStatement) => Fault | undefined) {
  return ({ statements }: WrittenPolicy): Fault | undefined => {
    for (const statement of statements) {
      const fault = finds(statement);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}
