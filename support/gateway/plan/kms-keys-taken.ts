import type { Check } from './check.ts';

/** The ARNs of the KMS keys that a service uses for a call. If any of several serves, none of them has to. */
export function kmsKeysTaken(checks: readonly Check[]): readonly string[] {
  return checks.flatMap((check) => {
    if (check.kmsCall?.key.kind === 'key') return [check.kmsCall.key.arn];
    if (check.kind === 'error' || check.surface.takesKey !== true) return [];
    return check.otherwise?.length ? [] : [check.permission.resource];
  });
}
