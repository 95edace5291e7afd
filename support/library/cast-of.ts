import type { GatewayServer } from '../gateway/serving/gateway-server.ts';
import type { Organization } from '../gateway/surroundings/organization.ts';
import type { ProvisionedCast } from './provisioned-cast.ts';

/** The options of a start that say what the gateway begins with. */
interface Beginning {
  readonly scenario: string | undefined;
  readonly organization: Organization | undefined;
}

/**
 * Provisions the scenario of a start; undefined if it has none. Throws TypeError if an organization is given beside the
 * scenario, which has its own.
 */
export async function castOf(
  { scenario, organization }: Beginning,
  gateway: GatewayServer,
): Promise<ProvisionedCast | undefined> {
  if (scenario === undefined) return undefined;
  if (organization !== undefined)
    throw new TypeError(
      'a scenario has its own organization: describe it in scenario.yaml, or start without a scenario',
    );
  // An empty store needs none of the code that reads scenarios.
  const { provisionCast } = await import('./provisioned-cast.ts');
  return provisionCast(scenario, gateway);
}
