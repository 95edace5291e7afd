import { type ActionTarget, actionTargets } from '../../authorization/permissions/actions.ts';
import { accountOf, type Principal } from '../../aws/principal.ts';
import { isKnownKey } from '../../gateway/context/known-keys.ts';
import type { WhatIf } from '../../gateway/desk/what-if.ts';
import { resolveResource } from '../../scenario/cast/resolve-resource.ts';
import { regionName } from '../../scenario/document/document-names.ts';
import { lookUp, suggest } from '../../scenario/look-up.ts';
import type { ProvisionedScenario } from '../../scenario/provision/provisioned-scenario.ts';
import { SpecError } from '../../scenario/spec-error.ts';

/** The question, in the words of whoever asks. */
export interface DecideQuestion {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** `key=value` each; a key that comes twice has two values. */
  readonly context: readonly string[];
  /** Condition keys that the request does not have. */
  readonly without: readonly string[];
  readonly via?: 's3' | undefined;
  /** The VPC endpoint that the request comes through: its name in the scenario, or its id. */
  readonly through?: string | undefined;
  readonly region?: string | undefined;
}

/** What can be told of a question before there is a world to ask it in. */
export interface CheckedWords {
  readonly target: ActionTarget;
  readonly context: WhatIf['context'];
}

/** Checks the action, the region and the condition keys. Throws SpecError `unknown-name`. */
export function checkedWords({ action, context: pairs, without, region }: DecideQuestion): CheckedWords {
  const target = targetOf(action);
  if (region !== undefined && !regionName.test(region)) {
    throw new SpecError('unknown-name', `--region ${region} is no region, as eu-west-1 is`);
  }
  const context = valuesByKey(pairs);
  refuseKeys(Object.keys(context), without);
  return { target, context };
}

/** The question as the gateway takes it. Throws SpecError `unknown-name` for what the world lacks, or AWS would not ask. */
export function whatIfOf(
  question: DecideQuestion,
  { target, context }: CheckedWords,
  { principal, provisioned }: { readonly principal: Principal; readonly provisioned: ProvisionedScenario },
): WhatIf {
  const { action, via, through, without } = question;
  refuseImpossible(question, principal);
  const resource = resolveResource(question.resource, target, provisioned);
  return {
    principal,
    action,
    resource: resource.arn,
    resourceAccount: resource.account ?? accountOf(principal) ?? '',
    region: question.region ?? provisioned.scenario.document.region,
    via,
    endpoint: through === undefined ? undefined : endpointMeant(through, provisioned),
    context,
    absent: without,
  };
}

function targetOf(action: string): ActionTarget {
  const target = actionTargets.get(action);
  if (target !== undefined) return target;
  const service = action.split(':')[0] ?? '';
  const all = [...actionTargets.keys()];
  const known = all.filter((action) => action.startsWith(`${service}:`));
  const services = [...new Set(all.map((action) => action.slice(0, action.indexOf(':'))))];
  const hint =
    known.length === 0
      ? `known are actions of ${new Intl.ListFormat('en-GB').format(services)}`
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

function endpointMeant(words: string, { scenario }: ProvisionedScenario): string {
  const { endpoints } = scenario.document;
  const byId = Object.values(endpoints).find(({ id }) => id === words);
  return (byId ?? lookUp('VPC endpoint', words.replace(/^the (.+) endpoint$/, '$1'), endpoints)).id;
}

/** What AWS would refuse before any policy is looked at. */
function refuseImpossible({ action, via, through }: DecideQuestion, principal: Principal): void {
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
