import type { Input, Output } from '../../../../aws/operations.ts';
import type { Request } from '../../services/request.ts';
import type { Upstream } from '../../upstream/upstream.ts';

/**
 * SetDefaultPolicyVersion, unless the version is the default already. LocalStack would then leave the policy with no version
 * that is marked as the default.
 *
 * Source: IAM API reference, SetDefaultPolicyVersion.
 */
export async function setDefaultPolicyVersion(
  upstream: Upstream,
  request: Request,
): Promise<Output<'iam', 'SetDefaultPolicyVersion'>> {
  // Only SetDefaultPolicyVersion comes here.
  const input = request.input as Input<'iam', 'SetDefaultPolicyVersion'>;
  const { PolicyArn, VersionId } = input;
  const reading = { ...request, service: 'iam', operation: 'GetPolicy', input: { PolicyArn } } as const;
  const { Policy } = await upstream.perform(reading);
  if (Policy?.DefaultVersionId === VersionId) return {};
  return upstream.perform({ ...request, service: 'iam', operation: 'SetDefaultPolicyVersion', input });
}
