import { type Command, Option } from 'commander';
import type { EnvOptions } from './env-command.ts';
import { shellNames } from './shells.ts';

/** Adds `keyhole env` to the command line. */
export function addEnv(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('env')
    .description('Print the variables with which AWS clients act as a principal of a running lab.')
    .argument('<principal>', 'the principal: "the transfer role", transfer, root-intake or an ARN')
    .addOption(
      new Option('--shell <shell>', 'the form of the output (default: that of your shell)').choices(
        shellNames,
      ),
    )
    .option('-e, --endpoint <url>', 'the address of the lab (default: the one of this folder)')
    .addHelpText('after', envHelp)
    .action(async (principal: string, options: Omit<EnvOptions, 'principal'>) => {
      const { runEnv } = await import('./env-command.ts');
      finish(await runEnv({ principal, ...options }));
    });
}

const envHelp = `
Examples:
  eval "$(keyhole env "the transfer role")"
  keyhole env processing --shell fish | source

The session of a role ends after an hour; the lab's profiles ask for a new one.

Exit codes: 0 printed, 2 there is no lab or no such principal.
`;
