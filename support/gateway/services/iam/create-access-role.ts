import type { Input, Operation } from '../../../aws/operations.ts';
import type { Store } from '../../../stores/store.ts';
import { IAM_REGION } from './iam-reader.ts';

/** A role by which one account administers another. */
interface AccessRole {
  /** The account that the role is in. */
  readonly account: string;
  readonly RoleName: string;
  /** The account that may assume it. */
  readonly trusts: string;
}

/**
 * Creates the role by which the management account of an organization administers a new account.
 * Source: AWS Organizations API reference, CreateAccount.
 */
export async function createAccessRole(
  store: Store,
  { account, RoleName, trusts }: AccessRole,
): Promise<void> {
  const perform = <O extends Operation<'iam'>>(operation: O, input: Input<'iam', O>) =>
    store.perform({
      service: 'iam',
      operation,
      input,
      region: IAM_REGION,
      account,
      principal: { type: 'Root', accountId: account, arn: `arn:aws:iam::${account}:root`, userId: account },
      requestId: '',
    });
  const Statement = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${trusts}:root` },
    Action: 'sts:AssumeRole',
  };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [Statement] });
  await perform('CreateRole', { RoleName, AssumeRolePolicyDocument });
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  await perform('AttachRolePolicy', { RoleName, PolicyArn });
}
