import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownFile } from '../../../node/own-file.ts';
import { spoken } from '../../../scenario/document/document-names.ts';
import { scenarioFolder } from '../../../scenario/document/scenario-folder.ts';

/** How an example ended, by its place, such as `features/reports.feature:12`. */
export type ExampleResults = ReadonlyMap<string, ExampleResult>;

/** The result of an example. */
export interface ExampleResult {
  readonly name: string;
  readonly holds: boolean;
  /** The ids of the outcomes that it proves. */
  readonly outcomes: readonly string[];
  /** The expected and the actual answer of one that does not hold. */
  readonly message?: string | undefined;
}

/** The features with examples on a scenario: those that name it, in a folder. */
export function featuresOn(scenario: string, folder: string): readonly string[] {
  const mention = `the-${spoken(scenario)}-scenario`;
  return globSync(`${folder}/**/*.{feature,feature.md}`)
    .filter((file) => spoken(readFileSync(file, 'utf8')).includes(mention))
    .toSorted();
}

/**
 * Runs features in a process of its own, on an embedded store. Resolves with the results of the examples on one scenario;
 * undefined if they cannot be run, or if the signal ends the run.
 */
export async function exampleResults(
  scenario: string,
  { features, signal }: { readonly features: readonly string[]; readonly signal: AbortSignal },
): Promise<ExampleResults | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'keyhole-watch-'));
  const record = join(folder, 'run.json');
  const files = ['--run', record, '--decisions', join(folder, 'decisions.jsonl')];
  const chosen = ['--scenarios', scenarioFolder(), '--backend', 'embedded'];
  const { GITHUB_ACTIONS: _, GITHUB_STEP_SUMMARY: __, ...env } = process.env;
  try {
    const keyhole = ownFile('support/commands/keyhole.ts');
    const child = spawn(process.execPath, [keyhole, 'spec', '--quiet', ...files, ...chosen, ...features], {
      ...{ env, signal, stdio: 'ignore' },
    });
    await once(child, 'close', { signal });
    const { runRecord } = await import('../../../documentation/record/run-record.ts');
    const run = runRecord.parse(JSON.parse(readFileSync(record, 'utf8')));
    const examples = run.features.flatMap(({ file, rules }) =>
      rules.flatMap((rule) => rule.examples.map((example) => ({ file, ...example }))),
    );
    return new Map(
      examples
        .filter((example) => example.scenario === scenario)
        .map(({ file, line, name, verdict, outcomes, failure }): [string, ExampleResult] => [
          `${file}:${line}`,
          { name, holds: verdict === 'passed', outcomes, message: failure?.message },
        ]),
    );
  } catch {
    // A run that cannot be read says nothing about the examples: keyhole spec tells why.
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Lines about the examples that ended otherwise than before. */
export function flippedExamples(before: ExampleResults, after: ExampleResults): readonly string[] {
  return [...after].flatMap(([place, { name, holds, outcomes, message }]) => {
    const earlier = before.get(place);
    if (earlier === undefined || earlier.holds === holds) return [];
    const ids = outcomes.length === 0 ? '' : `${outcomes.join(', ')}: `;
    const why = holds || message === undefined ? [] : message.split('\n').map((line) => `    ${line}`);
    return [`  ${ids}${holds ? 'holds again' : 'no longer holds'}: ${name} (${place})`, ...why];
  });
}
