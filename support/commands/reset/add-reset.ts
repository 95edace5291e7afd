import type { Command } from 'commander';
import type { ResetOptions } from './reset-command.ts';

/** Adds `keyhole reset` to the command line. */
export function addReset(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('reset')
    .description('Return a running lab to its scenario, as it was when the lab was ready.')
    .option('-e, --endpoint <url>', 'the address of the lab (default: the one of this folder)')
    .addHelpText('after', resetHelp)
    .action(async (options: ResetOptions) => {
      const { runReset } = await import('./reset-command.ts');
      finish(await runReset(options));
    });
}

const resetHelp = `
Examples:
  keyhole reset
  keyhole reset --endpoint http://127.0.0.1:4567

Everything made since then is removed, objects included; what was changed or
deleted is there again. A lab without a scenario is empty again.
The embedded store keeps its access keys and key ids. Another store that cannot
undo a change is provisioned anew, with other ones.

Exit codes: 0 the lab was reset, 2 an argument is invalid, or no lab answers.
`;
