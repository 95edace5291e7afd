import type { Command } from 'commander';
import type { CredentialsOptions } from './credentials-command.ts';

/** Adds `keyhole credentials` to the command line. */
export function addCredentials(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('credentials')
    .description("Print a principal's credentials as JSON, for credential_process in AWS's files.")
    .argument('<principal>', 'the principal: "the transfer role", transfer, root-intake or an ARN')
    .option('-e, --endpoint <url>', 'the address of the lab (default: the one of this folder)')
    .option('--ca <file>', 'the certificate authority of a lab with --https (default: that of this folder)')
    .addHelpText('after', credentialsHelp)
    .action(async (principal: string, options: Omit<CredentialsOptions, 'principal'>) => {
      const { runCredentials } = await import('./credentials-command.ts');
      finish(await runCredentials({ principal, ...options }));
    });
}

const credentialsHelp = `
A lab writes AWS files with a profile for each principal. The profile of a role
has this command, so that clients renew its session by themselves:
  credential_process = keyhole credentials transfer

Exit codes: 0 printed, 2 there is no lab or no such principal.
`;
