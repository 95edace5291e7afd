import type { VpcEndpoint } from '../../../gateway/surroundings/vpc-endpoint.ts';
import type { Scenario } from '../../../scenario/document/scenario.ts';
import { endpointSchema } from '../../../scenario/document/scenario-schema.ts';
import { SpecError } from '../../../scenario/spec-error.ts';
import { policyOfFile } from './policy-of-file.ts';

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
    const file = rest.length === 0 ? undefined : rest.join('=');
    if (!parsed.success || file === '') {
      const fault = parsed.error?.issues[0]?.message ?? 'names no file after its last "="';
      const form = 'the form is vpce-1a2b3c4d=vpc-1a2b3c4d, and =policy.json if it has a policy';
      throw new SpecError('invalid-document', `--vpc-endpoint ${words} ${fault}; ${form}`);
    }
    if (known.has(id))
      throw new SpecError(
        'invalid-document',
        `there is a VPC endpoint ${id} already, by another option or in the scenario: give ${words} another id`,
      );
    known.add(id);
    if (file === undefined) return { id, vpc };
    return { id, vpc, policy: policyOfFile(file, 'endpoint', scenario) };
  });
}
