import type { Describing } from '../support/gateway/decision-report.ts';
import { type Lab, startLab } from '../support/gateway/lab.ts';
import { Actors } from '../support/scenario/actors.ts';
import { describingOf } from '../support/scenario/describing-of.ts';
import { scenarioNamed } from '../support/scenario/documented-scenarios.ts';
import { provision } from '../support/scenario/provision.ts';
import { surroundingsOf } from '../support/scenario/surroundings-of.ts';
import type { Topology } from '../support/scenario/topology.ts';

/** A documented world in a running lab, with its cast. */
export interface Stage {
  readonly lab: Lab;
  readonly topology: Topology;
  readonly actors: Actors;
  /** What its things are called, and where its statements stand. */
  readonly describing: Describing;
}

interface SetStage extends Stage {
  /** Puts everything back to where it was when the stage was set. */
  readonly restore: () => void;
}

let theLab: Promise<Lab> | undefined;
const set = new Map<string, SetStage>();

/**
 * Sets the stage for one scenario, as if nothing had happened on it before.
 *
 * Each documented world is provisioned once a process, access keys and sessions of its cast included, and put back for each
 * scenario: scenarios share an endpoint and the clients' connections, and nothing that one of them did.
 */
export async function setStage(name: string): Promise<Stage> {
  theLab ??= startLab();
  const stage = set.get(name) ?? (await provisioned(name, await theLab));
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

async function provisioned(name: string, lab: Lab): Promise<SetStage> {
  lab.clear();
  const topology = await provision(scenarioNamed(name), lab.endpoint);
  const actors = new Actors(topology);
  await actors.introduce();
  lab.surround(surroundingsOf(topology));
  return { lab, topology, actors, describing: describingOf(topology), restore: lab.checkpoint() };
}
