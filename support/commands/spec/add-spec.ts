import type { Command } from 'commander';
import { addBackend } from '../add-backend.ts';
import type { SpecOptions } from './spec-command.ts';

/** Adds `keyhole spec` to the command line. */
export function addSpec(program: Command, finish: (exitCode: number) => void): void {
  const spec = program
    .command('spec')
    .description('Run the specification and report which outcomes hold, with the reason of each denial.')
    .argument('[paths...]', 'feature files, folders or file:line (default: all features)')
    .option('-t, --tags <expression>', 'only examples with these tags, such as "@W03 or @A01"')
    .option('--features <folder>', 'folder of the features (default: features/ here)')
    .option('--scenarios <folder>', 'folder of the documented worlds (default: scenarios/ here)')
    .option('--steps <folder>', 'folder of your own steps, TypeScript or JavaScript (default: steps/ here)')
    .option('--decisions <file>', 'leave the decisions there (default: .cache/decisions.jsonl here)')
    .option('--record', 'keep what comes out in scenarios/conformance.json (the whole specification only)')
    .option(
      '--compare',
      'make each request past the gateway too, and report where the store alone would have misled',
    )
    .addHelpText('after', specHelp)
    .action(async (paths: string[], options: Omit<SpecOptions, 'paths'>) => {
      const { runSpec } = await import('./spec-command.ts');
      finish(await runSpec({ paths, ...options }));
    });
  addBackend(spec);
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
