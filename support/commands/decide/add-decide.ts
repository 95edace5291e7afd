import { type Command, Option } from 'commander';
import { collectValues } from '../repeatable-option.ts';
import type { DecideOptions } from './decide-command.ts';

type Optional = 'context' | 'without' | 'json';

/** The options of decide as they are given. */
type DecideFlags = Omit<DecideOptions, Optional> & Partial<Pick<DecideOptions, Optional>>;

/** Adds `keyhole decide` to the command line. */
export function addDecide(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('decide')
    .description('Decide one permission in a documented world without sending a request: what if?')
    .requiredOption(
      '--principal <who>',
      'by name or ARN: "the transfer role", transfer, 111111111111, anonymous',
    )
    .requiredOption('--action <action>', 'such as kms:Decrypt')
    .requiredOption('--resource <what>', 'by name or ARN: "the shared key", write-only/hello.txt')
    .requiredOption('--scenario <name>', 'the documented world, by its name in scenarios/')
    .option('--scenarios <folder>', 'folder of the documented worlds (default: scenarios/ here)')
    .option('--context <key=value>', 'a condition key of the request; again for more', collectValues)
    .option(
      '--without <key>',
      'a condition key that the request does not have; again for more',
      collectValues,
    )
    .addOption(new Option('--via <service>', 'who asks KMS on behalf of the principal').choices(['s3']))
    .option(
      '--through <endpoint>',
      'the VPC endpoint it comes through, by its name in the scenario or its id',
    )
    .option('--region <region>', "of the request (default: the scenario's)")
    .addOption(
      new Option('--expect <outcome>', 'succeed where this is the outcome').choices(['allowed', 'denied']),
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
  keyhole decide --scenario write-only-bucket --principal "the transfer role" --action kms:Decrypt \\
    --resource "the shared key" --via s3
  keyhole decide --scenario write-only-bucket --principal outsider --action s3:GetObject \\
    --resource write-only/hello.txt --expect denied

One permission is decided, not a whole request: reading an encrypted object takes s3:GetObject and kms:Decrypt.
A condition key that a policy asks for and nobody gave is not guessed: keyhole says which it is.

Exit codes: 0 allowed (or as expected), 1 denied (or not as expected), 2 something given cannot be used.
`;
