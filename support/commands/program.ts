import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { backendNames } from '../backends/backend-names.ts';
import { SpecError } from '../scenario/spec-error.ts';
import type { DecideOptions } from './decide/decide-command.ts';
import { exitCodes } from './exit-codes.ts';
import type { LabOptions } from './lab/lab-command.ts';
import { requireFeatures } from './spec/require-features.ts';
import type { SpecOptions } from './spec/spec-command.ts';
import { addTrail } from './trail/add-trail.ts';

/** Runs keyhole with command-line arguments; resolves with the exit code and never rejects for what a user gave. */
export async function runKeyhole(args: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.badInput;
    if (error instanceof SpecError) {
      process.stderr.write(`keyhole: ${error.message}\n`);
      return exitCodes.badInput;
    }
    throw error;
  }
}

/** The command line; each command's code is loaded when it is the one to run. */
function createProgram(finish: (exitCode: number) => void): Command {
  const program = new Command('keyhole')
    .description('An executable specification of who can read and write encrypted data across AWS accounts.')
    .exitOverride()
    .showHelpAfterError('(keyhole --help tells more)');
  for (const add of [addSpec, addLab, addExplain, addDecide, addTrail]) add(program, finish);
  return program;
}

type Finish = (exitCode: number) => void;

function addSpec(program: Command, finish: Finish): void {
  const spec = program
    .command('spec')
    .description('Run the specification and report which outcomes hold, with the reason of each denial.')
    .argument('[paths...]', 'feature files, folders or file:line (default: all features)')
    .option('-t, --tags <expression>', 'only scenarios with these tags, such as "@W03 or @A01"')
    .option('--scenarios <folder>', 'folder of the documented worlds (default: scenarios/ of this project)')
    .option(
      '--decisions <file>',
      'leave the decisions there (default: .cache/decisions.jsonl of this project)',
    )
    .option('--record', 'keep what comes out in scenarios/conformance.yaml (the whole specification only)')
    .option(
      '--compare',
      'make each request past the gateway too, and report where the store alone would have misled',
    )
    .addHelpText('after', specHelp)
    .action(async (paths: string[], options: Omit<SpecOptions, 'paths'>) => {
      requireFeatures();
      const { runSpec } = await import('./spec/spec-command.ts');
      finish(await runSpec({ paths, ...options }));
    });
  addBackend(spec);
}

/** The options that say which store is behind the gateway. */
function addBackend(command: Command): void {
  command
    .addOption(
      new Option('--backend <name>', 'the store behind the gateway')
        .choices([...backendNames])
        .default('embedded'),
    )
    .option('--endpoint <url>', 'of the backend endpoint: a running emulator, such as http://127.0.0.1:4566')
    .option('--allow-remote', 'use an endpoint that is not on this machine')
    .addOption(new Option('--image <image>', 'of the backend localstack').env('KEYHOLE_LOCALSTACK_IMAGE'));
}

function addLab(program: Command, finish: Finish): void {
  const lab = program
    .command('lab')
    .description('Start the gateway for any AWS client, until interrupted.')
    .argument('[scenario]', 'a scenario to provision, by its name in scenarios/')
    .option('--empty', 'start with nothing provisioned')
    .option('-p, --port <number>', 'port to listen on; 0 takes a free one', port, 4566)
    .option(
      '--kms-quota <account=number>',
      'requests a second that KMS serves an account; again for more',
      gathered,
    )
    .option('--host <address>', 'address to listen on; 0.0.0.0 for whoever reaches this machine', '127.0.0.1')
    .addHelpText('after', labHelp)
    .action(async (scenario: string | undefined, options: Omit<LabOptions, 'scenario'>) => {
      const { runLab } = await import('./lab/lab-command.ts');
      finish(await runLab({ scenario, ...options }));
    });
  addBackend(lab);
}

function addExplain(program: Command, finish: Finish): void {
  program
    .command('explain')
    .description(
      'Explain recorded decisions: who asked what, which statements allowed, why the rest was denied.',
    )
    .argument(
      '[what]',
      'a decision id, an outcome such as W03, or features/a.feature:12 (default: lists the last denials)',
    )
    .option('-e, --endpoint <url>', 'ask a running lab (default: the last run of the specification)')
    .option(
      '--decisions <file>',
      'where keyhole spec left them (default: .cache/decisions.jsonl of this project)',
    )
    .addHelpText('after', explainHelp)
    .action(async (what: string | undefined, options: { endpoint?: string; decisions?: string }) => {
      const { runExplain } = await import('./explain/explain-command.ts');
      finish(await runExplain({ what, ...options }));
    });
}

function addDecide(program: Command, finish: Finish): void {
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
    .option('--scenarios <folder>', 'folder of the documented worlds (default: scenarios/ of this project)')
    .option('--context <key=value>', 'a condition key of the request; again for more', gathered)
    .option('--without <key>', 'a condition key that the request does not have; again for more', gathered)
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
      const { runDecide } = await import('./decide/decide-command.ts');
      finish(await runDecide({ context: [], without: [], json: false, ...options }));
    });
}

type Optional = 'context' | 'without' | 'json';

/** The options of decide as they are given. */
type DecideFlags = Omit<DecideOptions, Optional> & Partial<Pick<DecideOptions, Optional>>;

function gathered(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function port(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65535) {
    throw new InvalidArgumentError('It must be a number from 0 to 65535.');
  }
  return number;
}

const specHelp = `
Examples:
  keyhole spec                                    every feature
  keyhole spec features/write-only-bucket         one pattern
  keyhole spec --tags "@W03 or @W04"              outcomes by id
  keyhole spec --backend localstack               on LocalStack, in a container of its own
  keyhole spec --backend endpoint --endpoint http://127.0.0.1:4566
  keyhole spec --backend localstack --compare     and where LocalStack alone would have misled

Exit codes: 0 every outcome holds, 1 some outcome does not, 2 something given cannot be used.
`;

const labHelp = `
Examples:
  keyhole lab --empty --port 4566
  keyhole lab write-only-bucket
  keyhole lab write-only-bucket --backend localstack
  keyhole lab --empty --port 4567 --backend endpoint --endpoint http://127.0.0.1:4566

A root user's credentials are the 12-digit account id and the secret "test":
  AWS_ACCESS_KEY_ID=111111111111 AWS_SECRET_ACCESS_KEY=test aws --endpoint-url http://127.0.0.1:4566 s3 ls
An AWS service's are its name and "test": AWS_ACCESS_KEY_ID=transfer.amazonaws.com, for AssumeRole only.

A container goes with the lab. At an endpoint a scenario is removed again, with what was made beside it; what is made in
an empty lab stays there.

Exit codes: 0 stopped by an interrupt, 2 something given cannot be used.
`;

const explainHelp = `
Examples:
  keyhole explain                                 what was denied in the last run of keyhole spec
  keyhole explain W03                             the denials of an outcome
  keyhole explain features/write-only-bucket/side-doors.feature:12
  keyhole explain 5F2A1C9E0B7D4E63 --endpoint http://127.0.0.1:4566
Every response of a lab carries its decision's id in the header x-keyhole-decision-id.

Exit codes: 0 explained, 2 no such decision was recorded.
`;

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
