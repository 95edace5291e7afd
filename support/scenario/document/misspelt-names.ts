import { nearest } from '../../authorization/terms/nearest.ts';
import { ACTIONS } from '../../aws/actions/action-catalogue.ts';
import type { Service } from '../../aws/operations.ts';
import { conditionKeys } from '../../gateway/context/condition-keys.ts';
import { isKnownKey } from '../../gateway/context/known-keys.ts';
import { actionsCovered } from '../../gateway/documents/faults/action-faults.ts';
import { conditionsOf } from '../../gateway/documents/faults/condition-faults.ts';
import { isObject, type WrittenStatement, writtenPolicy } from '../../gateway/documents/written-policy.ts';
import type { UnknownName } from './unknown-name.ts';
import { actionOfNoService, keyOfNoService } from './unknown-service.ts';

/** A name in a policy that AWS does not have, with its path and the nearest that it has. */
export interface MisspeltName extends UnknownName {
  readonly path: string;
}

/**
 * The actions and condition keys of a policy that AWS does not have. Those of services that keyhole does not serve are not
 * looked at. IAM stores such a policy without a word, and the statement never applies.
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
      const fault = typeof action === 'string' ? unknownAction(action) : undefined;
      const own = Array.isArray(written) ? `[${index}]` : '';
      return fault === undefined ? [] : { path: `${path}.${element}${own}`, ...fault };
    });
  });
}

function unknownAction(action: string): UnknownName | undefined {
  const service = action.replace(/:.*$/, '').toLowerCase();
  if (!isServed(service)) return actionOfNoService(action, isAction);
  if (!action.includes(':') || isAction(action)) return undefined;
  const names = ACTIONS[service].actions.map(({ name }) => name);
  return error(`"${action}" is not an action of ${service}${meant(nearest(action, names))}`);
}

/** True if a served service has the action, or some action that fits the pattern. */
function isAction(action: string): boolean {
  const service = action.replace(/:.*$/, '').toLowerCase();
  return isServed(service) && actionsCovered(service, action).length > 0;
}

function isServed(service: string): service is Service {
  return Object.hasOwn(ACTIONS, service);
}

function unknownKeys(statement: WrittenStatement): readonly MisspeltName[] {
  return conditionsOf(statement).flatMap(({ path, key }) => {
    const fault = isKnownKey(key) ? undefined : unknownKey(key);
    return fault === undefined ? [] : [{ path, ...fault }];
  });
}

function unknownKey(key: string): UnknownName | undefined {
  const prefix = key.replace(/:.*$/, '').toLowerCase();
  if (!(prefix === 'aws' || isServed(prefix))) return keyOfNoService(key, isKnownKey);
  const near = nearest(
    key,
    conditionKeys.map(({ name }) => name),
  );
  return error(`"${key}" is not a condition key of AWS${meant(near)}`);
}

function error(message: string): UnknownName {
  return { severity: 'error', message };
}

function meant(near: string | undefined): string {
  return near === undefined ? '' : `; did you mean "${near}"?`;
}
