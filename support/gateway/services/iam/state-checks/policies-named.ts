import { AwsError } from '../../../../aws/aws-error.ts';
import { invalidInput, noSuchEntity } from '../../../../aws/iam-errors.ts';
import { type IamReader, unlessAbsent } from '../iam-reader.ts';
import type { StateChecks, StateInput } from './state-check.ts';

/**
 * Refuses the policy of a service-linked role. Throws PolicyNotAttachable.
 *
 * Source: IAM API reference, AttachRolePolicy, error `PolicyNotAttachable`.
 * Undocumented: the text of the error. AWS does not list the error for CreateUser and CreateRole with a boundary.
 */
function refuseOfService(arn: string): void {
  if (arn.startsWith('arn:aws:iam::aws:policy/aws-service-role/'))
    throw new AwsError('PolicyNotAttachable', 400, 'Cannot attach a Service Role Policy to a Customer Role.');
}

async function requireAttachable(read: IamReader, { PolicyArn = '' }: StateInput): Promise<void> {
  refuseOfService(PolicyArn);
  const found = await unlessAbsent(read('GetPolicy', { PolicyArn }));
  if (found?.Policy === undefined || found.Policy.IsAttachable === false)
    throw noSuchEntity(`Policy ${PolicyArn} does not exist or is not attachable.`);
}

/** Undocumented: AWS does not state its text for a permissions boundary that does not exist. */
async function requireBoundary(read: IamReader, { PermissionsBoundary }: StateInput): Promise<void> {
  if (PermissionsBoundary === undefined) return;
  refuseOfService(PermissionsBoundary);
  const found = await unlessAbsent(read('GetPolicy', { PolicyArn: PermissionsBoundary }));
  if (found?.Policy === undefined)
    throw noSuchEntity(`Scope ARN: ${PermissionsBoundary} does not exist or is not attachable.`);
}

/** Some stores answer about a policy that does not exist with an empty list. */
async function requireExisting(read: IamReader, { PolicyArn }: StateInput): Promise<void> {
  const found = await unlessAbsent(read('GetPolicy', { PolicyArn }));
  if (found?.Policy === undefined) throw noSuchEntity(`Policy ${PolicyArn} was not found.`);
}

/** Undocumented: AWS does not say how it refuses to list the tags of its own policies, which have none. */
async function requireOfCustomer(_: IamReader, { PolicyArn = '' }: StateInput): Promise<void> {
  if (PolicyArn.startsWith('arn:aws:iam::aws:')) throw invalidInput(`ARN ${PolicyArn} is not valid.`);
}

/**
 * Policies that are attached, that bound a user or role, or whose entities are listed must exist. Tags are listed of
 * customer managed policies alone. Source: IAM API reference.
 */
export const policyChecks: StateChecks = {
  AttachUserPolicy: requireAttachable,
  AttachRolePolicy: requireAttachable,
  AttachGroupPolicy: requireAttachable,
  CreateUser: requireBoundary,
  CreateRole: requireBoundary,
  PutUserPermissionsBoundary: requireBoundary,
  PutRolePermissionsBoundary: requireBoundary,
  ListEntitiesForPolicy: requireExisting,
  ListPolicyTags: requireOfCustomer,
};
