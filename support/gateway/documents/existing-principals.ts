import type { Store } from '../../stores/store.ts';
import { AwsError } from '../../wire/aws-error.ts';
import { parseArn } from '../arn.ts';

/**
 * True where every AWS principal that a policy names exists: AWS refuses resource policies that name a user or role
 * it does not know. Accounts are taken to exist, as everyone, sessions and federated users are.
 *
 * Source: IAM user guide, "AWS JSON policy elements: Principal"; S3's `Invalid principal in policy`.
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
  return (await entityArn(store, arn.account, arn.resource)) === principal;
}

/** The ARN that a user or role really has, which differs from the one asked for where the path does. */
async function entityArn(store: Store, account: string, resource: string): Promise<string | undefined> {
  const name = resource.split('/').at(-1) ?? '';
  const at = { service: 'iam', region: 'us-east-1', account } as const;
  try {
    if (resource.startsWith('user/')) {
      return (await store.read({ ...at, operation: 'GetUser', input: { UserName: name } })).User?.Arn;
    }
    if (resource.startsWith('role/')) {
      return (await store.read({ ...at, operation: 'GetRole', input: { RoleName: name } })).Role?.Arn;
    }
    return undefined;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'NoSuchEntity') return undefined;
    throw error;
  }
}
