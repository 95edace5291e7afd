import { parseArn } from '../../../aws/arn.ts';
import type { Store } from '../../../stores/store.ts';
import { iamEntity } from './iam-entity.ts';

/**
 * True where every AWS principal that a policy names exists: AWS refuses resource policies that name a user or role
 * it does not know. Accounts are taken to exist, as everyone, sessions and federated users are.
 *
 * Source: IAM user guide, "AWS JSON policy elements: Principal"; S3's `Invalid principal in policy`.
 * Differs: a unique id is refused also where its user or role exists; AWS shows ids of deleted ones only.
 */
export async function principalsExist(store: Store, principals: readonly string[]): Promise<boolean> {
  for (const principal of principals) {
    if (!(await exists(store, principal))) return false;
  }
  return true;
}

async function exists(store: Store, principal: string): Promise<boolean> {
  if (principal === '*' || /^\d{12}$/.test(principal)) return true;
  const arn = parseArn(principal);
  if (!arn || !/^\d{12}$/.test(arn.account)) return false;
  if (arn.service === 'sts') return true;
  if (arn.service !== 'iam') return false;
  if (arn.resource === 'root') return true;
  // IAM finds by name alone: the path must be right as well.
  return (await iamEntity(store, arn.account, arn.resource))?.Arn === principal;
}
