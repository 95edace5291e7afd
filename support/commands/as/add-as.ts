import type { Command } from 'commander';

/** Adds `keyhole as` to the command line. */
export function addAs(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('as')
    .description('Run a command as a principal of a running lab.')
    .argument('<principal>', 'the principal: "the transfer role", transfer, root-intake or an ARN')
    .argument('[command...]', 'the command and its arguments, after --')
    .option('-e, --endpoint <url>', 'the address of the lab (default: the one of this folder)')
    .addHelpText('after', asHelp)
    .action(async (principal: string, command: readonly string[], options: { endpoint?: string }) => {
      const { runAs } = await import('./as-command.ts');
      finish(await runAs({ principal, command, ...options }));
    });
}

const asHelp = `
Examples:
  keyhole as "the transfer role" -- aws s3 ls s3://my-write-only-bucket
  keyhole as root-intake -- aws s3 cp hello.txt s3://my-write-only-bucket/
  keyhole as processing -- python3 read_objects.py

Only the command gets the variables: AWS_ACCESS_KEY_ID and the other keys,
AWS_ENDPOINT_URL and the region. Your own variables AWS_* are removed from its
environment, and your own AWS files are not read. A role gets a new session.

Exit codes: that of the command, 127 if there is no such command, 2 if there
is no lab or no such principal.
`;
