import type { VpcEndpoint } from '../../../gateway/surroundings/vpc-endpoint.ts';
import { checkPolicyDocument } from '../../../scenario/document/check-policy-document.ts';
import { readText } from '../../../scenario/document/read-document.ts';
import type { Scenario } from '../../../scenario/document/scenario.ts';
import { endpointSchema } from '../../../scenario/document/scenario-schema.ts';
import { SpecError } from '../../../scenario/spec-error.ts';

/**
 * The VPC endpoints of `--vpc-endpoint id=vpc`, or `id=vpc=policy.json`. Throws SpecError for another form, for an endpoint
 * that is given twice or that the scenario has, and for an invalid policy.
 */
export function vpcEndpointsOf(
  given: readonly string[],
  scenario: Scenario | undefined,
): readonly VpcEndpoint[] {
  const known = new Set(Object.values(scenario?.document.endpoints ?? {}).map(({ id }) => id));
  return given.map((words) => {
    const [id = '', vpc = '', ...rest] = words.split('=');
    const parsed = endpointSchema.safeParse({ id, vpc });
    if (!parsed.success) {
      const fault = parsed.error.issues[0]?.message ?? 'is invalid';
      const form = 'the form is vpce-1a2b3c4d=vpc-1a2b3c4d, and =policy.json if it has a policy';
      throw new SpecError('invalid-document', `--vpc-endpoint ${words} ${fault}; ${form}`);
    }
    if (known.has(id))
      throw new SpecError(
        'invalid-document',
        `there is a VPC endpoint ${id} already: give each --vpc-endpoint once`,
      );
    known.add(id);
    if (rest.length === 0) return { id, vpc };
    const file = rest.join('=');
    const policy = readText(file);
    checkPolicyDocument(policy, file, 'endpoint');
    return { id, vpc, policy };
  });
}
