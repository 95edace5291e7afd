import { existsSync } from 'node:fs';
import { styleText } from 'node:util';
import type { Envelope } from '@cucumber/messages';
import { nearest } from '../../authorization/terms/nearest.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { specificationOf } from '../../specification/specification.ts';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';
import { exitCodes } from '../exit-codes.ts';
import { runFeatures } from '../spec/run-features.ts';
import { featureFolder, type SpecFolders, stepPatterns } from '../spec/spec-folders.ts';
import { keyholeExamples } from './keyhole-examples.ts';
import { keyholeParameters } from './keyhole-parameters.ts';
import { type ListedStep, listedSteps, stepsWith } from './listed-steps.ts';
import type { ParameterExamples } from './parameter-examples.ts';

/** The part of the vocabulary to list, and the form. */
export interface StepsOptions extends SpecFolders {
  /** A word of the noun, the wording, the example or a parameter; all steps are listed if it is left out. */
  readonly word?: string | undefined;
  readonly json?: boolean | undefined;
}

/**
 * `keyhole steps`: lists the wordings that features may use, keyhole's and one's own. Resolves with the exit code. Throws
 * SpecError for steps that cannot be loaded, and if no step has the word.
 */
export async function runSteps({ word, json = false, ...folders }: StepsOptions): Promise<number> {
  const steps = listedSteps(specificationOf(await messagesOf(folders)), {
    steps: keyholeExamples,
    parameters: keyholeParameters,
  });
  const listed = word === undefined ? steps : stepsWith(word, steps);
  if (listed.length === 0) throw new SpecError('unknown-name', noStep(word ?? '', steps));
  process.stdout.write(json ? `${JSON.stringify(listed, undefined, 2)}\n` : stepsReport(listed));
  return exitCodes.ok;
}

/** Cucumber's messages about the steps and the features here, which need not be there; nothing is run. */
async function messagesOf(folders: SpecFolders): Promise<readonly Envelope[]> {
  const { features = 'features' } = folders;
  const paths = existsSync(features) ? [`${featureFolder(folders)}/**/*.{feature,feature.md}`] : [];
  const messages: Envelope[] = [];
  await runFeatures({ paths, imports: stepPatterns(folders), dryRun: true }, (message) =>
    messages.push(message),
  );
  return messages;
}

/** The steps for a terminal, under their nouns, each with its example. */
function stepsReport(steps: readonly ListedStep[]): string {
  const groups = Map.groupBy(steps, ({ noun, own }) => (own === undefined ? noun : `${noun} (your own)`));
  const lines = [...groups].flatMap(([title, group]) => [
    '',
    styleText('bold', title),
    ...group.flatMap(linesOf),
  ]);
  lines.push('', styleText('bold', 'what parameters may be'), ...parameterLines(steps));
  return `${lines.slice(1).join('\n')}\n`;
}

function linesOf({ expression, example, own }: ListedStep): readonly string[] {
  const place = own === undefined ? [] : [styleText('dim', `    ${own}`)];
  const shown = (example ?? 'no feature here uses it')
    .split('\n')
    .map((line) => styleText('dim', `    ${line}`));
  return [`  ${expression}`, ...place, ...shown];
}

/** The parameters of the steps, each with its texts. */
function parameterLines(steps: readonly ListedStep[]): readonly string[] {
  const all: ParameterExamples = Object.assign({}, ...steps.map(({ parameters }) => parameters));
  return Object.entries(all)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .flatMap(([name, texts]) => {
      const shown = texts.map((text) => (text === '' ? 'nothing' : text.trim())).join('; ');
      return [
        `  {${name}}`,
        ...wrapLines(shown, outputWidth() - 4, false).map((line) => styleText('dim', `    ${line}`)),
      ];
    });
}

function noStep(word: string, steps: readonly ListedStep[]): string {
  const nouns = [...new Set(steps.map(({ noun }) => noun))];
  const words = steps.flatMap(({ noun, expression }) => [noun, ...expression.split(/[^\p{L}]+/u)]);
  const meant = nearest(word, words);
  return `no step has "${word}" in it; ${meant === undefined ? 'nouns' : `did you mean "${meant}"? Nouns`}: ${nouns.join(', ')}`;
}
