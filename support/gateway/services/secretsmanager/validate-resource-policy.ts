import { AwsError } from '../../../aws/aws-error.ts';
import type { Output } from '../../../aws/operations.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { checkSecretPolicy } from './secret-policy-check.ts';

/**
 * Says if a policy could be attached to a secret. A document with a syntax error is refused, and a policy that allows broad
 * access does not pass.
 *
 * Undocumented: the name of the check that fails.
 * Source: Secrets Manager API reference, ValidateResourcePolicy.
 */
export async function validateResourcePolicy({
  store,
  input,
}: CallFacts<'secretsmanager', 'ValidateResourcePolicy'>): Promise<
  Output<'secretsmanager', 'ValidateResourcePolicy'>
> {
  const attached = { ...input, BlockPublicPolicy: true };
  try {
    await checkSecretPolicy(store, { operation: 'PutResourcePolicy', input: attached });
    return { PolicyValidationPassed: true, ValidationErrors: [] };
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'PublicPolicyException') throw error;
    const ValidationErrors = [{ CheckName: 'BlockPublicPolicy', ErrorMessage: error.message }];
    return { PolicyValidationPassed: false, ValidationErrors };
  }
}
