import { nearest } from '../../authorization/terms/nearest.ts';
import { ACTIONS } from '../../aws/actions/action-catalogue.ts';
import type { Service } from '../../aws/operations.ts';
import { conditionKeys } from '../../gateway/context/condition-keys.ts';
import { isKnownKey } from '../../gateway/context/known-keys.ts';
import { actionsCovered } from '../../gateway/documents/faults/action-faults.ts';
import { conditionsOf } from '../../gateway/documents/faults/condition-faults.ts';
import { isObject, type WrittenStatement, writtenPolicy } from '../../gateway/documents/written-policy.ts';

/** A name in a policy that AWS does not have, with its path and the nearest that it has. */
export interface MisspeltName {
  readonly path: string;
  readonly reason: string;
}

/**
 * The actions and condition keys of a policy that AWS does not have, as far as they are of the six services or global.
 * IAM stores such a policy without a word, and the statement never applies.
 */
export function misspeltNames(text: string): readonly MisspeltName[] {
  return writtenPolicy(text).statements.flatMap((statement) => [
    ...unknownActions(statement),
    ...unknownKeys(statement),
  ]);
}

function unknownActions({ value, path }: WrittenStatement): readonly MisspeltName[] {
  return ['Action', 'NotAction'].flatMap((element) => {
    const written = isObject(value) ? value[element] : undefined;
    const list = Array.isArray(written) ? written : [written];
    return list.flatMap((action, index) => {
      const reason = typeof action === 'string' ? unknownAction(action) : undefined;
      const own = Array.isArray(written) ? `[${index}]` : '';
      return reason === undefined ? [] : { path: `${path}.${element}${own}`, reason };
    });
  });
}

function unknownAction(action: string): string | undefined {
  const service = action.replace(/:.*$/, '').toLowerCase();
  if (!action.includes(':') || !isServed(service) || actionsCovered(service, action).length > 0)
    return undefined;
  const names = ACTIONS[service].actions.map(({ name }) => name);
  return `"${action}" is not an action of ${service}${meant(nearest(action, names))}`;
}

function isServed(service: string): service is Service {
  return Object.hasOwn(ACTIONS, service);
}

function unknownKeys(statement: WrittenStatement): readonly MisspeltName[] {
  return conditionsOf(statement).flatMap(({ path, key }) => {
    const prefix = key.replace(/:.*$/, '').toLowerCase();
    if (isKnownKey(key) || !(prefix === 'aws' || isServed(prefix))) return [];
    const near = nearest(
      key,
      conditionKeys.map(({ name }) => name),
    );
    return { path, reason: `"${key}" is not a condition key of AWS${meant(near)}` };
  });
}

function meant(near: string | undefined): string {
  return near === undefined ? '' : `; did you mean "${near}"?`;
}
