import { isForeignBackend, type StartedBackend, startedBackend } from '../backends/backend.ts';
import { spending } from '../backends/time-spent.ts';
import { clientsInProcess } from '../client/clients-in-process.ts';
import type { StoreAlone } from '../comparison/past-the-gateway.ts';
import type { Describing } from '../gateway/record/decision-report.ts';
import type { GatewayServer } from '../gateway/serving/gateway-server.ts';
import { type Lab, startLab } from '../gateway/serving/lab.ts';
import { Actors } from '../scenario/cast/actors.ts';
import { namesAndSources } from '../scenario/cast/names-and-sources.ts';
import { scenarioNamed } from '../scenario/document/documented-scenarios.ts';
import { provision } from '../scenario/provision/provision.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';
import { factsOf, surroundingsOf } from '../scenario/provision/surroundings-of.ts';

/** A provisioned scenario behind a gateway, with its cast. */
export interface Stage {
  readonly lab: GatewayServer;
  /** The surroundings in which each example begins. */
  readonly surroundings: GatewayServer['surroundings'];
  readonly provisioned: ProvisionedScenario;
  readonly actors: Actors;
  /** The names of its things in features, and the places of its statements. */
  readonly describing: Describing;
  /** The last request before the example; undefined if all records of the gateway are the example's. */
  readonly after?: string | undefined;
  /** The store behind the gateway, if it has an address of its own. */
  readonly alone?: StoreAlone;
}

interface SetStage extends Stage {
  /** Puts everything back to the state in which the stage was set. */
  readonly restore: () => void;
}

let theLab: Promise<Lab> | undefined;
/** The last stage that was set on a store other than the embedded one. */
let foreign: { readonly name: string; readonly stage: Stage } | undefined;
const set = new Map<string, SetStage>();

/**
 * Sets the stage for one example, as if no other example had run on it.
 *
 * On the embedded store each scenario is provisioned once a process, with access keys and sessions of its cast. It is
 * put back for each example. Examples share an endpoint and connections, and no changes.
 *
 * On any other store the scenario is put back if the earlier example can be undone. Otherwise it is removed and
 * provisioned again. `anew` always provisions it again, since something was changed past the gateway.
 */
export async function setStage(name: string, { anew = false } = {}): Promise<Stage> {
  if (isForeignBackend()) return foreignStage(name, anew);
  theLab ??= startLab();
  const stage = set.get(name) ?? (await stageOnEmbedded(name, await theLab));
  set.set(name, stage);
  stage.restore();
  return stage;
}

/** Ends the gateway that {@link setStage} started. */
export async function strikeStages(): Promise<void> {
  const lab = await theLab;
  theLab = undefined;
  set.clear();
  await lab?.[Symbol.asyncDispose]();
}

async function foreignStage(name: string, anew: boolean): Promise<Stage> {
  const backend = await startedBackend();
  if (backend === undefined) throw new TypeError('no backend is started: call useBackend first');
  const { gateway } = backend;
  await backend.check();
  const left = anew ? undefined : await leftAsItWas(name, backend);
  const stage = left ?? (await spending('provisioning', () => builtAnew(name, backend)));
  gateway.surround(stage.surroundings);
  foreign = { name, stage };
  return { ...stage, after: gateway.decisionLog.records().at(-1)?.id };
}

/** The stage of the earlier example, if it has the same scenario and everything could be undone. */
async function leftAsItWas(name: string, backend: StartedBackend): Promise<Stage | undefined> {
  const same = foreign?.name === name ? foreign.stage : undefined;
  foreign = undefined;
  if (same === undefined || !(await spending('rewinding', () => backend.rewind().catch(() => false))))
    return undefined;
  return same;
}

async function builtAnew(name: string, backend: StartedBackend): Promise<Stage> {
  const { gateway } = backend;
  await backend.removeAll();
  const scenario = scenarioNamed(name);
  gateway.surround(factsOf(scenario));
  const provisioned = await provision(scenario, gateway.endpoint);
  const actors = new Actors(provisioned);
  await actors.introduceUsers();
  const surroundings = surroundingsOf(provisioned, gateway.surroundings);
  gateway.surround(surroundings);
  await actors.introduceRoles();
  backend.mark();
  const { region } = provisioned.scenario.document;
  const keys = new Set(Object.values(provisioned.values));
  const alone = { endpoint: backend.storeEndpoint, region, keys, disturbed: () => backend.disturbed() };
  return { lab: gateway, surroundings, provisioned, actors, describing: namesAndSources(provisioned), alone };
}

async function stageOnEmbedded(name: string, lab: Lab): Promise<SetStage> {
  lab.clear();
  const scenario = scenarioNamed(name);
  lab.surround(factsOf(scenario));
  const provisioned = await provision(scenario, lab.endpoint, clientsInProcess(lab));
  const actors = new Actors(provisioned);
  await actors.introduceUsers();
  const surroundings = surroundingsOf(provisioned, lab.surroundings);
  lab.surround(surroundings);
  await actors.introduceRoles();
  provisioned.sendRequests();
  return {
    ...{ lab, surroundings, provisioned, actors: await actors.withNewClients() },
    ...{ describing: namesAndSources(provisioned), restore: lab.checkpoint() },
  };
}
