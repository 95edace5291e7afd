import { parseArn } from '../../../aws/arn.ts';
import { validationError } from '../../../aws/iam-errors.ts';
import type { Input } from '../../../aws/operations.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { iamReader, unlessAbsent } from '../iam/iam-reader.ts';

/** Refuses an allowed STS call for the state of the role's account. Throws AwsError. */
export async function checkStsState(call: CallFacts<'sts'>): Promise<void> {
  if (call.operation !== 'AssumeRole' && call.operation !== 'AssumeRoleWithWebIdentity') return;
  const { RoleArn = '', DurationSeconds, PolicyArns = [] } = call.input as Input<'sts', 'AssumeRole'>;
  const { account = '', resource = '' } = parseArn(RoleArn) ?? {};
  const read = iamReader(call.store, account);
  if (DurationSeconds !== undefined) {
    const RoleName = resource.slice(resource.lastIndexOf('/') + 1);
    const found = await unlessAbsent(read('GetRole', { RoleName }));
    if (DurationSeconds > (found?.Role?.MaxSessionDuration ?? 3600))
      throw validationError(
        'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
      );
  }
  for (const { arn: PolicyArn } of PolicyArns) {
    if ((await unlessAbsent(read('GetPolicy', { PolicyArn }))) === undefined)
      throw validationError(`Policy ${PolicyArn} does not exist or is not attachable.`);
  }
}
