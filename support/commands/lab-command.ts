import { once } from 'node:events';
import { type DecisionReport, decisionReport, PLAIN } from '../gateway/decision-report.ts';
import { type Lab, startLab } from '../gateway/lab.ts';
import type { TrailRecord } from '../gateway/trail.ts';
import { describingOf } from '../scenario/describing-of.ts';
import { scenarioNamed } from '../scenario/documented-scenarios.ts';
import { provision } from '../scenario/provision.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { surroundingsOf } from '../scenario/surroundings-of.ts';
import { describeWorld } from './describe-world.ts';
import { exitCodes } from './exit-codes.ts';

/** What the lab starts with, and where. */
export interface LabOptions {
  readonly scenario: string | undefined;
  readonly empty: boolean;
  readonly port: number;
}

/** `keyhole lab`: serves an embedded world until SIGINT or SIGTERM. Throws SpecError for what cannot be used. */
export async function runLab({ scenario, empty, port }: LabOptions): Promise<number> {
  if ((scenario === undefined) !== empty) {
    throw new SpecError('unknown-scenario', 'lab needs either --empty or the name of a scenario');
  }
  const world = scenario === undefined ? undefined : scenarioNamed(scenario);
  let describing = PLAIN;
  await using lab = await start(port, (record) => decisionReport(record, describing));
  const topology = world && (await provision(world, lab.endpoint));
  if (topology) lab.surround(surroundingsOf(topology));
  if (topology) describing = describingOf(topology);
  process.stdout.write(greeting(lab, topology ? describeWorld(topology) : ['  empty: create what you need']));
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  return exitCodes.ok;
}

function greeting({ endpoint }: Lab, contents: readonly string[]): string {
  const credentials = '  root users: the 12-digit account id as access key id, "test" as secret';
  const explaining = `  keyhole explain --endpoint ${endpoint} tells what was denied, and why`;
  return `${[`keyhole lab on ${endpoint}`, ...contents, credentials, explaining, '  Ctrl-C stops it'].join('\n')}\n`;
}

async function start(port: number, report: (record: TrailRecord) => DecisionReport): Promise<Lab> {
  try {
    return await startLab({ port, report, onInternalError: (error) => console.error(error) });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const reason = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${String(error.code)})`;
    throw new SpecError(
      'unusable-port',
      `port ${port} ${reason}: choose another with --port, or 0 for a free one`,
    );
  }
}
