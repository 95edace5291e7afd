import { isNarrowRange } from '../conditions/ip-comparison.ts';
import type { Condition, Policy, PrincipalElement, Statement } from '../terms/policy.ts';

const known = new WeakMap<Policy, boolean>();

/**
 * True if S3 treats a bucket policy as public. Then some Allow is open to every principal, and none of its conditions
 * requires a fixed value of a key that S3 trusts. A fixed value has no wildcard and no policy variable.
 * Source: Amazon S3 user guide, "Blocking public access to your Amazon S3 storage", section "The meaning of public".
 */
export function isPublic(policy: Policy): boolean {
  let found = known.get(policy);
  if (found === undefined) {
    found = policy.statements.some(
      (statement) => statement.effect === 'Allow' && isOpen(statement) && !statement.conditions.some(narrows),
    );
    known.set(policy, found);
  }
  return found;
}

function isOpen({ principal, notPrincipal }: Statement): boolean {
  return notPrincipal !== undefined || (principal !== undefined && namesEverybody(principal));
}

/** S3 counts the users of a web identity provider as the public. */
function namesEverybody(principal: PrincipalElement): boolean {
  return principal === '*' || principal.AWS?.includes('*') === true || principal.Federated !== undefined;
}

/** Keys, in lower case, whose fixed value limits a statement to particular callers. */
const NARROWING: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalservicename',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  's3:dataaccesspointaccount',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
]);

/**
 * Operators that hold a request to the values they list; with an empty list they never hold. A missing key never
 * satisfies them.
 */
const HOLDING = /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike)$/;

function narrows({ operator, key, values }: Condition): boolean {
  const name = key.toLowerCase();
  if (operator === 'IpAddress') return name === 'aws:sourceip' && values.every(isNarrowRange);
  if (!HOLDING.test(operator)) return false;
  if (name === 's3:dataaccesspointarn')
    return values.every((value) => isFixed(value.split(':').slice(0, 5).join(':')));
  if (name === 'aws:userid') return values.every((value) => isFixed(value) && !value.startsWith('AROA'));
  return NARROWING.has(name) && values.every(isFixed);
}

function isFixed(value: string): boolean {
  return !/[*?]|\$\{/.test(value);
}
