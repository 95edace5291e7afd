import type { Command } from 'commander';
import type { TrailOptions } from './trail-command.ts';

/** Adds `keyhole trail` to the command line. */
export function addTrail(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('trail')
    .description("Print CloudTrail's events of KMS for an account of a running lab.")
    .requiredOption('-a, --account <id>', 'the account: its 12 digits, or its name in a scenario')
    .option('--scenarios <folder>', 'folder of the scenarios (default: scenarios/ here)')
    .option('-e, --endpoint <url>', 'ask the lab at this address (default: the one of this folder)')
    .option('--json', "print JSON, as in CloudTrail's log files")
    .addHelpText('after', trailHelp)
    .action(async (options: Omit<TrailOptions, 'json'> & { json?: boolean }) => {
      const { runTrail } = await import('./trail-command.ts');
      finish(await runTrail({ ...options, json: options.json === true }));
    });
}

const trailHelp = `
Examples:
  keyhole trail --account 222222222222
  keyhole trail --account intake
  keyhole trail --account 222222222222 --json | jq '.Records[].eventName'

CloudTrail shows an account the calls of its own principals, the calls that S3
made for them, and the successful calls of other accounts with its keys.
A caller of another account is shown by account and unique id. A refused call
to another account's key is shown to the caller's account only.

Exit codes: 0 printed, 2 an argument is invalid, or no lab answers.
`;
