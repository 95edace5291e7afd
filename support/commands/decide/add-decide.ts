import { type Command, Option } from 'commander';
import { CALLERS_OF_KMS } from '../../access/callers-of-kms.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { collectValues } from '../repeatable-option.ts';
import { withSourceOptions } from '../source-options.ts';
import type { DecideOptions } from './decide-command.ts';

/** The options of decide, as commander gives them. */
type DecideFlags = Partial<DecideOptions> & { readonly questions?: string };

/** The options that one question has. A file says them for each of its questions. */
const OF_ONE = [
  'principal',
  'action',
  'resource',
  'context',
  'without',
  'via',
  'through',
  'region',
  'expect',
] as const;

/** Adds `keyhole decide` to the command line. */
export function addDecide(program: Command, finish: (exitCode: number) => void): void {
  const command = program
    .command('decide')
    .description('Decide one permission without sending a request, in a scenario or a running lab.')
    .option('--principal <who>', 'name, ARN or account id: "the transfer role", transfer, anonymous')
    .option('--action <action>', "the permission's action, such as kms:Decrypt")
    .option('--resource <what>', 'name or ARN: "the shared key", write-only/hello.txt')
    .option(
      '--scenario <name or folder>',
      'the scenario, by its folder, or its name in scenarios/ or among those that ship (default: ask the running lab)',
    )
    .option('--questions <file>', 'decide every question of this file, JSON or YAML; - for standard input')
    .option('-e, --endpoint <url>', 'ask the lab at this address (default: the one of this folder)')
    .option('--scenarios <folder>', 'folder of the scenarios (default: scenarios/ here)');
  withSourceOptions(command)
    .option('--context <key=value>', 'a condition key of the request; may be repeated', collectValues)
    .option(
      '--without <key>',
      'a condition key that the request does not have; may be repeated',
      collectValues,
    )
    .addOption(
      new Option('--via <service>', 'the service that calls KMS for the principal').choices(CALLERS_OF_KMS),
    )
    .option('--through <endpoint>', 'the VPC endpoint of the request, by name or id')
    .option('--region <region>', "the request's region (default: the resource's, or the scenario's)")
    .addOption(
      new Option('--expect <outcome>', 'exit with 0 if this is the decision').choices(['allowed', 'denied']),
    )
    .option('--json', 'print the decision as JSON')
    .addHelpText('after', decideHelp)
    .action(async (options: DecideFlags) => {
      requireScenario(options);
      finish(options.questions === undefined ? await one(options) : await many(options, options.questions));
    });
}

/** Throws SpecError for what is given about a template, a plan or a state if a running lab is asked. */
function requireScenario({ scenario, parameters, account }: DecideFlags): void {
  if (scenario !== undefined) return;
  if (parameters !== undefined)
    throw new SpecError('unknown-scenario', '--parameters needs --scenario with a template');
  if (account !== undefined)
    throw new SpecError('unknown-scenario', '--account needs --scenario with a template, a plan or a state');
}

async function one(options: DecideFlags): Promise<number> {
  const { principal, action, resource } = options;
  if (principal === undefined || action === undefined || resource === undefined)
    throw new SpecError(
      'unknown-name',
      'decide needs --principal, --action and --resource, or --questions with a file of questions',
    );
  const { runDecide } = await import('./decide-command.ts');
  return await runDecide({
    context: [],
    without: [],
    json: false,
    ...options,
    ...{ principal, action, resource },
  });
}

async function many(
  { scenario, scenarios, endpoint, parameters, account, json = false, ...rest }: DecideFlags,
  questions: string,
) {
  const given = OF_ONE.find((option) => rest[option] !== undefined);
  if (given !== undefined)
    throw new SpecError(
      'unknown-name',
      `--${given} is for one question: with --questions, each question of the file says it`,
    );
  const { runQuestions } = await import('./decide-questions.ts');
  return await runQuestions({ scenario, scenarios, endpoint, parameters, account, questions, json });
}

const decideHelp = `
Examples:
  keyhole decide --scenario write-only-bucket --principal "the transfer role" \\
    --action kms:Decrypt --resource "the shared key" --via s3
  keyhole decide --scenario write-only-bucket --principal outsider \\
    --action s3:GetObject --resource write-only/hello.txt --expect denied
  keyhole decide --scenario scenarios/data-lake --questions asked.json --json

A file of questions is a list, in JSON or YAML:
  - { principal: the transfer role, action: 's3:PutObject',
      resource: write-only/hello.txt, expect: allowed }
Members: principal, action, resource; id, context (values by condition key),
without (a list), via, through, region, expect. In a scenario that keyhole
import wrote, principal and resource may also be an id of the source:
{ id: aws_s3_bucket.reports }, { id: Reports, account: data, key: a.txt }.
A question that cannot be decided is answered "undecidable" with its reason.

Without --scenario, the lab that runs in this folder decides in its current
state: with the policies that you have changed in it. It answers --questions
too. It knows what its scenario names, and by their ARNs the users and roles
that its accounts have now. With --scenario, ARNs of other accounts that
policies name are principals too.
One permission is decided, not a whole request. For instance, reading an
encrypted object needs both s3:GetObject and kms:Decrypt.
keyhole guesses no condition key: if the decision depends on one that was not
given, an error names it.

Exit codes: 0 allowed (or as expected), 1 denied (or not as expected),
2 an argument or document is invalid. With --questions: 0 each was decided, and
as it expects; 1 one was not.
`;
