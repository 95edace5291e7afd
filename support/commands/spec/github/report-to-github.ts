import { appendFileSync } from 'node:fs';
import type { ExampleResult } from '../example-result.ts';
import type { StatedOutcome } from '../spec-report.ts';
import { annotationsOf, annotationsOfMistake } from './annotations.ts';
import { summaryOf } from './summary.ts';
import { type Annotation, errorCommand } from './workflow-command.ts';

/** True if this process is a step of a workflow of GitHub Actions. */
export function isOnGitHub({ GITHUB_ACTIONS }: NodeJS.ProcessEnv = process.env): boolean {
  return GITHUB_ACTIONS === 'true';
}

/** In a workflow of GitHub Actions, annotates the failures of a run and adds it to the summary; elsewhere does nothing. */
export function reportToGitHub(
  examples: readonly ExampleResult[],
  outcomes: ReadonlyMap<string, StatedOutcome>,
  env: NodeJS.ProcessEnv = process.env,
): void {
  if (!isOnGitHub(env)) return;
  annotate(annotationsOf(examples), env);
  const { GITHUB_STEP_SUMMARY: file } = env;
  if (file === undefined || file === '') return;
  try {
    appendFileSync(file, summaryOf(examples, outcomes));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`keyhole: could not write the summary of this step: ${why}\n`);
  }
}

/** In a workflow of GitHub Actions, annotates the places that a message about invalid files names. */
export function reportMistakeToGitHub(message: string, env: NodeJS.ProcessEnv = process.env): void {
  if (isOnGitHub(env)) annotate(annotationsOfMistake(message), env);
}

function annotate(annotations: readonly Annotation[], env: NodeJS.ProcessEnv): void {
  for (const annotation of annotations) process.stdout.write(errorCommand(annotation, env));
}
