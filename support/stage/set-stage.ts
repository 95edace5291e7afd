import { isForeignBackend, type StartedBackend, startedBackend } from '../backends/backend.ts';
import type { StoreAlone } from '../comparison/past-the-gateway.ts';
import type { Describing } from '../gateway/record/decision-report.ts';
import type { GatewayServer } from '../gateway/serving/gateway-server.ts';
import { type Lab, startLab } from '../gateway/serving/lab.ts';
import { Actors } from '../scenario/cast/actors.ts';
import { namesAndSources } from '../scenario/cast/names-and-sources.ts';
import { scenarioNamed } from '../scenario/document/documented-scenarios.ts';
import { provision } from '../scenario/provision/provision.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';
import { surroundingsOf } from '../scenario/provision/surroundings-of.ts';

/** A documented world behind a running gateway, with its cast. */
export interface Stage {
  readonly lab: GatewayServer;
  readonly provisioned: ProvisionedScenario;
  readonly actors: Actors;
  /** What its things are called, and where its statements stand. */
  readonly describing: Describing;
  /** The last request that was none of the scenario's; undefined where all that the trail holds are. */
  readonly after?: string | undefined;
  /** The store behind the gateway, where it can be spoken to. */
  readonly alone?: StoreAlone;
}

interface SetStage extends Stage {
  /** Puts everything back to where it was when the stage was set. */
  readonly restore: () => void;
}

let theLab: Promise<Lab> | undefined;
/** The stage that was set last on another store. */
let foreign: { readonly name: string; readonly stage: Stage } | undefined;
const set = new Map<string, SetStage>();

/**
 * Sets the stage for one scenario, as if nothing had happened on it before.
 *
 * On the embedded store each documented world is provisioned once a process, access keys and sessions of its cast
 * included, and put back for each scenario: scenarios share an endpoint and the clients' connections, and nothing that
 * one of them did. On any other store it is put back where what the scenario before did can be undone, and else, or
 * where `anew` is asked for since something was done past the gateway, removed and provisioned anew.
 */
export async function setStage(name: string, { anew = false } = {}): Promise<Stage> {
  if (isForeignBackend()) return foreignStage(name, anew);
  theLab ??= startLab();
  const stage = set.get(name) ?? (await stageOnEmbedded(name, await theLab));
  set.set(name, stage);
  stage.restore();
  return stage;
}

/** Ends what {@link setStage} began. */
export async function strikeStages(): Promise<void> {
  const lab = await theLab;
  theLab = undefined;
  set.clear();
  await lab?.[Symbol.asyncDispose]();
}

async function foreignStage(name: string, anew: boolean): Promise<Stage> {
  const backend = await startedBackend();
  if (backend === undefined) throw new TypeError('no backend is started');
  const { gateway } = backend;
  await backend.check();
  const left = anew ? undefined : await leftAsItWas(name, backend);
  const stage = left ?? (await builtAnew(name, backend));
  gateway.surround(surroundingsOf(stage.provisioned));
  foreign = { name, stage };
  return { ...stage, after: gateway.trail.records().at(-1)?.id };
}

/** The stage of the scenario before, where it is the same and all that was done on it could be undone. */
async function leftAsItWas(name: string, backend: StartedBackend): Promise<Stage | undefined> {
  const same = foreign?.name === name ? foreign.stage : undefined;
  foreign = undefined;
  if (same === undefined || !(await backend.rewind().catch(() => false))) return undefined;
  return same;
}

async function builtAnew(name: string, backend: StartedBackend): Promise<Stage> {
  const { gateway } = backend;
  await backend.removeAll();
  gateway.surround({});
  const provisioned = await provision(scenarioNamed(name), gateway.endpoint);
  const actors = new Actors(provisioned);
  await actors.introduce();
  backend.mark();
  const { region } = provisioned.scenario.document;
  const keys = new Set(Object.values(provisioned.values));
  const alone = { endpoint: backend.storeEndpoint, region, keys, disturbed: () => backend.disturbed() };
  return { lab: gateway, provisioned, actors, describing: namesAndSources(provisioned), alone };
}

async function stageOnEmbedded(name: string, lab: Lab): Promise<SetStage> {
  lab.clear();
  const provisioned = await provision(scenarioNamed(name), lab.endpoint);
  const actors = new Actors(provisioned);
  await actors.introduce();
  lab.surround(surroundingsOf(provisioned));
  return { lab, provisioned, actors, describing: namesAndSources(provisioned), restore: lab.checkpoint() };
}
