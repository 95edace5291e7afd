import { type ActionTarget, actionTargets } from '../authorization/permissions/actions.ts';
import { parseArn } from '../aws/arn.ts';
import { accountOf, type Principal } from '../aws/principal.ts';
import { regions } from '../aws/regions.ts';
import { isKnownKey } from '../gateway/context/known-keys.ts';
import type { WhatIf } from '../gateway/desk/what-if.ts';
import { namedThings } from '../scenario/cast/named-things.ts';
import { resolveResource } from '../scenario/cast/resolve-resource.ts';
import { regionName } from '../scenario/document/document-names.ts';
import { lookUp, suggest } from '../scenario/look-up.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';
import { SpecError } from '../scenario/spec-error.ts';
import type { CallerOfKms } from './callers-of-kms.ts';
import { refuseKnownFacts } from './known-facts.ts';

/** The question, as it is given on the command line. */
export interface DecideQuestion {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Texts of the form `key=value`. A key that occurs twice has two values. */
  readonly context: readonly string[];
  /** Condition keys that the request does not have. */
  readonly without: readonly string[];
  readonly via?: CallerOfKms | undefined;
  /** The VPC endpoint that the request comes through: its name in the scenario, or its id. */
  readonly through?: string | undefined;
  readonly region?: string | undefined;
}

/** The parts of a question that are checked before a scenario is provisioned. */
export interface CheckedWords {
  readonly target: ActionTarget;
  readonly context: WhatIf['context'];
}

/** Checks the action, the region and the condition keys. Throws SpecError `unknown-name`. */
export function checkedWords({ action, context: pairs, without, region }: DecideQuestion): CheckedWords {
  const target = targetOf(action);
  refuseTokens(action);
  if (region !== undefined) refuseRegion(region);
  const context = valuesByKey(pairs);
  refuseKeys(Object.keys(context), without);
  return { target, context };
}

/**
 * The question as the gateway takes it. Throws SpecError `unknown-name` for a name that the scenario lacks, and for a
 * request that AWS does not allow.
 */
export function whatIfOf(
  question: DecideQuestion,
  { target, context }: CheckedWords,
  { principal, provisioned }: { readonly principal: Principal; readonly provisioned: ProvisionedScenario },
): WhatIf {
  const { action, via, through, without } = question;
  refuseImpossible(question, principal);
  const resource = resolveResource(question.resource, target, provisioned);
  const names = [...Object.keys(context), ...without];
  const isNamed = STORED.has(target) || namedThings(provisioned).some(({ arn }) => arn === resource.arn);
  refuseKnownFacts(names, { isNamed });
  refuseOtherRegion(question.region, resource.arn);
  return {
    principal,
    action,
    resource: resource.arn,
    resourceAccount: resource.account ?? accountOf(principal) ?? '',
    region: question.region ?? regionOf(resource.arn) ?? provisioned.scenario.document.region,
    via,
    endpoint: through === undefined ? undefined : endpointMeant(through, provisioned),
    context,
    absent: without,
  };
}

/** The kinds of resources that a scenario has if a question names them. */
const STORED: ReadonlySet<ActionTarget> = new Set(['object', 'bucket', 'key']);

/** The Region of a resource, to which its requests are sent; undefined for an ARN without one. */
function regionOf(arn: string): string | undefined {
  const region = parseArn(arn)?.region ?? '';
  return regionName.test(region) ? region : undefined;
}

/** Refuses a Region that is none of AWS's, with the one that may be meant. */
function refuseRegion(region: string): void {
  if (!regionName.test(region))
    throw new SpecError('unknown-name', `--region ${region} is not a region name, such as eu-west-1`);
  if (regions.has(region)) return;
  const hint = suggest(region, [...regions]);
  throw new SpecError('unknown-name', `--region ${region} is not a Region of AWS; ${hint}`);
}

/** Refuses a Region in which the resource is not. */
function refuseOtherRegion(region: string | undefined, arn: string): void {
  const own = regionOf(arn);
  if (region === undefined || own === undefined || own === region) return;
  throw new SpecError(
    'unknown-name',
    `--region ${region} does not have the resource, which is in ${own}: leave --region out`,
  );
}

/** The kind of thing that an action is about. Throws SpecError `unknown-name` for an action that keyhole does not know. */
export function targetOf(action: string): ActionTarget {
  const target = actionTargets.get(action);
  if (target !== undefined) return target;
  const service = action.split(':')[0] ?? '';
  const all = [...actionTargets.keys()];
  const known = all.filter((action) => action.startsWith(`${service}:`));
  const services = [...new Set(all.map((action) => action.slice(0, action.indexOf(':'))))];
  const hint =
    known.length === 0
      ? `it knows actions of ${new Intl.ListFormat('en-GB').format(services)}`
      : suggest(action, known);
  throw new SpecError('unknown-name', `keyhole does not know the action "${action}"; ${hint}`);
}

function valuesByKey(pairs: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const values: Record<string, string[]> = {};
  for (const pair of pairs) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    if (key === undefined || value === undefined) {
      throw new SpecError(
        'unknown-name',
        `--context "${pair}" is not a condition key with a value, such as aws:SourceIp=192.0.2.1`,
      );
    }
    values[key] = [...(values[key] ?? []), value];
  }
  return values;
}

/** Refuses the action whose caller is the holder of a token: a question names no token. */
function refuseTokens(action: string): void {
  if (action !== 'sts:AssumeRoleWithWebIdentity') return;
  throw new SpecError(
    'unknown-name',
    `decide does not take ${action}: its caller is the holder of a token, which no principal of a question is. keyhole lab --tokens writes tokens and answers such requests`,
  );
}

/** The condition keys of a VPC endpoint. They are set together with its policy. */
const OF_ENDPOINTS: ReadonlySet<string> = new Set(['aws:sourcevpce', 'aws:sourcevpc']);

function refuseKeys(given: readonly string[], without: readonly string[]): void {
  const unknown = [...given, ...without].find((key) => !isKnownKey(key));
  if (unknown !== undefined)
    throw new SpecError(
      'unknown-name',
      `${unknown} is a condition key that keyhole does not know: check its spelling`,
    );
  const names = new Set(given.map((key) => key.toLowerCase()));
  const twice = without.find((key) => names.has(key.toLowerCase()));
  if (twice !== undefined)
    throw new SpecError('unknown-name', `${twice} is given to both --context and --without: keep one`);
  if (given.some((key) => OF_ENDPOINTS.has(key.toLowerCase())))
    throw new SpecError(
      'unknown-name',
      'aws:SourceVpce and aws:SourceVpc are set by --through <endpoint>: remove them from --context',
    );
}

function endpointMeant(words: string, { scenario }: ProvisionedScenario): string {
  const { endpoints } = scenario.document;
  const byId = Object.values(endpoints).find(({ id }) => id === words);
  return (byId ?? lookUp('VPC endpoint', words.replace(/^the (.+) endpoint$/, '$1'), endpoints)).id;
}

/** Throws SpecError for a question that AWS would refuse before it looks at any policy. */
function refuseImpossible({ action, via, through }: DecideQuestion, principal: Principal): void {
  if (through !== undefined && via === undefined && !action.startsWith('s3:')) {
    throw new SpecError(
      'unknown-name',
      `--through ${through} is for requests to S3: with an action of another service, leave it out`,
    );
  }
  if (via !== undefined && !action.startsWith('kms:')) {
    throw new SpecError(
      'unknown-name',
      `--via ${via} is for actions of KMS: a service does not call ${action} for its caller, so leave --via out`,
    );
  }
  if (principal.type === 'Service' && !action.startsWith('sts:')) {
    throw new SpecError(
      'unknown-name',
      `a service principal cannot ask for ${action}: in keyhole it may only ask for actions of STS`,
    );
  }
}
