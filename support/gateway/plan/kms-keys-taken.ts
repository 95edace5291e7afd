import type { Check } from './check.ts';

/** The ARNs of the KMS keys that a service takes for a call. Where any of several serves, none of them has to. */
export function kmsKeysTaken(checks: readonly Check[]): readonly string[] {
  return checks.flatMap((check) => {
    if (check.kmsCall?.key.kind === 'key') return [check.kmsCall.key.arn];
    if (check.kind === 'error' || check.surface !== 'kms through secretsmanager') return [];
    return check.otherwise?.length ? [] : [check.permission.resource];
  });
}
