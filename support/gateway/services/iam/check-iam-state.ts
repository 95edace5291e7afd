import type { CallFacts } from '../../plan/call-facts.ts';
import { iamReader } from './iam-reader.ts';
import { accessKeyChecks } from './state-checks/access-keys.ts';
import { deletionChecks } from './state-checks/deletions.ts';
import { instanceProfileChecks } from './state-checks/instance-profiles.ts';
import { nameChecks } from './state-checks/names-taken.ts';
import { providerChecks } from './state-checks/oidc-providers.ts';
import { policyChecks } from './state-checks/policies-named.ts';
import { quotaChecks } from './state-checks/quotas.ts';
import { roleChecks } from './state-checks/roles-named.ts';
import type { StateChecks } from './state-checks/state-check.ts';

/**
 * The checks, in the order in which a request meets them.
 * Undocumented: AWS does not state the order of these errors.
 */
const topics: readonly StateChecks[] = [
  policyChecks,
  roleChecks,
  nameChecks,
  accessKeyChecks,
  providerChecks,
  instanceProfileChecks,
  deletionChecks,
  quotaChecks,
];

/** Refuses an allowed IAM call for the state of its account, before any store performs it. Throws AwsError. */
export async function checkIamState({ store, account, operation, input }: CallFacts<'iam'>): Promise<void> {
  const read = iamReader(store, account);
  const named: object = input;
  for (const topic of topics) await topic[operation]?.(read, named);
}
