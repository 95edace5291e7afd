import type { Command } from 'commander';
import type { StepsOptions } from './steps-command.ts';

/** Adds `keyhole steps` to the command line. */
export function addSteps(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('steps')
    .description(
      'List the steps that features may use, by noun, each with an example, and what their parameters may be.',
    )
    .argument('[word]', 'only steps with this word in the noun, the wording, the example or a parameter')
    .option('--json', 'print the steps as JSON')
    .option(
      '--features <folder>',
      'folder of the features that examples are taken from (default: features/ here)',
    )
    .option('--steps <folder>', 'folder of your own steps (default: steps/ here)')
    .addHelpText('after', stepsHelp)
    .action(async (word: string | undefined, options: Omit<StepsOptions, 'word'>) => {
      const { runSteps } = await import('./steps-command.ts');
      finish(await runSteps({ word, ...options }));
    });
}

const stepsHelp = `
Examples:
  keyhole steps                                   the whole vocabulary
  keyhole steps grant                             the steps about grants
  keyhole steps --json upload

Exit codes: 0 listed, 2 no step has the word, or your own steps do not load.
`;
