import type { Played } from '../../access/decision-in-scenario.ts';
import { clientsInProcess } from '../../client/clients-in-process.ts';
import type { GatewayServer } from '../../gateway/serving/gateway-server.ts';
import type { KmsRequestQuotas } from '../../gateway/surroundings/request-quota.ts';
import type { ChangedSurroundings, Surroundings } from '../../gateway/surroundings/surroundings.ts';
import { Actors } from '../../scenario/cast/actors.ts';
import type { Scenario } from '../../scenario/document/scenario.ts';
import { provision } from '../../scenario/provision/provision.ts';
import type { ProvisionedScenario } from '../../scenario/provision/provisioned-scenario.ts';
import { factsOf, surroundingsOf } from '../../scenario/provision/surroundings-of.ts';
import type { LabFacts } from './facts/lab-facts.ts';

/** The options of a lab that are added to the surroundings of its scenario. */
interface PlaySettings {
  readonly quotas: KmsRequestQuotas['perSecond'];
  readonly facts: LabFacts;
}

/** Provisions a scenario at a lab's gateway, with an access key for each user. Throws SpecError as `provision` does. */
export async function playScenario(
  scenario: Scenario,
  gateway: GatewayServer,
  settings: PlaySettings,
): Promise<Played> {
  const own = factsOf(scenario);
  gateway.surround({ ...own, assumptions: settings.facts(own).assumptions });
  const provisioned = await provision(scenario, gateway.endpoint, clientsInProcess(gateway));
  const actors = new Actors(provisioned);
  // Control policies apply only now: before, one of them could refuse what the root users arrange.
  await actors.introduceUsers();
  gateway.surround(surroundingsWith(provisioned, settings, gateway.surroundings));
  provisioned.sendRequests();
  return { gateway, provisioned, actors: await actors.withNewClients() };
}

/** The surroundings of a provisioned scenario, with the quotas and facts that the options of its lab state. */
export function surroundingsWith(
  provisioned: ProvisionedScenario,
  { quotas, facts }: PlaySettings,
  made: ChangedSurroundings,
): Surroundings {
  const around = surroundingsOf(provisioned, made);
  const perSecond = { ...around.kmsRequestQuotas?.perSecond, ...quotas };
  return facts({ ...around, kmsRequestQuotas: { perSecond } });
}
