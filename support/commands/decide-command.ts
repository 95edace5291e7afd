import { resolve } from 'node:path';
import { accountOf, type Principal } from '../authentication/principal.ts';
import type { Decision } from '../authorization/decision.ts';
import { type ActionTarget, actionTargets } from '../authorization/permissions/actions.ts';
import { UndecidableError } from '../authorization/undecidable-error.ts';
import { isKnownKey } from '../gateway/context/known-keys.ts';
import { permissionReport } from '../gateway/decision-report.ts';
import { type Lab, startLab } from '../gateway/lab.ts';
import type { WhatIf } from '../gateway/what-if.ts';
import { describingOf } from '../scenario/describing-of.ts';
import { scenarioNamed, useScenariosOf } from '../scenario/documented-scenarios.ts';
import { principalMeant } from '../scenario/principal-meant.ts';
import { provision } from '../scenario/provision.ts';
import { resourceMeant } from '../scenario/resource-meant.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { surroundingsOf } from '../scenario/surroundings-of.ts';
import type { Topology } from '../scenario/topology.ts';
import { lookUp, suggest } from '../scenario/unknown-name.ts';
import { exitCodes } from './exit-codes.ts';
import { permissionLines } from './explain-report.ts';

/** The question, in the words of whoever asks. */
export interface DecideOptions {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly scenario: string;
  /** The folder of the scenarios; the project's own where it is left out. */
  readonly scenarios?: string | undefined;
  /** `key=value` each; a key that comes twice has two values. */
  readonly context: readonly string[];
  /** Condition keys that the request does not have. */
  readonly without: readonly string[];
  readonly via?: 's3' | undefined;
  /** The VPC endpoint that the request comes through: its name in the scenario, or its id. */
  readonly through?: string | undefined;
  readonly region?: string | undefined;
  readonly expect?: 'allowed' | 'denied' | undefined;
  readonly json: boolean;
}

/**
 * `keyhole decide`: provisions a scenario and decides one permission in it, without sending a request for it.
 * Resolves with the exit code; throws SpecError for what cannot be used, and where the decision turns on what was not said.
 */
export async function runDecide(options: DecideOptions): Promise<number> {
  if (options.scenarios !== undefined) useScenariosOf(resolve(options.scenarios));
  const target = targetOf(options.action);
  const context = valuesByKey(options.context);
  refuseKeys(Object.keys(context), options.without);
  await using lab = await startLab();
  const topology = await provision(scenarioNamed(options.scenario), lab.endpoint);
  const principal = await principalMeant(options.principal, { topology, trail: lab.trail });
  // Only now: a policy of the organisation may keep the principal from opening a session.
  lab.surround(surroundingsOf(topology));
  refuseImpossible(options, principal);
  const resource = resourceMeant(options.resource, target, topology);
  const decision = await decided(lab, {
    principal,
    action: options.action,
    resource: resource.arn,
    resourceAccount: resource.account ?? accountOf(principal) ?? '',
    region: options.region ?? topology.scenario.document.region,
    via: options.via,
    endpoint: options.through === undefined ? undefined : endpointMeant(options.through, topology),
    context,
    absent: options.without,
  });
  process.stdout.write(shown(decision, topology, options.json));
  const outcome = decision.outcome === 'Granted' ? 'allowed' : 'denied';
  return outcome === (options.expect ?? 'allowed') ? exitCodes.ok : exitCodes.failed;
}

function targetOf(action: string): ActionTarget {
  const target = actionTargets.get(action);
  if (target !== undefined) return target;
  const service = action.split(':')[0] ?? '';
  const known = [...actionTargets.keys()].filter((one) => one.startsWith(`${service}:`));
  const hint = known.length === 0 ? 'Known are actions of s3, kms, iam and sts' : suggest(action, known);
  throw new SpecError('unknown-name', `keyhole does not know the action "${action}"; ${hint}`);
}

function valuesByKey(pairs: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const values: Record<string, string[]> = {};
  for (const pair of pairs) {
    const [, key, value] = /^([^=]+:[^=]+)=(.*)$/s.exec(pair) ?? [];
    if (key === undefined || value === undefined) {
      throw new SpecError(
        'unknown-name',
        `--context "${pair}" is no condition key with its value, as in aws:SourceIp=192.0.2.1`,
      );
    }
    values[key] = [...(values[key] ?? []), value];
  }
  return values;
}

/** The endpoint's own condition keys: they go with its policy. */
const OF_ENDPOINTS: ReadonlySet<string> = new Set(['aws:sourcevpce', 'aws:sourcevpc']);

function refuseKeys(given: readonly string[], without: readonly string[]): void {
  const unknown = [...given, ...without].find((key) => !isKnownKey(key));
  if (unknown !== undefined)
    throw new SpecError('unknown-name', `keyhole does not know the condition key ${unknown}`);
  const names = new Set(given.map((key) => key.toLowerCase()));
  const twice = without.find((key) => names.has(key.toLowerCase()));
  if (twice !== undefined)
    throw new SpecError('unknown-name', `${twice} has a value by --context, and none by --without`);
  if (given.some((key) => OF_ENDPOINTS.has(key.toLowerCase())))
    throw new SpecError('unknown-name', 'say --through <endpoint> for a request through a VPC endpoint');
}

function endpointMeant(words: string, { scenario }: Topology): string {
  const { endpoints } = scenario.document;
  const byId = Object.values(endpoints).find(({ id }) => id === words);
  return (byId ?? lookUp('VPC endpoint', words.replace(/^the (.+) endpoint$/, '$1'), endpoints)).id;
}

/** What AWS would refuse before any policy is looked at. */
function refuseImpossible({ action, via, through }: DecideOptions, principal: Principal): void {
  if (through !== undefined && via === undefined && !action.startsWith('s3:')) {
    throw new SpecError('unknown-name', `--through ${through}: VPC endpoints are for requests to S3`);
  }
  if (via !== undefined && !action.startsWith('kms:')) {
    throw new SpecError(
      'unknown-name',
      `--via ${via} is for actions of KMS: S3 makes no requests for ${action}`,
    );
  }
  if (principal.type === 'Anonymous' && !action.startsWith('s3:')) {
    throw new SpecError(
      'unknown-name',
      `nobody asks for ${action}: only S3 takes requests without a signature`,
    );
  }
  if (principal.type === 'Service' && !action.startsWith('sts:')) {
    throw new SpecError(
      'unknown-name',
      `keyhole lets services ask for actions of STS only, not for ${action}`,
    );
  }
}

async function decided(lab: Lab, asked: WhatIf): Promise<Decision> {
  try {
    return await lab.decide(asked);
  } catch (cause) {
    if (!(cause instanceof UndecidableError)) throw cause;
    const { policy, statement, key } = cause;
    const hint = `say what it is with --context ${key}=…, or that the request has none with --without ${key}`;
    const message = `the answer turns on ${key}, which ${policy} asks for in the statement ${statement}: ${hint}`;
    throw new SpecError('undecidable', message, { cause });
  }
}

function shown(decision: Decision, topology: Topology, json: boolean): string {
  const report = permissionReport(decision, describingOf(topology));
  return json ? `${JSON.stringify(report, undefined, 2)}\n` : `${permissionLines(report).join('\n')}\n`;
}
