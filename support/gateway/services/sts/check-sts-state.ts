import { parseArn } from '../../../aws/arn.ts';
import { validationError } from '../../../aws/iam-errors.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { iamReader, unlessAbsent } from '../iam/iam-reader.ts';

/** The operations that give sessions with policies of their own. */
const GIVING: ReadonlySet<Operation> = new Set<Operation<'sts'>>([
  'AssumeRole',
  'AssumeRoleWithWebIdentity',
  'GetFederationToken',
]);

/** Refuses an allowed STS call for the state of the role's account. Throws AwsError. */
export async function checkStsState(call: CallFacts<'sts'>): Promise<void> {
  if (!GIVING.has(call.operation)) return;
  const { RoleArn = '', DurationSeconds, PolicyArns = [] } = call.input as Input<'sts', 'AssumeRole'>;
  const { account = call.account, resource = '' } = parseArn(RoleArn) ?? {};
  const read = iamReader(call.store, account);
  if (DurationSeconds !== undefined && call.operation !== 'GetFederationToken') {
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
