import { throttlingError } from '../../kms-use/throttling-error.ts';
import type { CallFacts } from '../../plan/call-facts.ts';

/** Counts a request against the caller's quota of KMS requests. Throws AwsError `ThrottlingException` for one too many. */
export function refuseThrottled({ operation, account, region, input, facts }: CallFacts<'kms'>): void {
  const admitted = facts.surroundings?.kmsQuota.admits({ operation, account, region, input }) ?? true;
  if (!admitted) throw throttlingError();
}
