import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Played } from '../../access/decision-in-scenario.ts';
import { scenarioMeant } from '../../access/scenario-meant.ts';
import { decisionReport, PLAIN } from '../../gateway/record/decision-report.ts';
import { holdLittleMemory } from '../../node/hold-little-memory.ts';
import type { Scenario } from '../../scenario/document/scenario.ts';
import { useScenariosOf } from '../../scenario/document/scenario-folder.ts';
import { type FoundScenario, scenarioHereOrShipped } from '../../scenario/document/shipped-scenarios.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { defaultImage } from '../../stores/localstack/container-image.ts';
import { note, warn } from '../../terminal/warn.ts';
import { printable } from '../../terminal/wrap-lines.ts';
import { isPath } from '../chosen-scenario.ts';
import { exitCodes } from '../exit-codes.ts';
import { answersOfLab } from './answers-of-lab.ts';
import { checkOptions } from './check-options.ts';
import { labFacts } from './facts/lab-facts.ts';
import { greeting, type ReadyLab, tryText } from './greeting.ts';
import { awaitInterruption, type Interruption } from './interruption.ts';
import { kmsQuotas } from './kms-quotas.ts';
import type { LabOptions } from './lab-options.ts';
import { pagesOfLab } from './page/pages-of-lab.ts';
import { readyLab } from './ready-lab.ts';
import { runInLab } from './run-in-lab.ts';
import { type StartedLab, startChosenLab } from './start-chosen-lab.ts';
import { watchRequests } from './watching/watch-requests.ts';
import { answersAboutWorld } from './world/answers-about-world.ts';
import type { LabWorld } from './world/lab-world.ts';
import { openWorld, type WorldOfLab } from './world/open-world.ts';
import { writeTokens } from './write-tokens.ts';

/**
 * `keyhole lab`: serves a scenario, or an empty store, until it is interrupted or until its command has ended. Resolves with
 * the exit code. Throws SpecError for invalid arguments.
 */
export async function runLab(given: LabOptions): Promise<number> {
  const { scenario, options } = scenarioOf(given);
  const { run } = options;
  const settings = { quotas: kmsQuotas(options.kmsQuota ?? []), facts: labFacts(options, scenario) };
  using interruption = awaitInterruption();
  tellOfContainer(options);
  let world: LabWorld<WorldOfLab> | undefined;
  const played = () => world?.played;
  const describing = () => played()?.describing() ?? PLAIN;
  const pages = pagesOfLab();
  const watcher = watchRequests(options, describing);
  let afterRequest = () => {};
  const about = { id: randomUUID(), scenario: scenario?.name ?? null };
  const questions = answersOfLab(about, played);
  const ofWorld = answersAboutWorld(() => world, tellOfWorld(run));
  const starting = startChosenLab(run === undefined ? options : { port: 0, ...options }, {
    report: (record) => decisionReport(record, describing()),
    questions: { ...questions, ...ofWorld, answers: { ...questions.answers, ...ofWorld.answers } },
    onRecord: (record) => {
      watcher.tell(record);
      afterRequest();
    },
    pages: pages.answer,
  });
  const lab = await startedBefore(interruption, starting);
  await using _removedInTheEnd = scenario === undefined ? leaving(lab) : lab;
  await using _readersTold = { [Symbol.asyncDispose]: pages.close };
  const show = () => {
    about.scenario = played()?.provisioned.scenario.name ?? null;
    pages.show({ gateway: lab.gateway, place: options, describing, played: played() });
  };
  const serving = async () => {
    const opened = openWorld(lab, settings);
    await opened.begin(scenario);
    world = opened;
    show();
    using ready = await readyLab(options, { lab, about, played: played() });
    using tokens = tokensOf(options, played());
    const renew = () => ready.renew(played());
    opened.onChange((change) => watcher.without(change).finally(show).finally(renew));
    if (run === undefined) afterRequest = await greet(ready, options, tokens?.lines);
    watcher.begin();
    const { endpoint } = lab.gateway;
    if (run !== undefined) return await runInLab(run, { as: options.as, endpoint, played: played() });
    using _watch = scenario === undefined ? undefined : await watched(scenario, opened, options);
    await interruption.happened;
    return exitCodes.ok;
  };
  // A command that runs is told of the interruption, and ends the lab with its own exit code.
  if (run !== undefined) return await serving();
  return (await Promise.race([serving(), interruption.happened])) ?? exitCodes.ok;
}

/** Checks the options and finds their scenario, with the features that ship with it unless an option names others. */
function scenarioOf(options: LabOptions): { readonly scenario?: Scenario; readonly options: LabOptions } {
  useScenariosOf(options.scenarios);
  checkOptions(options);
  if (options.scenario === undefined) return { options };
  const { scenario, features, remark } = foundScenario(options.scenario);
  note(remark);
  warn(scenario.warnings);
  return { scenario, options: { ...options, features: options.features ?? features } };
}

/** Tells the lab's terminal that another command changed its contents. A command of `--run` has that terminal for itself. */
function tellOfWorld(run: string | undefined): (line: string) => void {
  return (line) => {
    const time = new Date().toTimeString().slice(0, 8);
    if (run === undefined) process.stderr.write(`${time} ${printable(line)}\n`);
  };
}

/** Says that a container is started, which takes seconds. */
function tellOfContainer({ backend, image = defaultImage }: LabOptions): void {
  if (backend === 'localstack') process.stderr.write(`keyhole: starting ${image}\n`);
}

/**
 * Prints the greeting at once, and then the things to try, for which features and outcomes are read. That ends the start. Resolves with a
 * function to call after each request.
 */
async function greet(
  ready: ReadyLab,
  { features = 'features', json }: LabOptions,
  tokens: readonly string[] = [],
): Promise<() => void> {
  const output = json === true ? process.stderr : process.stdout;
  output.write(greeting(ready) + tokens.map((line) => `${line}\n`).join(''));
  if (ready.played !== undefined) output.write(await toTry(ready.played, features));
  return holdLittleMemory();
}

/** The scenario of a name, or of a folder by its path. */
function foundScenario(words: string): FoundScenario {
  const isFile = statSync(words, { throwIfNoEntry: false })?.isFile() === true;
  const isFolder = isPath(words) && (!isFile || basename(words) === 'scenario.yaml');
  return isFolder ? { scenario: scenarioMeant(words), remark: undefined } : scenarioHereOrShipped(words);
}

/** The things to try in a scenario, as the greeting ends; a warning instead if the register of outcomes is not valid. */
async function toTry(
  { provisioned, cast }: NonNullable<ReadyLab['played']>,
  features: string,
): Promise<string> {
  try {
    const { thingsToTry } = await import('./things-to-try.ts');
    return tryText(thingsToTry(provisioned, cast, features));
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    warn([error.message]);
    return '';
  }
}

/** The tokens of web identities, in files that end with the lab; undefined if none were asked for. */
function tokensOf({ tokens }: LabOptions, played: Played | undefined) {
  return tokens === undefined || played === undefined ? undefined : writeTokens(played.provisioned, tokens);
}

/** Watches the files of a scenario for a lab; undefined if that was not asked for. */
async function watched(
  scenario: Scenario,
  world: LabWorld<WorldOfLab>,
  { watch, features = 'features' }: LabOptions,
): Promise<Disposable | undefined> {
  if (watch !== true) return undefined;
  const { featuresOn } = await import('./watch/example-results.ts');
  const { watchScenario } = await import('./watch/watch-scenario.ts');
  return watchScenario({
    scenario,
    features: featuresOn(scenario.name, features),
    take: (changed) => world.take(changed),
    say: (lines) => process.stderr.write(`${lines.map(printable).join('\n')}\n`),
  });
}

/** The started lab. If the user interrupts earlier, the process exits. */
async function startedBefore(interruption: Interruption, starting: Promise<StartedLab>): Promise<StartedLab> {
  // Nothing was made yet, and a container that is starting is removed after this process has ended.
  const lab = await Promise.race([starting, interruption.happened]);
  return lab ?? process.exit(exitCodes.ok);
}

/** A lab whose endpoint keeps what was made in it. */
function leaving(lab: StartedLab): AsyncDisposable {
  return { [Symbol.asyncDispose]: () => lab.leave() };
}
