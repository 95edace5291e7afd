import { type Command, Option } from 'commander';
import { collectValues } from '../repeatable-option.ts';
import type { DecideOptions } from './decide-command.ts';

type Optional = 'context' | 'without' | 'json';

/** The options of decide, as commander gives them. */
type DecideFlags = Omit<DecideOptions, Optional> & Partial<Pick<DecideOptions, Optional>>;

/** Adds `keyhole decide` to the command line. */
export function addDecide(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('decide')
    .description('Decide one permission without sending a request, in a scenario or a running lab.')
    .requiredOption('--principal <who>', 'name, ARN or account id: "the transfer role", transfer, anonymous')
    .requiredOption('--action <action>', "the permission's action, such as kms:Decrypt")
    .requiredOption('--resource <what>', 'name or ARN: "the shared key", write-only/hello.txt')
    .option(
      '--scenario <name>',
      'the scenario, by its name in scenarios/ or among those that ship (default: ask the running lab)',
    )
    .option('-e, --endpoint <url>', 'ask the lab at this address (default: the one of this folder)')
    .option('--scenarios <folder>', 'folder of the scenarios (default: scenarios/ here)')
    .option('--context <key=value>', 'a condition key of the request; may be repeated', collectValues)
    .option(
      '--without <key>',
      'a condition key that the request does not have; may be repeated',
      collectValues,
    )
    .addOption(new Option('--via <service>', 'the service that calls KMS for the principal').choices(['s3']))
    .option('--through <endpoint>', 'the VPC endpoint of the request, by name or id')
    .option('--region <region>', "the request's region (default: the scenario's)")
    .addOption(
      new Option('--expect <outcome>', 'exit with 0 if this is the decision').choices(['allowed', 'denied']),
    )
    .option('--json', 'print the decision as JSON')
    .addHelpText('after', decideHelp)
    .action(async (options: DecideFlags) => {
      const { runDecide } = await import('./decide-command.ts');
      finish(await runDecide({ context: [], without: [], json: false, ...options }));
    });
}

const decideHelp = `
Examples:
  keyhole decide --scenario write-only-bucket --principal "the transfer role" \\
    --action kms:Decrypt --resource "the shared key" --via s3
  keyhole decide --scenario write-only-bucket --principal outsider \\
    --action s3:GetObject --resource write-only/hello.txt --expect denied

Without --scenario, the lab that runs in this folder decides in its current
state: with the policies that you have changed in it.
One permission is decided, not a whole request. For instance, reading an
encrypted object needs both s3:GetObject and kms:Decrypt.
keyhole guesses no condition key: if the decision depends on one that was not
given, an error names it.

Exit codes: 0 allowed (or as expected), 1 denied (or not as expected),
2 an argument or document is invalid.
`;
