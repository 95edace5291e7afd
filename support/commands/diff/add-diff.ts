import { type Command, InvalidArgumentError, Option } from 'commander';
import { collectValues } from '../repeatable-option.ts';
import type { DiffOptions } from './diff-command.ts';
import { FAIL_ON, type FailOn } from './fail-on.ts';

type Flags = Pick<DiffOptions, 'scenarios' | 'account' | 'parameters' | 'failOn' | 'features' | 'steps'> &
  Readonly<Partial<Record<'json' | 'markdown' | 'sarif', boolean>>>;

/** Adds `keyhole diff` to the command line. */
export function addDiff(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('diff')
    .description(
      'Show which accesses widened or narrowed between two versions of a scenario, and which examples of features flip.',
    )
    .argument('<before>', 'a scenario, a template or a plan, here or in a revision: main:scenarios/data-lake')
    .argument('<after>', 'the same, of the later version')
    .option('--scenarios <folder>', 'folder of the scenarios (default: scenarios/ here)')
    .option('--account <name=id>', 'the account of templates, plans and states', collectValues)
    .option('--parameters <file>', 'values of parameters of templates; may be repeated', collectValues)
    .option('--features <folder>', 'folder of the features (default: features/ here)')
    .option('--steps <folder>', 'folder of your own steps (default: steps/ here)')
    .option('--no-features', 'do not run features')
    .addOption(
      new Option(
        '--fail-on <changes>',
        'exit with 1 for such a change: widened, narrowed, flipped, any; several as widened,flipped',
      ).argParser(failOnOf),
    )
    .addOption(new Option('--json', 'print JSON').conflicts(['markdown', 'sarif']))
    .addOption(new Option('--markdown', 'print Markdown, for a pull request').conflicts(['json', 'sarif']))
    .addOption(new Option('--sarif', 'print SARIF 2.1.0, for code scanning').conflicts(['json', 'markdown']))
    .addHelpText('after', diffHelp)
    .action(async (before: string, after: string, { json, markdown, sarif, ...options }: Flags) => {
      const { runDiff } = await import('./diff-command.ts');
      const format = json ? 'json' : markdown ? 'markdown' : sarif ? 'sarif' : 'text';
      finish(await runDiff({ ...options, before, after, format }));
    });
}

/** Reads `widened,flipped`. */
function failOnOf(text: string): readonly FailOn[] {
  const words = text.split(',').filter((word) => word !== '');
  const known = words.flatMap((word) => FAIL_ON.filter((kind) => kind === word));
  if (known.length !== words.length || known.length === 0)
    throw new InvalidArgumentError(
      `Allowed choices are ${FAIL_ON.join(', ')}, and lists such as widened,flipped.`,
    );
  return known;
}

const diffHelp = `
Examples:
  keyhole diff main:scenarios/data-lake scenarios/data-lake
  keyhole diff v1:./scenarios/data-lake v2:./scenarios/data-lake --markdown
  keyhole diff scenarios/before scenarios/after --fail-on widened,flipped
  keyhole diff main:infrastructure/template.yaml infrastructure/template.yaml \\
    --parameters infrastructure/production.json
  keyhole diff plan-of-main.json plan.json --account data=222222222222

A scenario is given by its name, its folder or its scenario.yaml. Any other file
is a template of CloudFormation, or a plan or a state of Terraform: it is taken
as that of one account: that of --account, or else the one that the ARNs of a
plan or a state have. A plan or a state is in the Region that it tells, and a
template in eu-west-1, or in that of AWS::Region in --parameters. A scenario
with the member "from" says more. Values of --parameters are those here, also
for a template in a revision. A path in a revision is given from the root of the
repository, or from here with ./ before.
Accesses are those of keyhole matrix --help, also those through access points.
They are compared for the cast, for an administrator of each account, for
services, accounts, users and roles that policies name, for a stranger outside,
one in the organization, and anonymous.
Every class of requests that the conditions of the two versions tell apart is
compared: each value of a condition key, another value, and none. A condition
that was lost widens an access even if no principal of the cast profits. Where
classes may be missing, the key is listed as not exact. Accesses whose documents
are equal in both versions are equal, and are not decided.

Paths over roles and users are those that open for some class of requests. Ways
that change a policy first are searched by keyhole who-can, not here.

If the versions differ, the examples that set the scenario are run on both, on
the embedded store. An example flips if its verdict differs. Features are those
of each version: those of the revision, or those here for a folder. Steps are
those here.

Exit codes: 0 compared, 1 there is a change of --fail-on, or an access or an
example that is not compared, 2 an argument or document is invalid.
`;
