import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { DecidedMatrix } from '../../../documentation/record/decided-matrix.ts';
import { recordScenario } from '../../../documentation/record/record-scenario.ts';
import type { RecordedScenario } from '../../../documentation/record/recorded-scenario.ts';
import type { RunRecord } from '../../../documentation/record/run-record.ts';
import { scenarioNamed } from '../../../scenario/document/documented-scenarios.ts';
import type { Scenario } from '../../../scenario/document/scenario.ts';
import { scenarioFolder, shownPath } from '../../../scenario/document/scenario-folder.ts';
import { SpecError } from '../../../scenario/spec-error.ts';
import { decidedMatrixOf } from './decided-matrix-of.ts';

/** Records with access matrices, and the reasons for scenarios that have none. */
export interface WithMatrices {
  readonly records: readonly RunRecord[];
  readonly leftOut: readonly string[];
}

/**
 * Adds the access matrix of each scenario that the folder has as the run read it. A matrix of other documents would be one of
 * another scenario.
 */
export async function withMatrices(records: readonly RunRecord[]): Promise<WithMatrices> {
  const scenarios = new Map(
    records.flatMap((record) =>
      record.scenarios
        .filter(({ name }) => record.matrices?.some(({ scenario }) => scenario === name) !== true)
        .map((scenario) => [JSON.stringify(scenario), scenario] as const),
    ),
  );
  const matrices = new Map<string, DecidedMatrix>();
  const leftOut = new Map<string, Set<string>>();
  for (const [text, recorded] of scenarios) {
    const matrix = await matrixOf(recorded);
    if (typeof matrix !== 'string') matrices.set(text, matrix);
    else leftOut.set(matrix, (leftOut.get(matrix) ?? new Set()).add(recorded.name));
  }
  return {
    records: records.map((record) => {
      const own = record.scenarios.flatMap((scenario) => matrices.get(JSON.stringify(scenario)) ?? []);
      const all = [...(record.matrices ?? []), ...own];
      return all.length === 0 ? record : { ...record, matrices: all };
    }),
    leftOut: [...leftOut].map(([why, names]) => `no access matrix for ${[...names].join(', ')}: ${why}`),
  };
}

/** The matrix of a scenario, or the reason why it has none. */
async function matrixOf(recorded: RecordedScenario): Promise<DecidedMatrix | string> {
  try {
    const scenario = scenarioHere(recorded.name);
    if (scenario === undefined) return `${shownPath(scenarioFolder())} does not have it`;
    if (!isAsRecorded(scenario, recorded)) return 'the documents here differ from those of the run';
    return await decidedMatrixOf(scenario);
  } catch (error) {
    if (error instanceof SpecError) return error.message;
    throw error;
  }
}

function scenarioHere(name: string): Scenario | undefined {
  return existsSync(join(scenarioFolder(), name, 'scenario.yaml')) ? scenarioNamed(name) : undefined;
}

/** True if the folder has a scenario as a run read it. Records are JSON, which has no undefined members. */
function isAsRecorded(scenario: Scenario, recorded: RecordedScenario): boolean {
  const now: unknown = JSON.parse(JSON.stringify(recordScenario(scenario)));
  return isDeepStrictEqual(now, JSON.parse(JSON.stringify(recorded)));
}
