import type { Surroundings } from '../../../gateway/surroundings/surroundings.ts';
import type { Scenario } from '../../../scenario/document/scenario.ts';
import { assumptionsOf } from './assumptions-of.ts';
import { organizationOfFile } from './organization-of-file.ts';
import { vpcEndpointsOf } from './vpc-endpoints-of.ts';

/** The options of a lab that state facts about requests and accounts. */
export interface FactOptions {
  /** Values of condition keys: `aws:SourceIp=203.0.113.7`. */
  readonly assume?: readonly string[] | undefined;
  /** The file of an organization, in the form of the member `organization` of scenario.yaml. */
  readonly organization?: string | undefined;
  /** VPC endpoints: `vpce-1a2b3c4d=vpc-1a2b3c4d`. */
  readonly vpcEndpoint?: readonly string[] | undefined;
}

/** Adds stated facts to the surroundings of a lab; a fact that an option states replaces that of the scenario. */
export type LabFacts = (surroundings: Surroundings) => Surroundings;

/**
 * Reads the facts that options state. Throws SpecError for a fact that cannot be stated, for an invalid file, and for a
 * contradiction to the scenario.
 */
export function labFacts(options: FactOptions, scenario: Scenario | undefined): LabFacts {
  const { assume = [], organization, vpcEndpoint = [] } = options;
  // A contradiction to the scenario is refused before anything starts.
  assumptionsOf(assume, scenario?.document.assume ?? {});
  const given = organization === undefined ? undefined : organizationOfFile(organization, scenario);
  const endpoints = vpcEndpointsOf(vpcEndpoint, scenario);
  return (around) => {
    const values = assumptionsOf(assume, around.assumptions?.values ?? {});
    return {
      ...around,
      ...(values && { assumptions: { values, file: around.assumptions?.file } }),
      ...(given && { organization: given }),
      endpoints: [...(around.endpoints ?? []), ...endpoints],
    };
  };
}
