import type { PermissionRule } from '../../../authorization/permissions/rule.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import { CallContext, suppliedValues } from '../../context/request-context.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check, Plan } from '../../plan/check.ts';
import { s3Surfaces } from '../s3/s3-surfaces.ts';
import { accountNamed } from './account-named.ts';

/**
 * The checks of a call to S3 Control. No resource-based policy is about the settings of an account, so that only its own
 * principals can be allowed.
 */
export async function planS3control(
  { input, region, facts }: CallFacts<'s3control'>,
  rule: PermissionRule<'s3control', Operation<'s3control'>>,
): Promise<Plan<Input<'s3control', Operation<'s3control'>>>> {
  const account = accountNamed(input);
  const checks = rule(input, { region, account }).map(({ action, resource, context }): Check => {
    const ofResource = { 'aws:ResourceAccount': account, 's3:ResourceAccount': account };
    const supplied = () => suppliedValues(context, ofResource);
    const permission = {
      action,
      resource,
      resourceAccount: account,
      context: new CallContext(facts, supplied),
    };
    return { kind: 'permission', permission, surface: s3Surfaces.s3 };
  });
  return { checks, input };
}
