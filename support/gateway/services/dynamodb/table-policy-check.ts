import { decide } from '../../../authorization/decide.ts';
import { explain } from '../../../authorization/explain.ts';
import { isPublic } from '../../../authorization/layers/is-public.ts';
import { exceededLimit } from '../../../authorization/policy-size.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import type { Policy } from '../../../authorization/terms/policy.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import { nameOf } from '../../../aws/principal.ts';
import { withAssumptions } from '../../context/assuming-context.ts';
import type { Deciding } from '../../desk/deciding.ts';
import { policyToStore, refusedDocument } from '../../documents/store-policy-document.ts';
import type { Check } from '../../plan/check.ts';
import { absentPrincipal } from '../iam/existing-principals.ts';
import { INVALID_PRINCIPAL, TABLE_POLICY_RULES } from './table-policy-rules.ts';

/** A DynamoDB call that was allowed, and the checks it passed. */
interface AllowedCall {
  readonly input: object;
  readonly checks: readonly Check[];
}

/**
 * Checks a resource policy as DynamoDB does before it attaches one to an old or new table. The document must
 * be well-formed, its principals must exist, and it must not be public. The caller must be able to replace it
 * later, unless the request confirms that it need not.
 *
 * Throws ValidationException, and AccessDeniedException for callers who would lock themselves out.
 * Source: Amazon DynamoDB API reference, PutResourcePolicy; Amazon DynamoDB developer guide, "Blocking public
 * access with resource-based policies in DynamoDB"; the texts as AWS sends them.
 * Differs: DynamoDB analyzes who has access; here a policy is public if S3 would call it public.
 */
export async function checkTablePolicy({ input, checks }: AllowedCall, deciding: Deciding): Promise<void> {
  const text: unknown = Reflect.get(input, 'Policy') ?? Reflect.get(input, 'ResourcePolicy');
  const permission = setting(checks);
  if (typeof text !== 'string' || permission === undefined) return;
  const limit = exceededLimit('table policy', text);
  if (limit !== undefined) throw invalid(`Maximum policy size of ${limit} bytes exceeded`);
  const policy = policyToStore(text, 'table', TABLE_POLICY_RULES);
  const absent = await absentPrincipal(deciding.store, policy);
  if (absent !== undefined)
    throw refusedDocument(text, TABLE_POLICY_RULES, { says: INVALID_PRINCIPAL, fault: absent });
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
  const again = decide({
    principal,
    permission: withAssumptions(permission),
    policies: { ...inForce, resource },
  });
  if (again.result === 'Denied') {
    throw new AwsError(
      'AccessDeniedException',
      400,
      'The new resource policy will not allow you to update the resource policy in the future.',
    ).because({
      why: `${nameOf(principal)} would have to keep ${permission.action}, and is ${explain(again)}`,
      remedy: `allow ${permission.action} to this principal, or set ConfirmRemoveSelfResourceAccess to skip the check`,
    });
  }
}

function setting(checks: readonly Check[]): Permission | undefined {
  for (const check of checks) {
    if (check.kind === 'permission' && check.permission.action === 'dynamodb:PutResourcePolicy')
      return check.permission;
  }
  return undefined;
}

function invalid(message: string): AwsError {
  return validation(`One or more parameter values were invalid: ${message}`);
}

function validation(message: string): AwsError {
  return new AwsError('ValidationException', 400, message);
}
