import { type Describing, decisionReport, PLAIN } from '../../gateway/record/decision-report.ts';
import { loopback } from '../../gateway/serving/listener.ts';
import type { KmsRequestQuotas } from '../../gateway/surroundings/request-quota.ts';
import { namesAndSources } from '../../scenario/cast/names-and-sources.ts';
import { scenarioNamed } from '../../scenario/document/documented-scenarios.ts';
import type { Scenario } from '../../scenario/document/scenario.ts';
import { useScenariosOf } from '../../scenario/document/scenario-folder.ts';
import { provision } from '../../scenario/provision/provision.ts';
import type { ProvisionedScenario } from '../../scenario/provision/provisioned-scenario.ts';
import { factsOf, surroundingsOf } from '../../scenario/provision/surroundings-of.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { defaultImage } from '../../stores/localstack/container-image.ts';
import { warn } from '../../terminal/warn.ts';
import { printable } from '../../terminal/wrap-lines.ts';
import { exitCodes } from '../exit-codes.ts';
import { invocation } from '../invocation.ts';
import { describeScenario } from './describe-scenario.ts';
import { type FactOptions, type LabFacts, labFacts } from './facts/lab-facts.ts';
import { awaitInterruption, type Interruption } from './interruption.ts';
import { kmsQuotas } from './kms-quotas.ts';
import { type LabPlace, type StartedLab, startChosenLab } from './start-chosen-lab.ts';
import { answersAboutWorld } from './world/answers-about-world.ts';
import { LabWorld } from './world/lab-world.ts';
import { writeTokens } from './write-tokens.ts';

/** The scenario that the lab provisions, the address that it listens on, and its store. */
export interface LabOptions extends LabPlace, FactOptions {
  readonly scenario: string | undefined;
  readonly empty?: boolean | undefined;
  /** The folder of the scenarios; `scenarios/` of the current folder if it is left out. */
  readonly scenarios?: string | undefined;
  /** The folder for tokens of web identities; none are written if it is left out. */
  readonly tokens?: string | undefined;
  /** Takes the scenario again when it is saved. */
  readonly watch?: boolean | undefined;
  /** The folder of the features; `features/` of the current folder if it is left out. */
  readonly features?: string | undefined;
  /** Request quotas of KMS: `111111111111=5`. */
  readonly kmsQuota?: readonly string[] | undefined;
}

/**
 * `keyhole lab`: serves a scenario, or an empty store, until it is interrupted. Throws SpecError for invalid arguments.
 */
export async function runLab(options: LabOptions): Promise<number> {
  const { scenario } = options;
  checkOptions(options);
  useScenariosOf(options.scenarios);
  const chosen = scenario === undefined ? undefined : scenarioNamed(scenario);
  warn(chosen?.warnings ?? []);
  const quotas = kmsQuotas(options.kmsQuota ?? []);
  const facts = labFacts(options, chosen);
  using interruption = awaitInterruption();
  if (options.backend === 'localstack') {
    process.stderr.write(`keyhole: starting ${options.image ?? defaultImage}\n`);
  }
  let world: LabWorld<Contents> | undefined;
  const lab = await startedBefore(
    interruption,
    startChosenLab(options, {
      report: (record) => decisionReport(record, world?.played?.describing() ?? PLAIN),
      questions: {
        about: () => ({ lab: 'keyhole', scenario: scenario ?? null }),
        answers: answersAboutWorld(() => world),
      },
    }),
  );
  using ca = await writtenCa(lab);
  const opened = openWorld(lab, quotas, facts);
  if (chosen === undefined) {
    lab.gateway.surround(facts({ kmsRequestQuotas: { perSecond: quotas } }));
    await opened.begin(undefined);
    world = opened;
    process.stdout.write(greeting(lab, options, ['  empty: create what you need', ...(ca?.lines ?? [])]));
    await interruption.happened;
    await lab.leave();
    return exitCodes.ok;
  }
  await using _removedInTheEnd = lab;
  const serving = opened.begin(chosen).then(async (contents) => {
    if (contents === undefined) return;
    world = opened;
    using tokens =
      options.tokens === undefined ? undefined : writeTokens(contents.provisioned, options.tokens);
    process.stdout.write(
      greeting(lab, options, [...contents.lines, ...(tokens?.lines ?? []), ...(ca?.lines ?? [])]),
    );
    using _watch = options.watch === true ? await watched(chosen, opened, options) : undefined;
    await interruption.happened;
  });
  await Promise.race([serving, interruption.happened]);
  return exitCodes.ok;
}

/** Throws SpecError for options that do not fit each other. */
function checkOptions(options: LabOptions): void {
  const { scenario, empty = false } = options;
  if ((scenario === undefined) !== empty) {
    throw new SpecError('unknown-scenario', 'lab needs the name of a scenario or --empty, and not both');
  }
  if (empty && options.tokens !== undefined) {
    const message = '--tokens needs a scenario, whose roles are assumed with them';
    throw new SpecError('unknown-scenario', message);
  }
  if (empty && options.watch === true)
    throw new SpecError('unknown-scenario', '--watch needs a scenario, whose files it watches');
  refuseAssumedTransport(options);
}

/** Throws SpecError if an option states what each connection of a lab with TLS says itself. */
function refuseAssumedTransport({ https = false, assume = [] }: LabOptions): void {
  const stated = assume.find((words) => /^(?:aws:SecureTransport|s3:TlsVersion)=/i.test(words));
  if (!https || stated === undefined) return;
  const message = `--assume ${stated} contradicts --https: each connection says itself if it is over TLS`;
  throw new SpecError('invalid-document', message);
}

/** The started lab. If the user interrupts earlier, the process exits. */
async function startedBefore(interruption: Interruption, starting: Promise<StartedLab>): Promise<StartedLab> {
  // Nothing was made yet, and a container that is starting is removed after this process has ended.
  const lab = await Promise.race([starting, interruption.happened]);
  return lab ?? process.exit(exitCodes.ok);
}

/** A provisioned scenario, its description, and the names and places in its explanations. */
interface Contents {
  readonly provisioned: ProvisionedScenario;
  readonly lines: readonly string[];
  readonly describing: () => Describing;
}

/** The names and places of a scenario; they are computed again after its policy documents changed. */
function describingOf(provisioned: ProvisionedScenario): () => Describing {
  let known: { readonly policies: unknown; readonly describing: Describing } | undefined;
  return () => {
    const { policies } = provisioned.scenario;
    if (known?.policies !== policies) known = { policies, describing: namesAndSources(provisioned) };
    return known.describing;
  };
}

/** Writes the certificate authority of a lab with TLS, and says how clients use it. */
async function writtenCa({ gateway, authority }: StartedLab) {
  if (authority === undefined) return undefined;
  const { writeCa } = await import('./tls/ca-file.ts');
  const ca = writeCa(gateway.endpoint, authority);
  const { plainEndpoint } = gateway;
  return {
    lines: [
      `  clients trust it by AWS_CA_BUNDLE=${ca.file}`,
      `  and those of Node.js by NODE_EXTRA_CA_CERTS=${ca.file}`,
      ...(plainEndpoint === undefined
        ? []
        : [`  plain HTTP on ${plainEndpoint}: aws:SecureTransport is false there`]),
    ],
    [Symbol.dispose]: () => ca[Symbol.dispose](),
  };
}

/** Watches the files of a scenario for a lab. */
async function watched(
  scenario: Scenario,
  world: LabWorld<Contents>,
  { features = 'features' }: LabOptions,
): Promise<Disposable> {
  const { featuresOn } = await import('./watch/example-results.ts');
  const { watchScenario } = await import('./watch/watch-scenario.ts');
  return watchScenario({
    scenario,
    features: featuresOn(scenario.name, features),
    take: (changed) => world.take(changed),
    say: (lines) => process.stderr.write(`${lines.map(printable).join('\n')}\n`),
  });
}

/** The contents of a lab that has just started. */
function openWorld(
  { gateway, contents }: StartedLab,
  quotas: KmsRequestQuotas['perSecond'],
  facts: LabFacts,
) {
  const surround = ({ provisioned }: Pick<Contents, 'provisioned'>) => {
    const around = surroundingsOf(provisioned);
    const perSecond = { ...around.kmsRequestQuotas?.perSecond, ...quotas };
    gateway.surround(facts({ ...around, kmsRequestQuotas: { perSecond } }));
  };
  return new LabWorld<Contents>(contents, {
    async provision(scenario) {
      // The control policies of an earlier scenario do not bind the root users who provision this one.
      const { assumptions } = facts(factsOf(scenario));
      gateway.surround({ ...factsOf(scenario), assumptions });
      const provisioned = await provision(scenario, gateway.endpoint);
      surround({ provisioned });
      return { provisioned, lines: describeScenario(provisioned), describing: describingOf(provisioned) };
    },
    surround,
  });
}

/** The first thing that a user of soft mode reads. */
const softBanner = [
  '  SOFT MODE: policies are not enforced here. A request that they deny is',
  '  performed, and its answer has the header x-keyhole-would-be: denied.',
];

function greeting({ gateway }: StartedLab, options: LabOptions, contents: readonly string[]): string {
  const { endpoint } = gateway;
  const lines = [
    `keyhole lab on ${endpoint}`,
    ...(options.mode === 'soft' ? softBanner : []),
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
