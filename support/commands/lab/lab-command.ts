import { decisionReport, PLAIN } from '../../gateway/record/decision-report.ts';
import { pagesPath } from '../../gateway/serving/lab-pages.ts';
import { loopback } from '../../gateway/serving/listener.ts';
import type { KmsRequestQuotas } from '../../gateway/surroundings/request-quota.ts';
import { Actors } from '../../scenario/cast/actors.ts';
import { namesAndSources } from '../../scenario/cast/names-and-sources.ts';
import { scenarioNamed } from '../../scenario/document/documented-scenarios.ts';
import type { Scenario } from '../../scenario/document/scenario.ts';
import { useScenariosOf } from '../../scenario/document/scenario-folder.ts';
import { provision } from '../../scenario/provision/provision.ts';
import { surroundingsOf } from '../../scenario/provision/surroundings-of.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { defaultImage } from '../../stores/localstack/container-image.ts';
import { warn } from '../../terminal/warn.ts';
import { exitCodes } from '../exit-codes.ts';
import { invocation } from '../invocation.ts';
import { describeScenario } from './describe-scenario.ts';
import { awaitInterruption, type Interruption } from './interruption.ts';
import { kmsQuotas } from './kms-quotas.ts';
import { pagesOfLab } from './page/pages-of-lab.ts';
import { storeOf } from './page/store-of.ts';
import { type LabPlace, type StartedLab, startChosenLab } from './start-chosen-lab.ts';
import { writeTokens } from './write-tokens.ts';

/** The scenario that the lab provisions, the address that it listens on, and its store. */
export interface LabOptions extends LabPlace {
  readonly scenario: string | undefined;
  readonly empty?: boolean | undefined;
  /** The folder of the scenarios; `scenarios/` of the current folder if it is left out. */
  readonly scenarios?: string | undefined;
  /** The folder for tokens of web identities; none are written if it is left out. */
  readonly tokens?: string | undefined;
  /** Request quotas of KMS: `111111111111=5`. */
  readonly kmsQuota?: readonly string[] | undefined;
}

/**
 * `keyhole lab`: serves a scenario, or an empty store, until it is interrupted. Throws SpecError for invalid arguments.
 */
export async function runLab(options: LabOptions): Promise<number> {
  const { scenario, empty = false } = options;
  if ((scenario === undefined) !== empty) {
    throw new SpecError('unknown-scenario', 'lab needs the name of a scenario or --empty, and not both');
  }
  if (empty && options.tokens !== undefined) {
    const message = '--tokens needs a scenario, whose roles are assumed with them';
    throw new SpecError('unknown-scenario', message);
  }
  useScenariosOf(options.scenarios);
  const chosen = scenario === undefined ? undefined : scenarioNamed(scenario);
  warn(chosen?.warnings ?? []);
  const quotas = kmsQuotas(options.kmsQuota ?? []);
  using interruption = awaitInterruption();
  if (options.backend === 'localstack') {
    process.stderr.write(`keyhole: starting ${options.image ?? defaultImage}\n`);
  }
  let describing = PLAIN;
  const pages = pagesOfLab();
  const starting = startChosenLab(options, {
    report: (record) => decisionReport(record, describing),
    pages: pages.answer,
  });
  const lab = await startedBefore(interruption, starting);
  if (chosen === undefined) {
    lab.gateway.surround({ kmsRequestQuotas: { perSecond: quotas } });
    pages.show({ gateway: lab.gateway, store: storeOf(options), describing, played: undefined });
    process.stdout.write(greeting(lab, options, ['  empty: create what you need']));
    await interruption.happened;
    await lab.leave();
    return exitCodes.ok;
  }
  await using _removedInTheEnd = lab;
  const serving = serve(chosen, lab, quotas).then(async (contents) => {
    describing = contents.describing;
    const { provisioned } = contents;
    const played = { gateway: lab.gateway, provisioned, actors: new Actors(provisioned) };
    pages.show({ gateway: lab.gateway, store: storeOf(options), describing, played });
    using tokens =
      options.tokens === undefined ? undefined : writeTokens(contents.provisioned, options.tokens);
    process.stdout.write(greeting(lab, options, [...contents.lines, ...(tokens?.lines ?? [])]));
    await interruption.happened;
  });
  await Promise.race([serving, interruption.happened]);
  return exitCodes.ok;
}

/** The started lab. If the user interrupts earlier, the process exits. */
async function startedBefore(interruption: Interruption, starting: Promise<StartedLab>): Promise<StartedLab> {
  // Nothing was made yet, and a container that is starting is removed after this process has ended.
  const lab = await Promise.race([starting, interruption.happened]);
  return lab ?? process.exit(exitCodes.ok);
}

async function serve(scenario: Scenario, { gateway }: StartedLab, quotas: KmsRequestQuotas['perSecond']) {
  const provisioned = await provision(scenario, gateway.endpoint);
  const around = surroundingsOf(provisioned);
  const perSecond = { ...around.kmsRequestQuotas?.perSecond, ...quotas };
  gateway.surround({ ...around, kmsRequestQuotas: { perSecond } });
  return { provisioned, lines: describeScenario(provisioned), describing: namesAndSources(provisioned) };
}

function greeting({ gateway }: StartedLab, options: LabOptions, contents: readonly string[]): string {
  const { endpoint } = gateway;
  const lines = [
    `keyhole lab on ${endpoint}`,
    `  its decisions in a browser: ${endpoint}${pagesPath}`,
    ...contents,
    ...place(options),
    '  root users: the 12-digit account id as access key id, "test" as secret',
    `  to list denials: ${invocation('explain', `--endpoint ${endpoint}`)}`,
    `  to list an account's calls to KMS: ${invocation('trail', `--endpoint ${endpoint} --account <id>`)}`,
    '  Ctrl-C stops it',
  ];
  return `${lines.join('\n')}\n`;
}

/** The lines about the store and the listener, if they are not in this process and on this machine only. */
function place({ backend, endpoint, image = defaultImage, empty, host = loopback }: LabOptions) {
  const store = {
    embedded: [],
    localstack: [`  on ${image}, in a container that is removed with this lab`],
    endpoint: [
      `  on ${endpoint}; what you create there ${empty ? 'stays' : 'is removed when this lab stops'}`,
    ],
  }[backend ?? 'embedded'];
  const open = `  listening on ${host}: every client that reaches it can act as any root user`;
  return host === loopback || host === 'localhost' ? store : [...store, open];
}
