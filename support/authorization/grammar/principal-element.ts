import type { PrincipalElement } from '../terms/policy.ts';
import { PolicyError } from '../terms/policy-error.ts';
import { objectAt, onlyKnown, stringsAt } from './json-shapes.ts';
import type { KindRules } from './policy-kind.ts';

const TYPES = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const;

/**
 * Parses Principal or NotPrincipal. Throws {@link PolicyError} for an unknown type, a name that no principal can have,
 * and a wildcard within a name.
 * Source: IAM user guide, "AWS JSON policy elements: Principal".
 */
export function parsePrincipalElement(value: unknown, path: string, rules: KindRules): PrincipalElement {
  if (value === '*') return '*';
  if (typeof value === 'string') {
    throw new PolicyError(
      path,
      `"${value}" needs its type: { "AWS": … }, { "Service": … }; only "*" stands alone`,
    );
  }
  const object = objectAt(value, path);
  onlyKnown(object, TYPES, path);
  const element: Partial<Record<(typeof TYPES)[number], readonly string[]>> = {};
  for (const type of TYPES) {
    if (object[type] === undefined) continue;
    const names = stringsAt(object[type], `${path}.${type}`);
    for (const name of names) checkName(type, name, `${path}.${type}`);
    element[type] = names;
  }
  if (Object.keys(element).length === 0) throw new PolicyError(path, 'must name a principal');
  if (element.CanonicalUser !== undefined && !rules.canonicalUsers) {
    throw new PolicyError(`${path}.CanonicalUser`, `${rules.name} cannot name canonical users`);
  }
  return element;
}

const ACCOUNT = /^\d{12}$/;
const UNIQUE_ID = /^A(IDA|ROA)[A-Z0-9]{12,}$/;
const ROOT = /^arn:aws[a-z-]*:iam::\d{12}:root$/;
const USER_OR_ROLE = /^arn:aws[a-z-]*:iam::\d{12}:(user|role)\/[\w+=,.@/-]+$/;
const SESSION = /^arn:aws[a-z-]*:sts::\d{12}:(assumed-role\/[\w+=,.@-]+|federated-user)\/[\w+=,.@-]+$/;
const ORIGIN_ACCESS_IDENTITY =
  /^arn:aws[a-z-]*:iam::cloudfront:user\/CloudFront Origin Access Identity [A-Z0-9]+$/;
const AWS_NAMES = [ACCOUNT, UNIQUE_ID, ROOT, USER_OR_ROLE, SESSION, ORIGIN_ACCESS_IDENTITY];
const SERVICE = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

function checkName(type: (typeof TYPES)[number], name: string, path: string): void {
  if (type === 'AWS' && name === '*') return;
  if (/[*?]/.test(name)) throw new PolicyError(path, `"${name}": a wildcard cannot be part of a principal`);
  if (type === 'AWS' && !AWS_NAMES.some((form) => form.test(name))) {
    const group = /:group\//.test(name) ? ': a group cannot be a principal' : '';
    throw new PolicyError(path, `"${name}" is not a principal${group}`);
  }
  if (type === 'Service' && !SERVICE.test(name))
    throw new PolicyError(path, `"${name}" is not a service principal`);
  if (name === '') throw new PolicyError(path, 'must name a principal');
}
