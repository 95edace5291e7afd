import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../node/own-file.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';
import { exitCodes, interruptedCode } from '../exit-codes.ts';
import { askAnswers } from './ask-answers.ts';
import { answersOfOptions, type InitAnswers, questions, refuseWrongAnswers } from './init-answers.ts';
import { withScripts } from './package-scripts.ts';

/** The options of `keyhole init` as they are given. */
export interface InitFlags extends Partial<InitAnswers> {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** A file to write, by its path from the current folder. */
interface Draft {
  readonly path: string;
  readonly text: string;
}

/** The margin of the scripts below the line of package.json. */
const SCRIPTS_MARGIN = ' '.repeat('  changed '.length + 2);

/** The words for the end of a file, and those of a dry run. */
const TOLD = { written: 'written', kept: 'kept   ', changed: 'changed' };
const FORETOLD = { written: 'would be written', kept: 'would be kept   ', changed: 'would be changed' };

/**
 * `keyhole init`: writes a first specification into the current folder, and never over a file that is there. Resolves with
 * the exit code. Throws SpecError for an invalid answer, and if there is no package.json to add scripts to.
 */
export async function runInit({ yes = false, dryRun = false, ...given }: InitFlags): Promise<number> {
  if (!existsSync('package.json')) {
    const begin = 'npm init -y && npm install --save-dev keyhole';
    throw new SpecError('unreadable-file', `there is no package.json here; begin with: ${begin}`);
  }
  const ask = !yes && process.stdin.isTTY === true && process.stderr.isTTY === true;
  refuseWrongAnswers(ask ? given : answersOfOptions(given));
  const answers = ask
    ? await askAnswers(given, { input: process.stdin, output: process.stderr })
    : answersOfOptions(given);
  if (answers === undefined) {
    process.stderr.write('keyhole: interrupted; nothing was written\n');
    return interruptedCode('SIGINT');
  }
  const drafts = templateFiles(answers);
  const words = dryRun ? FORETOLD : TOLD;
  const lines = drafts.map(({ path }) => `  ${existsSync(path) ? words.kept : words.written} ${path}`);
  const manifest = withScripts(readFileSync('package.json', 'utf8'));
  const added = manifest.added.length > 0;
  const scripts = added ? [`scripts ${manifest.added.join(', ')}`] : [];
  const below = scripts.flatMap((text) => wrapLines(text, outputWidth() - SCRIPTS_MARGIN.length));
  lines.push(
    `  ${added ? words.changed : words.kept} package.json${added ? ':' : ''}`,
    ...below.map((line) => SCRIPTS_MARGIN + line),
  );
  if (!dryRun) {
    for (const draft of drafts) writeNew(draft);
    if (added) writeFileSync('package.json', manifest.text);
  }
  const next = dryRun ? 'Nothing was written: this is a dry run.' : 'Next: npx keyhole spec';
  process.stdout.write(`${lines.join('\n')}\n\n${next}\n`);
  return exitCodes.ok;
}

/** The files of the template, with the answers in place of its own values. */
function templateFiles(answers: InitAnswers): readonly Draft[] {
  const template = join(projectRoot, 'template');
  const files = globSync('{**,.github/**,.vscode/**}/*.*', { cwd: template, exclude: ['**/node_modules'] });
  const drafts = [...new Set(files)].toSorted().map((path) => ({
    path,
    text: filledIn(readFileSync(join(template, path), 'utf8'), answers),
  }));
  // npm leaves a file of this name out of every package.
  return [...drafts, { path: '.gitignore', text: 'node_modules/\n.cache/\nreports/\nsite/\n' }];
}

function filledIn(text: string, { region, dataAccount, partnerAccount }: InitAnswers): string {
  const values = new Map([
    [questions.region.example, region],
    [questions.dataAccount.example, dataAccount],
    [questions.partnerAccount.example, partnerAccount],
  ]);
  return text.replaceAll(/eu-west-1|\d{12}/g, (example) => values.get(example) ?? example);
}

function writeNew({ path, text }: Draft): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  // A file that appeared meanwhile is kept too.
  writeFileSync(path, text, { flag: 'wx' });
}
