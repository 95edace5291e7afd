import type { Check } from './check.ts';

/** The ARNs of the KMS keys that a service uses for a call. If any of several serves, none of them has to. */
export function kmsKeysTaken(checks: readonly Check[]): readonly string[] {
  const taken: string[] = [];
  for (const check of checks) {
    const key = keyTaken(check);
    if (key !== undefined) taken.push(key);
  }
  return taken;
}

function keyTaken(check: Check): string | undefined {
  if (check.kmsCall?.key.kind === 'key') return check.kmsCall.key.arn;
  if (check.kind === 'error' || check.surface.takesKey !== true) return undefined;
  return check.otherwise?.length ? undefined : check.permission.resource;
}
