import { type Command, Option } from 'commander';
import type { DiffOptions } from './diff-command.ts';

type Flags = Pick<DiffOptions, 'scenarios' | 'failOn'> &
  Readonly<Partial<Record<'json' | 'markdown' | 'sarif', boolean>>>;

/** Adds `keyhole diff` to the command line. */
export function addDiff(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('diff')
    .description('Show which accesses widened or narrowed between two versions of a scenario.')
    .argument('<before>', 'a scenario, a template or a plan, here or in a revision: main:scenarios/data-lake')
    .argument('<after>', 'the same, of the later version')
    .option('--scenarios <folder>', 'folder of the scenarios (default: scenarios/ here)')
    .addOption(
      new Option('--fail-on <change>', 'exit with 1 for such a change').choices([
        'widened',
        'narrowed',
        'any',
      ]),
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

const diffHelp = `
Examples:
  keyhole diff main:scenarios/data-lake scenarios/data-lake
  keyhole diff v1:./scenarios/data-lake v2:./scenarios/data-lake --markdown
  keyhole diff scenarios/before scenarios/after --fail-on widened
  keyhole diff main:infrastructure/template.yaml infrastructure/template.yaml
  keyhole diff plan-of-main.json plan.json

A scenario is given by its name, its folder or its scenario.yaml. Any other file
is a template of CloudFormation, or a plan or a state of Terraform: it is taken
as that of one account. A scenario with the member "from" says more. A path in a
revision is given from the root of the repository, or from here with ./ in front.
Accesses are those of keyhole matrix --help. They are compared for the cast, for
an administrator of each account, for services, accounts, users and roles that
policies name, for a stranger outside, one in the organization, and anonymous.
Every class of requests that the conditions of the two versions tell apart is
compared: each value of a condition key, another value, and none. A condition
that was lost widens an access even if no principal of the cast profits. Where
classes may be missing, the key is listed as not exact. Accesses whose documents
are equal in both versions are equal, and are not decided.

Exit codes: 0 compared, 1 there is a change of --fail-on, or an access that is
not decided, 2 an argument or document is invalid.
`;
