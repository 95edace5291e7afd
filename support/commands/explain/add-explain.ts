import type { Command } from 'commander';
import type { ExplainOptions } from './explain-command.ts';

type ExplainFlags = Omit<ExplainOptions, 'what' | 'ofRun'>;

/** Adds `keyhole explain` to the command line. */
export function addExplain(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('explain')
    .description(
      'Explain recorded decisions: the request, the statements that allow it, and why it was denied.',
    )
    .argument(
      '[what]',
      'a decision id, an outcome such as W03, or features/a.feature:12 (default: the last denials)',
    )
    .option('-e, --endpoint <url>', 'ask the lab at this address (default: the one of this folder)')
    .option('--scenarios <folder>', 'folder of the scenarios and their outcomes (default: scenarios/ here)')
    .option('--outcomes <file>', 'register of the outcomes (default: outcomes.yaml in the scenarios here)')
    .option(
      '--decisions <file>',
      'read a file that keyhole spec wrote (default: .cache/decisions.jsonl here)',
    )
    .addHelpText('after', explainHelp)
    .action(async (what: string | undefined, options: ExplainFlags, command: Command) => {
      const { runExplain } = await import('./explain-command.ts');
      // The settings of the folder may name a file too; a lab is asked all the same.
      const ofRun = command.getOptionValueSource('decisions') === 'cli';
      finish(await runExplain({ what, ofRun, ...options }));
    });
}

const explainHelp = `
Examples:
  keyhole explain                                 the last denials
  keyhole explain W03                             the denials of an outcome
  keyhole explain features/write-only-bucket/side-doors.feature:12
  keyhole explain 5F2A1C9E0B7D4E63 --endpoint http://127.0.0.1:4566
The id of a decision is the request id, which SDKs show with an error. A refusal
of a lab repeats it in the header x-keyhole-decision-id.
The lab that runs in this folder is asked; if there is none, the last run of
the specification is read. An outcome or a feature is always of the last run.

Exit codes: 0 explained, 2 no such decision is recorded, or an argument is
invalid.
`;
