import type { Command } from 'commander';
import { SpecError } from '../../scenario/spec-error.ts';
import { addBackend } from '../add-backend.ts';
import { hasFeatures } from '../project-root.ts';
import type { SpecOptions } from './spec-command.ts';

/** Adds `keyhole spec` to the command line. */
export function addSpec(program: Command, finish: (exitCode: number) => void): void {
  const spec = program
    .command('spec')
    .description('Run the specification and report which outcomes hold, with the reason of each denial.')
    .argument('[paths...]', 'feature files, folders or file:line (default: all features)')
    .option('-t, --tags <expression>', 'only examples with these tags, such as "@W03 or @A01"')
    .option('--scenarios <folder>', 'folder of the scenarios (default: scenarios/ of this project)')
    .option(
      '--decisions <file>',
      'file to write the decisions to (default: .cache/decisions.jsonl of this project)',
    )
    .option('--record', 'record the results in scenarios/conformance.json (whole specification only)')
    .option('--compare', 'also run each example on the store alone, and report where it differs from AWS')
    .addHelpText('after', specHelp)
    .action(async (paths: string[], options: Omit<SpecOptions, 'paths'>) => {
      requireFeatures();
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
  keyhole spec --backend localstack               in a new LocalStack container
  keyhole spec --backend endpoint --endpoint http://127.0.0.1:4566
  keyhole spec --backend localstack --compare     and on LocalStack alone

Exit codes: 0 every outcome holds, 1 at least one does not, 2 an argument or
document is invalid.
`;

/** Throws SpecError `nothing-selected` if there are no features. */
function requireFeatures(): void {
  if (hasFeatures()) return;
  throw new SpecError(
    'nothing-selected',
    'this package has no features: run keyhole spec in a clone of the project',
  );
}
