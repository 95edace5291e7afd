import type { Check, Surface } from './check.ts';

const TAKING: ReadonlySet<Surface> = new Set<Surface>(['kms through secretsmanager', 'kms through dynamodb']);

/** The ARNs of the KMS keys that a service takes for a call. Where any of several serves, none of them has to. */
export function kmsKeysTaken(checks: readonly Check[]): readonly string[] {
  return checks.flatMap((check) => {
    if (check.kmsCall?.key.kind === 'key') return [check.kmsCall.key.arn];
    if (check.kind === 'error' || !TAKING.has(check.surface)) return [];
    return check.otherwise?.length ? [] : [check.permission.resource];
  });
}
