import { AwsError } from '../../../aws/aws-error.ts';
import type { Store } from '../../../stores/store.ts';

/** What IAM says of a user or role. */
export interface IamEntity {
  /** With its path, which a name alone does not tell. */
  readonly Arn?: string | undefined;
  readonly CreateDate?: Date | undefined;
}

/** The user or role that `user/path/name` or `role/path/name` means in an account; undefined where there is none. */
export async function iamEntity(
  store: Store,
  account: string,
  resource: string,
): Promise<IamEntity | undefined> {
  const name = resource.split('/').at(-1) ?? '';
  const at = { service: 'iam', region: 'us-east-1', account } as const;
  try {
    if (resource.startsWith('user/')) {
      return (await store.read({ ...at, operation: 'GetUser', input: { UserName: name } })).User;
    }
    if (resource.startsWith('role/')) {
      return (await store.read({ ...at, operation: 'GetRole', input: { RoleName: name } })).Role;
    }
    return undefined;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'NoSuchEntity') return undefined;
    throw error;
  }
}
