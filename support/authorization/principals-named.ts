import type { Policy } from './terms/policy.ts';

/**
 * The AWS principals that a policy names, each once, as written: ARNs, account ids and unique ids, without `*`.
 * S3, KMS and IAM refuse a policy that names a principal that does not exist; stores check that.
 */
export function principalsNamed(policy: Policy): readonly string[] {
  const names = new Set<string>();
  for (const { principal, notPrincipal } of policy.statements) {
    for (const element of [principal, notPrincipal]) {
      if (element === undefined || element === '*') continue;
      for (const name of element.AWS ?? []) if (name !== '*') names.add(name);
    }
  }
  return [...names];
}
