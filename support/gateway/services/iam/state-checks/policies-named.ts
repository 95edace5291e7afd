import { noSuchEntity } from '../../../../aws/iam-errors.ts';
import { type IamReader, unlessAbsent } from '../iam-reader.ts';
import type { StateChecks, StateInput } from './state-check.ts';

async function requireAttachable(read: IamReader, { PolicyArn }: StateInput): Promise<void> {
  const found = await unlessAbsent(read('GetPolicy', { PolicyArn }));
  if (found?.Policy === undefined || found.Policy.IsAttachable === false)
    throw noSuchEntity(`Policy ${PolicyArn} does not exist or is not attachable.`);
}

/** Undocumented: how AWS words that a permissions boundary does not exist. */
async function requireBoundary(read: IamReader, { PermissionsBoundary }: StateInput): Promise<void> {
  if (PermissionsBoundary === undefined) return;
  const found = await unlessAbsent(read('GetPolicy', { PolicyArn: PermissionsBoundary }));
  if (found?.Policy === undefined)
    throw noSuchEntity(`Scope ARN: ${PermissionsBoundary} does not exist or is not attachable.`);
}

/** Policies that are attached, or that bound a user or role, must exist. Source: IAM API reference. */
export const policyChecks: StateChecks = {
  AttachUserPolicy: requireAttachable,
  AttachRolePolicy: requireAttachable,
  AttachGroupPolicy: requireAttachable,
  CreateUser: requireBoundary,
  CreateRole: requireBoundary,
  PutUserPermissionsBoundary: requireBoundary,
  PutRolePermissionsBoundary: requireBoundary,
};
