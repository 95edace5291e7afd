import type { Command } from 'commander';
import type { DocsOptions } from './docs-command.ts';

/** Adds `keyhole docs` to the command line. */
export function addDocs(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('docs')
    .description(
      'Turn recorded runs into a static site: each outcome with its examples and the reason of each denial.',
    )
    .argument(
      '[runs...]',
      "records of runs, cucumber's messages of them, or folders with such files (default: .cache/run.json here)",
    )
    .option('--out <folder>', 'folder to write the site to', 'site')
    .option('--markdown <file>', 'also write the same in short as Markdown, for a summary or a pull request')
    .option('--junit <file>', 'also write the results of one run as JUnit XML')
    .option('--dry-run', 'show the features of this folder without running them: everything is "not run"')
    .option('--redact', 'leave out the ids of accounts, keys and organizations')
    .option('--no-matrix', 'leave out the access matrices of scenarios')
    .option('--features <folder>', 'folder of the features, for --dry-run (default: features/ here)')
    .option(
      '--scenarios <folder>',
      'folder of the scenarios, for --dry-run and messages (default: scenarios/ here)',
    )
    .option('--outcomes <file>', 'register of the outcomes, for --dry-run and messages')
    .option('--steps <folder>', 'folder of your own steps, for --dry-run (default: steps/ here)')
    .addHelpText('after', docsHelp)
    .action(async (runs: string[], options: Omit<DocsOptions, 'runs'>) => {
      const { runDocs } = await import('./docs-command.ts');
      finish(await runDocs({ runs, ...options }));
    });
}

const docsHelp = `
Examples:
  keyhole spec && keyhole docs                 the last run, as site/index.html
  keyhole docs embedded.json localstack.json   one site of several runs
  keyhole docs part-1.json part-2.json         the parts of one run, of --shard
  keyhole docs parts --junit access.xml        the records in a folder
  keyhole docs --markdown access.md            also for a pull request
  keyhole docs --redact --out public           for readers outside the company

cucumber's own command makes the same with --format keyhole/docs:site/run.json

Each scenario has an access matrix, which the engine decides from the documents
of this folder if they are those of the run. keyhole matrix prints the same.

The site needs no server and no network: open site/index.html.

Exit codes: 0 the site is written, 2 an argument or a record is invalid.
`;
