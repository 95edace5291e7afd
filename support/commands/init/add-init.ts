import type { Command } from 'commander';
import type { InitFlags } from './init-command.ts';

/** Adds `keyhole init` to the command line. */
export function addInit(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('init')
    .description('Write a first scenario and feature into this folder, and how CI and the editor run them.')
    .option('--region <region>', 'region of the bucket and the key (default: eu-west-1)')
    .option('--data-account <id>', 'id of the account that owns them (default: 111111111111)')
    .option('--partner-account <id>', 'id of the account that reads (default: 222222222222)')
    .option('-y, --yes', 'ask nothing on a terminal')
    .option('--dry-run', 'say what would be written, and write nothing')
    .addHelpText('after', initHelp)
    .action(async (flags: InitFlags) => {
      const { runInit } = await import('./init-command.ts');
      finish(await runInit(flags));
    });
}

const initHelp = `
Examples:
  keyhole init
  keyhole init --dry-run
  keyhole init --yes --region us-east-1 --data-account 123456789012

Files that exist are kept as they are, and package.json gets only scripts that
it does not have. On a terminal keyhole asks for what no option gives.

Exit codes: 0 written, 2 an argument is invalid or there is no package.json,
130 interrupted.
`;
