import type { Command } from 'commander';
import type { DocsOptions } from './docs-command.ts';

/** Adds `keyhole docs` to the command line. */
export function addDocs(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('docs')
    .description(
      'Turn recorded runs into a static site: each outcome with its examples and the reason of each denial.',
    )
    .argument('[runs...]', 'records of runs, as spec writes them (default: .cache/run.json here)')
    .option('--out <folder>', 'folder to write the site to', 'site')
    .action(async (runs: string[], options: Omit<DocsOptions, 'runs'>) => {
      const { runDocs } = await import('./docs-command.ts');
      finish(await runDocs({ runs, ...options }));
    });
}
