import { decide } from '../../../authorization/decide.ts';
import { isPublic } from '../../../authorization/layers/is-public.ts';
import { parsePolicy } from '../../../authorization/parse-policy.ts';
import { exceededLimit } from '../../../authorization/policy-size.ts';
import { principalsNamed } from '../../../authorization/principals-named.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import type { Policy } from '../../../authorization/terms/policy.ts';
import { PolicyError } from '../../../authorization/terms/policy-error.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Deciding } from '../../desk/deciding.ts';
import type { Check } from '../../plan/check.ts';
import { principalsExist } from '../iam/existing-principals.ts';

/** A DynamoDB call that was allowed, and the checks it passed. */
interface AllowedCall {
  readonly input: object;
  readonly checks: readonly Check[];
}

/**
 * Checks a resource policy as DynamoDB does before it attaches one to a table, old or new: the document, that its principals
 * exist, that it lets not everybody in, and that the caller could replace it again, unless the caller confirms otherwise.
 *
 * Throws ValidationException. Source: Amazon DynamoDB API reference, PutResourcePolicy, and developer guide, "Preventing
 * public access with resource-based policies"; the texts as AWS sends them.
 * Differs: DynamoDB reasons about who is let in; here a policy lets everybody in where S3 would call it public. The text for
 * callers who would lock themselves out is not documented.
 */
export async function checkTablePolicy({ input, checks }: AllowedCall, deciding: Deciding): Promise<void> {
  const text: unknown = Reflect.get(input, 'Policy') ?? Reflect.get(input, 'ResourcePolicy');
  const permission = setting(checks);
  if (typeof text !== 'string' || permission === undefined) return;
  const limit = exceededLimit('table policy', text);
  if (limit !== undefined) throw invalid(`Maximum policy size of ${limit} bytes exceeded`);
  const policy = parse(text);
  if (!(await principalsExist(deciding.store, principalsNamed(policy))))
    throw validation('Invalid principal in policy document.');
  if (isPublic(policy)) {
    throw validation(
      'Resource-based policy grants unbounded access in one or more elements. Please revise the policy to ensure least-privilege form of access',
    );
  }
  if (Reflect.get(input, 'ConfirmRemoveSelfResourceAccess') !== true)
    await checkLockout(policy, permission, deciding);
}

async function checkLockout(
  policy: Policy,
  permission: Permission,
  { policies, principal }: Deciding,
): Promise<void> {
  const inForce = await policies.inForce(principal, permission);
  const resource = { name: 'the new resource policy', layer: 'resource', policy } as const;
  const again = decide({ principal, permission, policies: { ...inForce, resource } });
  if (again.outcome === 'Denied') {
    throw invalid(
      'The new policy will not allow you to update the policy in the future. Set ConfirmRemoveSelfResourceAccess to confirm.',
    );
  }
}

function setting(checks: readonly Check[]): Permission | undefined {
  for (const check of checks) {
    if (check.kind === 'permission' && check.permission.action === 'dynamodb:PutResourcePolicy')
      return check.permission;
  }
  return undefined;
}

function parse(text: string): Policy {
  try {
    return parsePolicy(text, { kind: 'table' });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw /\.(Not)?Principal\b/.test(error.path)
      ? validation('Invalid principal in policy document.')
      : invalid(`Invalid policy document: ${error.message}`);
  }
}

function invalid(message: string): AwsError {
  return validation(`One or more parameter values were invalid: ${message}`);
}

function validation(message: string): AwsError {
  return new AwsError('ValidationException', 400, message);
}
