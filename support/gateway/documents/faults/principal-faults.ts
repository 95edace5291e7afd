import { KIND_RULES, type PolicyKind } from '../../../authorization/grammar/policy-kind.ts';
import { parsePrincipalElement } from '../../../authorization/grammar/principal-element.ts';
import type { Fault } from '../document-rule.ts';
import { isObject, type WrittenStatement } from '../written-policy.ts';
import { faultOf } from './fault-of.ts';

/** A Principal without a name: `{}`, or a type with an empty list. */
export function emptyPrincipal({ value, path }: WrittenStatement): Fault | undefined {
  const given = isObject(value) ? (value.Principal ?? value.NotPrincipal) : undefined;
  if (!isObject(given)) return undefined;
  const names = Object.values(given).flat();
  return names.length === 0 ? { path: `${path}.Principal`, reason: 'must name a principal' } : undefined;
}

/** A principal of a form that a kind of policy does not take, whether it exists or not. */
export function invalidPrincipal(kind: PolicyKind) {
  return ({ value, path }: WrittenStatement): Fault | undefined => {
    if (!isObject(value)) return undefined;
    for (const element of ['Principal', 'NotPrincipal']) {
      const given = value[element];
      if (given === undefined) continue;
      const at = `${path}.${element}`;
      const fault = faultOf(() => parsePrincipalElement(given, at, KIND_RULES[kind]));
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

/** A Principal that is a string without its type; `"*"` alone may stand so. */
export function untypedPrincipal({ value, path }: WrittenStatement): Fault | undefined {
  const given = isObject(value) ? (value.Principal ?? value.NotPrincipal) : undefined;
  if (typeof given !== 'string' || given === '*') return undefined;
  return { path: `${path}.Principal`, reason: `"${given}" needs its type: { "AWS": … }, { "Service": … }` };
}

/** A service principal whose name is malformed. */
export function invalidService({ value, path }: WrittenStatement): Fault | undefined {
  const given = isObject(value) ? (value.Principal ?? value.NotPrincipal) : undefined;
  for (const name of isObject(given) ? [given.Service].flat() : []) {
    if (name === undefined || (typeof name === 'string' && SERVICE.test(name))) continue;
    return { path: `${path}.Principal.Service`, reason: `"${name}" is not a service principal` };
  }
  return undefined;
}

const SERVICE = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
