import type { Command } from 'commander';
import { addBackend } from '../add-backend.ts';
import type { SpecOptions } from './spec-options.ts';

/** Adds `keyhole spec` to the command line. */
export function addSpec(program: Command, finish: (exitCode: number) => void): void {
  const spec = program
    .command('spec')
    .description('Run the specification and report which outcomes hold, with the reason of each denial.')
    .argument('[paths...]', 'feature files, folders or file:line (default: all features)')
    .option('-t, --tags <expression>', 'only examples with these tags, such as "@W03 or @A01"')
    .option('--features <folder>', 'folder of the features (default: features/ here)')
    .option('--scenarios <folder>', 'folder of the scenarios (default: scenarios/ here)')
    .option('--outcomes <file>', 'register of the outcomes (default: outcomes.yaml in the scenarios here)')
    .option('--steps <folder>', 'folder of your own steps, TypeScript or JavaScript (default: steps/ here)')
    .option('--decisions <file>', 'file to write the decisions to (default: .cache/decisions.jsonl here)')
    .option('--run <file>', 'file to write the record of the run to (default: .cache/run.json here)')
    .option('--shard <part>', 'run a part of the examples, such as 2/3: the second of three parts')
    .option('--parallel <n>', 'run in n processes, each with its own store; auto: in one a core')
    .option('--quiet', 'print only what fails, and the totals')
    .option('--junit <file>', 'also write the results as JUnit XML')
    .option('--messages <file>', "also write cucumber's messages, one JSON object a line")
    .option('--html <file>', "also write cucumber's page of the features with their results")
    .option(
      '--record',
      'record the results in conformance.json beside the scenarios (whole specification only)',
    )
    .option('--compare', 'also run each example on the store alone, and report where it differs from AWS')
    .addHelpText('after', specHelp)
    .action(async (paths: string[], options: Omit<SpecOptions, 'paths'>) => {
      const { runSpec } = await import('./spec-command.ts');
      finish(await runSpec({ paths, ...options }));
    });
  addBackend(spec);
}

const specHelp = `
Examples:
  keyhole spec                                    all features
  keyhole spec features/write-only-bucket         one pattern
  keyhole spec --tags "@W03 or @W04"              outcomes by id
  keyhole spec --quiet --junit reports/access.xml
  keyhole spec --parallel 2                       in two processes
  keyhole spec --shard 2/3 --run part-2.json      on one machine of three
  keyhole spec --backend localstack               in a new LocalStack container
  keyhole spec --backend endpoint --endpoint http://127.0.0.1:4566
  keyhole spec --backend localstack --compare     and on LocalStack alone

In a workflow of GitHub Actions, failures become annotations at the lines of
features and policies, and the step's summary gets a table.

Exit codes: 0 every outcome holds, 1 at least one does not or cannot be judged,
2 an argument or document is invalid, 130 interrupted.
`;
