import type { Command } from 'commander';

/** Adds `keyhole trail` to the command line. */
export function addTrail(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('trail')
    .description(
      "Print an account's audit trail of a running lab: who asked KMS for what, as CloudTrail would.",
    )
    .requiredOption('-a, --account <id>', 'whose trail: 12 digits')
    .option('-e, --endpoint <url>', 'of the lab', 'http://127.0.0.1:4566')
    .option('--json', "print the events as CloudTrail's log files have them")
    .addHelpText('after', trailHelp)
    .action(async (options: { account: string; endpoint: string; json?: boolean }) => {
      const { runTrail } = await import('./trail-command.ts');
      finish(await runTrail({ ...options, json: options.json === true }));
    });
}

const trailHelp = `
Examples:
  keyhole trail --account 222222222222
  keyhole trail --account 222222222222 --endpoint http://127.0.0.1:4566 --json | jq '.Records[].eventName'

An account sees its own principals' calls, those that S3 made for them, and the successful calls of others that used its
keys: of those it sees the account and the unique id. A call to another's key that was refused is in the caller's trail only.

Exit codes: 0 printed, 2 something given cannot be used.
`;
