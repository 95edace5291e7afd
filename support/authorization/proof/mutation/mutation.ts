import { type ChildProcess, fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type Mutant, mutantsOf } from './mutants.ts';

/**
 * Changes one thing in the engine at a time and checks that a test notices. Survivors must be listed in survivors.json,
 * each with the reason why no test can or need notice it.
 *
 * `npm run test:mutation` tries every mutant; with names of files or folders after it, it tries only those.
 */

const ENGINE = new URL('../../', import.meta.url);
const FOLDERS = ['layers/', 'matching/', 'compiling/', 'conditions/', 'grants/'];
const FILES = [
  'decide.ts',
  'terms/case.ts',
  'terms/guard.ts',
  'grammar/resource-control.ts',
  'grammar/statement.ts',
  'grammar/principal-element.ts',
  'grammar/condition-element.ts',
  'grammar/policy-kind.ts',
];

/** A mutant that runs longer counts as noticed. */
const PATIENCE_MS = 60_000;
/** Every mutant leaves its modules in memory, so a worker ends after this many. */
const MUTANTS_PER_WORKER = 120;

interface Survivor {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
}

const known: readonly Survivor[] = JSON.parse(
  readFileSync(new URL('survivors.json', import.meta.url), 'utf8'),
);

const wanted = process.argv.slice(2);
const files = [
  ...FILES,
  ...FOLDERS.flatMap((folder) => readdirSync(new URL(folder, ENGINE)).map((file) => folder + file)),
]
  // The texts of explanations have tests of their own.
  .filter((file) => !file.endsWith('.test.ts') && file !== 'layers/considered.ts')
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.includes(name)));
const mutants = files.flatMap((file) => mutantsOf(file, ENGINE));

type Fate = 'noticed' | 'survived' | 'invalid';
const fates = new Map<Mutant, Fate>();
const queue = mutants.entries();

async function work(): Promise<void> {
  let worker = await started();
  let tried = 0;
  for (const [i, mutant] of queue) {
    if (tried >= MUTANTS_PER_WORKER) {
      worker.kill();
      worker = await started();
      tried = 0;
    }
    tried += 1;
    const answer = await ask(worker, {
      id: i + 1,
      url: new URL(mutant.file, ENGINE).href,
      source: mutant.source,
    });
    if (answer === 'hangs') tried = MUTANTS_PER_WORKER;
    const noticed = answer === 'hangs' || answer.noticed !== undefined;
    fates.set(mutant, noticed ? 'noticed' : answer.invalid === true ? 'invalid' : 'survived');
  }
  worker.kill();
}

/** A worker that has run the unchanged engine, which must pass every test. */
async function started(): Promise<ChildProcess> {
  const worker = fork(new URL('worker.ts', import.meta.url), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const url = new URL('decide.ts', ENGINE);
  const answer = await ask(worker, { id: 0, url: url.href, source: readFileSync(url, 'utf8') });
  if (answer === 'hangs' || answer.noticed !== undefined) {
    worker.kill();
    throw new Error(`the engine fails without any mutant: ${JSON.stringify(answer)}`);
  }
  return worker;
}

interface Answer {
  readonly noticed?: string;
  readonly invalid?: boolean;
}

function ask(worker: ChildProcess, replacement: object): Promise<Answer | 'hangs'> {
  return new Promise((resolve) => {
    const settle = (answer: Answer | 'hangs'): void => {
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve(answer);
    };
    const timer = setTimeout(() => {
      worker.kill('SIGKILL');
      settle('hangs');
    }, PATIENCE_MS);
    worker.once('message', (answer: Answer) => settle(answer));
    worker.once('exit', () => settle('hangs'));
    worker.send(replacement);
  });
}

function same(mutant: Mutant): (survivor: Survivor) => boolean {
  return ({ file, before, after }) =>
    file === mutant.file && before === mutant.before && after === mutant.after;
}

await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));

const count = (fate: Fate) => [...fates.values()].filter((one) => one === fate).length;
const survivors = mutants.filter((mutant) => fates.get(mutant) === 'survived');
const unexplained = survivors.filter((mutant) => !known.some(same(mutant)));
for (const { file, line, before, after } of unexplained) {
  console.log(`survives: ${file}:${line}\n  - ${before}\n  + ${after}`);
}
const total = mutants.length - count('invalid');
console.log(
  `${total} mutants of ${files.length} files: ${count('noticed')} noticed, ${survivors.length} survive (${survivors.length - unexplained.length} explained, ${unexplained.length} not)`,
);
process.exitCode = unexplained.length === 0 ? 0 : 1;
