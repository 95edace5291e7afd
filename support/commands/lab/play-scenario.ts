import type { GatewayServer } from '../../gateway/serving/gateway-server.ts';
import type { KmsRequestQuotas } from '../../gateway/surroundings/request-quota.ts';
import { Actors } from '../../scenario/cast/actors.ts';
import type { Scenario } from '../../scenario/document/scenario.ts';
import { provision } from '../../scenario/provision/provision.ts';
import { factsOf, surroundingsOf } from '../../scenario/provision/surroundings-of.ts';
import type { Played } from '../decide/decision-in-scenario.ts';

/** Provisions a scenario at a lab's gateway, with an access key for each user. Throws SpecError as `provision` does. */
export async function playScenario(
  scenario: Scenario,
  gateway: GatewayServer,
  quotas: KmsRequestQuotas['perSecond'],
): Promise<Played> {
  gateway.surround(factsOf(scenario));
  const provisioned = await provision(scenario, gateway.endpoint);
  const actors = new Actors(provisioned);
  // Control policies apply only now: before, one of them could refuse what the root users arrange.
  await actors.introduceUsers();
  const around = surroundingsOf(provisioned);
  const perSecond = { ...around.kmsRequestQuotas?.perSecond, ...quotas };
  gateway.surround({ ...around, kmsRequestQuotas: { perSecond } });
  return { gateway, provisioned, actors };
}
