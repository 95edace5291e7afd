import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { clientsInProcess } from '../client/clients-in-process.ts';
import type { Describing } from '../gateway/record/decision-report.ts';
import type { GatewayServer } from '../gateway/serving/gateway-server.ts';
import { type Actor, Actors } from '../scenario/cast/actors.ts';
import { memberMeant } from '../scenario/cast/member-meant.ts';
import { namesAndSources } from '../scenario/cast/names-and-sources.ts';
import { loadScenario } from '../scenario/document/load-scenario.ts';
import type { Scenario } from '../scenario/document/scenario.ts';
import { rootOfScenario } from '../scenario/document/shipped-scenarios.ts';
import { provision } from '../scenario/provision/provision.ts';
import { factsOf, surroundingsOf } from '../scenario/provision/surroundings-of.ts';
import { settingsHere } from '../settings/settings.ts';
import type { Credentials } from './credentials.ts';

/** The cast of a scenario that was provisioned at a gateway. */
export interface ProvisionedCast {
  readonly region: string;
  readonly describing: Describing;
  /**
   * A function that obtains credentials. Words name a user, a role, a service or a root user; it is undefined for an ARN
   * that the scenario does not have. Throws SpecError `unknown-name` for other words.
   */
  credentialsOf(words: string): (() => Promise<Credentials>) | undefined;
}

/**
 * Loads a scenario, by its folder or by its name in the scenarios of the current folder, and provisions it at a gateway. What
 * the loader warns of becomes a warning of the process: `KeyholeWarning`.
 * Throws SpecError for an unknown name and for a document that is not valid.
 */
export async function provisionCast(given: string, gateway: GatewayServer): Promise<ProvisionedCast> {
  const scenario = await scenarioMeant(given);
  for (const warning of scenario.warnings) process.emitWarning(warning, 'KeyholeWarning');
  gateway.surround(factsOf(scenario));
  const provisioned = await provision(scenario, gateway.endpoint, clientsInProcess(gateway));
  const actors = new Actors(provisioned);
  // Control policies apply only now: before, one of them could refuse what the root users arrange.
  await actors.introduceUsers();
  gateway.surround(surroundingsOf(provisioned, gateway.surroundings));
  await actors.introduceRoles();
  provisioned.sendRequests();
  const introduced = await actors.withNewClients();
  return {
    region: provisioned.scenario.document.region,
    describing: namesAndSources(provisioned),
    credentialsOf(words) {
      const member = memberMeant(words, provisioned);
      return member && (async () => credentialsIn(await introduced.as(member)));
    },
  };
}

/** The scenario in a folder, or the one of this name: of the current folder, or else as it ships with keyhole. */
async function scenarioMeant(given: string): Promise<Scenario> {
  const folder = resolve(given);
  if (existsSync(join(folder, 'scenario.yaml'))) return loadScenario(dirname(folder), basename(folder));
  const { scenarios = 'scenarios' } = await settingsHere();
  return loadScenario(rootOfScenario(resolve(scenarios), given), given);
}

function credentialsIn({ key }: Actor): Credentials {
  if (key === undefined) throw new TypeError('an anonymous caller has no credentials');
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = key;
  return {
    ...{ accessKeyId, secretAccessKey },
    ...(sessionToken !== undefined && { sessionToken }),
    ...(expiration !== undefined && { expiration }),
  };
}
