import type { Policy } from '../authorization/terms/policy.ts';
import { AwsError } from '../aws/aws-error.ts';
import { accountOf } from '../aws/principal.ts';
import type { SigningIdentity } from '../client/identity.ts';
import type { Describing } from '../gateway/record/decision-report.ts';
import { namesAndSources } from '../scenario/cast/names-and-sources.ts';
import type { Scenario } from '../scenario/document/scenario.ts';
import { type AccessPrincipal, principalsOf } from './access-principals.ts';
import { type AccessResource, resourcesOf } from './access-resources.ts';
import type { SamplesOfKeys } from './condition-samples.ts';
import { ConditionSamples } from './condition-samples.ts';
import { createOutsiders, distinct, type Outsider, outsidersNamed } from './outsiders.ts';
import { namedKeys, placedConditions, RelevantSamples } from './relevant-samples.ts';
import { conditionsOf, policiesInUse } from './resource-policies.ts';
import { type StartedScenario, startScenario } from './started-scenario.ts';
import {
  createInsiders,
  createStrangers,
  type Stranger,
  strangerAccounts,
  withStrangerInside,
} from './strangers.ts';
import { sessionsOfUnassumed } from './unassumed-roles.ts';

/** A scenario in which access is asked for: the principals that could have it, and the resources that it is about. */
export interface AccessWorld extends AsyncDisposable {
  readonly played: StartedScenario;
  readonly principals: readonly AccessPrincipal[];
  readonly resources: readonly AccessResource[];
  readonly policies: readonly Policy[];
  readonly samples: ConditionSamples;
  /** The classes of requests that the policies bearing on a principal and a resource, as versions have it, tell apart. */
  readonly samplesFor: (who: AccessPrincipal, versions: readonly AccessResource[]) => SamplesOfKeys;
  /** A name of the conditions in a principal's own policies. Principals with equal ones share it, and so their classes of requests. */
  readonly conditionsOf: (who: AccessPrincipal) => string;
  readonly describing: Describing;
  /** The ARN of the key that a reference means in an account; undefined if there is none. */
  readonly keyArn: (reference: string, account: string) => Promise<string | undefined>;
  /** Puts the ids that were chosen here in place of those names that stand for them in two versions of a scenario. */
  readonly local: (text: string) => string;
}

/** The strangers that are added to the cast. */
interface WorldOptions {
  /** An administrator of each account, who stands for users and roles that the scenario does not have. */
  readonly insiders?: boolean;
  /** Accounts that no stranger may have. */
  readonly taken?: readonly string[];
  /** Outsiders beside those that the policies of the scenario name. */
  readonly outsiders?: readonly Outsider[];
  /** True if requests are sent: roles that no principal of the scenario assumes get sessions as well. */
  readonly sends?: boolean;
}

/** Provisions a scenario with strangers beside its cast. Throws SpecError as `provision` does. */
export async function startAccessWorld(
  scenario: Scenario,
  { insiders = false, taken = [], outsiders: further = [], sends = false }: WorldOptions = {},
): Promise<AccessWorld> {
  const outsiders = distinct([...outsidersNamed(scenario), ...further]);
  let strangers: readonly Stranger[] = [];
  let inside: string | undefined;
  let unassumed: ReadonlyMap<string, SigningIdentity> | undefined;
  let policies: readonly Policy[] = [];
  let principals: readonly AccessPrincipal[] = [];
  const played = await startScenario(scenario, {
    arrange: async (provisioned) => {
      if (sends) unassumed = await sessionsOfUnassumed(provisioned);
      const named = outsiders.map(({ accountId }) => accountId);
      const accounts = strangerAccounts(provisioned, [...taken, ...named]);
      ({ inside } = accounts);
      strangers = [
        ...(insiders ? await createInsiders(provisioned) : []),
        ...(await createOutsiders(provisioned, outsiders)),
        ...(await createStrangers(provisioned, accounts)),
      ];
    },
    around: (surroundings) => withStrangerInside(surroundings, inside),
    introduce: async (arranged) => {
      policies = policiesInUse(arranged.provisioned);
      principals = await principalsOf(arranged, { strangers, policies, unassumed });
    },
  });
  const { provisioned } = played;
  const resources = resourcesOf(provisioned, policies);
  const samples = new ConditionSamples(conditionsOf(policies));
  const relevant = new RelevantSamples([placedConditions(provisioned)], samples, namedKeys(resources));
  return {
    played,
    principals,
    resources,
    policies,
    samples,
    samplesFor: (who, versions) => relevant.for(who, versions),
    conditionsOf: (who) => relevant.conditionsOf(who),
    describing: namesAndSources(provisioned),
    keyArn: keyFinder(played),
    local: (text) => text,
    [Symbol.asyncDispose]: () => played[Symbol.asyncDispose](),
  };
}

function keyFinder({ provisioned, gateway }: StartedScenario): AccessWorld['keyArn'] {
  const known = new Map<string, Promise<string | undefined>>();
  return (reference, account) => {
    if (/^arn:aws:kms:[^:]+:\d{12}:key\//.test(reference)) return Promise.resolve(reference);
    const id = `${account} ${reference}`;
    const found = known.get(id);
    if (found !== undefined) return found;
    const { region } = provisioned.scenario.document;
    const finding = gateway
      .read({ service: 'kms', operation: 'DescribeKey', input: { KeyId: reference }, region, account })
      .then(({ KeyMetadata }) => KeyMetadata?.Arn)
      .catch((error: unknown) => {
        if (error instanceof AwsError) return undefined;
        throw error;
      });
    known.set(id, finding);
    return finding;
  };
}

/** The account of a principal as text; empty for anonymous callers and services. */
export function accountOfPrincipal({ principal }: AccessPrincipal): string {
  return accountOf(principal) ?? '';
}
