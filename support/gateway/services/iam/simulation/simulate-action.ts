import type {
  EvaluationResult,
  PolicyEvaluationDecisionType,
  ResourceSpecificResult,
  Statement,
} from '@aws-sdk/client-iam';
import { decide } from '../../../../authorization/decide.ts';
import type { Decision, StatementReference } from '../../../../authorization/terms/decision.ts';
import { guardOf } from '../../../../authorization/terms/guard.ts';
import type { Permission } from '../../../../authorization/terms/permission.ts';
import type { NamedPolicy, PoliciesInForce } from '../../../../authorization/terms/policies-in-force.ts';
import { ACTIONS, actionNamed, resourceTypeOf } from '../../../../aws/actions/action-catalogue.ts';
import { parseArn } from '../../../../aws/arn.ts';
import { isService } from '../../../../aws/services.ts';
import { resourcePolicyOf } from './simulated-policies.ts';
import { EVERYTHING, type Simulation } from './simulation.ts';
import { SimulationContext } from './simulation-context.ts';
import { placeOfStatement } from './statement-positions.ts';

/** The answer for one resource, with what the top of the answer repeats. */
interface OnResource extends ResourceSpecificResult {
  readonly EvalResourceDecision: PolicyEvaluationDecisionType;
  readonly MatchedStatements: Statement[];
  readonly MissingContextValues: string[];
  readonly allowedByOrganizations: boolean;
}

/**
 * Simulates an action on each resource, as keyhole decides requests.
 *
 * Differs: resource control policies take no part, as in AWS's simulation. A resource-based policy counts for roles too,
 * which AWS does not simulate.
 * Source: IAM API reference, EvaluationResult; IAM API reference, ResourceSpecificResult.
 */
export function simulateAction(
  simulation: Simulation,
  EvalActionName: string,
  resources: readonly string[],
): EvaluationResult {
  const action = actionNamed(EvalActionName)?.name ?? EvalActionName;
  const all = resources.map((resource) => onResource(simulation, action, resource));
  const [strictest = 'implicitDeny'] = all.map((one) => one.EvalResourceDecision).toSorted(byStrictness);
  const boundaries = all.map((one) => one.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary);
  const named = resources.some((resource) => resource !== '*');
  return {
    EvalActionName,
    EvalResourceName: templateOf(action, resources),
    EvalDecision: strictest,
    MatchedStatements: distinct(all.flatMap((one) => one.MatchedStatements)),
    MissingContextValues: [...new Set(all.flatMap((one) => one.MissingContextValues))],
    ...(simulation.isInOrganization && {
      OrganizationsDecisionDetail: {
        AllowedByOrganizations: all.every((one) => one.allowedByOrganizations),
      },
    }),
    ...(simulation.boundary !== undefined && {
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: boundaries.every(Boolean) },
    }),
    ...(named && { EvalDecisionDetails: detailsOf(all), ResourceSpecificResults: all.map(shown) }),
  };
}

const STRICTNESS: readonly PolicyEvaluationDecisionType[] = ['explicitDeny', 'implicitDeny', 'allowed'];

function byStrictness(one: PolicyEvaluationDecisionType, other: PolicyEvaluationDecisionType): number {
  return STRICTNESS.indexOf(one) - STRICTNESS.indexOf(other);
}

/** The most restrictive decision of each kind of policy. */
function detailsOf(all: readonly OnResource[]): Record<string, PolicyEvaluationDecisionType> {
  const details: Record<string, PolicyEvaluationDecisionType> = {};
  for (const { EvalDecisionDetails = {} } of all) {
    for (const [kind, decision] of Object.entries(EvalDecisionDetails)) {
      const known = details[kind];
      if (known === undefined || byStrictness(decision, known) < 0) details[kind] = decision;
    }
  }
  return details;
}

function shown({ allowedByOrganizations: _, ...result }: OnResource): ResourceSpecificResult {
  return result;
}

function distinct(statements: readonly Statement[]): Statement[] {
  return [...new Map(statements.map((statement) => [JSON.stringify(statement), statement])).values()];
}

/**
 * The form of the ARNs of the simulated resources; `*` for every resource, and for services that keyhole does not know.
 *
 * Undocumented: the form if the resources are of several types. The first resource counts.
 */
function templateOf(action: string, [resource = '*']: readonly string[]): string {
  const service = action.slice(0, action.indexOf(':'));
  if (resource === '*' || !isService(service)) return '*';
  const type = resourceTypeOf(service, resource);
  const form = ACTIONS[service].resourceTypes.find(({ name }) => name === type)?.arn ?? '*';
  return form.replaceAll('{', '${');
}

function onResource(simulation: Simulation, action: string, resource: string): OnResource {
  const { caller, identity, boundary, serviceControl } = simulation;
  const resourceAccount = accountOfArn(resource) ?? simulation.resourceOwner;
  const context = new SimulationContext(simulation.entries, simulation.following(resourceAccount));
  const permission: Permission = { action, resource, resourceAccount, context };
  const isOwn = resourceAccount === caller.accountId;
  const own = policyOfResource(simulation, permission);
  const decisionWith = (policies: PoliciesInForce, asked = permission) =>
    decide({ principal: caller, permission: asked, policies });
  // What only these layers ask for is not missing from the answer.
  const aside = new SimulationContext(simulation.entries, simulation.following(resourceAccount));
  const alone = { ...permission, context: aside, resourceAccount: caller.accountId };
  const delegated = delegation(alone, caller.accountId);
  const bySideOf = (policies: PoliciesInForce) => decisionWith({ resource: delegated, ...policies }, alone);
  const ofOrganization = bySideOf({ identity: EVERYTHING, serviceControl });
  const allowedByOrganizations = ofOrganization.result === 'Granted';
  const ofBoundary = boundary && bySideOf({ identity: EVERYTHING, boundary });
  const decision = decisionWith({ identity, boundary, resource: own });
  const crossing = !isOwn &&
    allowedByOrganizations && {
      EvalDecisionDetails: {
        'IAM Policy': resultOf(bySideOf({ identity, boundary })),
        'Resource Policy': resultOf(
          decisionWith({ identity: EVERYTHING, resource: own }, { ...permission, context: aside }),
        ),
      },
    };
  return {
    EvalResourceName: resource,
    EvalResourceDecision: resultOf(allowedByOrganizations ? decision : ofOrganization),
    MatchedStatements: allowedByOrganizations ? matchedIn(decision, identity) : [],
    MissingContextValues: [...context.missing],
    ...(ofBoundary && {
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: ofBoundary.result === 'Granted' },
    }),
    // Undocumented: the names of the kinds of policies.
    ...crossing,
    allowedByOrganizations,
  };
}

function accountOfArn(resource: string): string | undefined {
  const account = parseArn(resource)?.account;
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/**
 * The policy of a resource. If the simulation brings none, a key or role of the caller's account leaves the decision to its
 * account. AWS's simulation reads no policy of a resource by itself.
 */
function policyOfResource(
  { caller, resourcePolicy }: Simulation,
  permission: Permission,
): NamedPolicy | undefined {
  if (resourcePolicy !== undefined) return resourcePolicyOf(resourcePolicy, guardOf(permission));
  return permission.resourceAccount === caller.accountId
    ? delegation(permission, caller.accountId)
    : undefined;
}

/** The policy of a key or role that leaves decisions to its account; undefined for other resources, which need none. */
function delegation(permission: Permission, account: string): NamedPolicy | undefined {
  const guard = guardOf(permission);
  const { kind } = guard;
  if (kind === 'default') return undefined;
  const Statement = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: kind === 'trust' ? 'sts:*' : '*',
    ...(kind === 'key' && { Resource: '*' }),
  };
  const text = JSON.stringify({ Version: '2012-10-17', Statement });
  return { ...resourcePolicyOf(text, guard), name: 'delegation' };
}

function resultOf(decision: Decision): PolicyEvaluationDecisionType {
  if (decision.result === 'Granted') return 'allowed';
  return decision.explicit ? 'explicitDeny' : 'implicitDeny';
}

/** The statements that decided, of the identity-based policies and of the resource's own policy. */
function matchedIn(decision: Decision, identity: Simulation['identity']): Statement[] {
  const deciding =
    decision.result === 'Granted'
      ? decision.statements
      : [decision.statement].filter((one) => one !== undefined);
  return deciding.flatMap((reference) => statementOf(reference, identity));
}

function statementOf(reference: StatementReference, identity: Simulation['identity']): Statement[] {
  const { policy: name, document = '', index } = reference;
  const place = placeOfStatement(document, index);
  if (name === 'ResourcePolicy') return [{ SourcePolicyId: name, SourcePolicyType: 'resource', ...place }];
  const source = identity.find((policy) => policy.name === name);
  // AWS answers this type, which is none of those in its API reference.
  const type = 'IAM Policy' as Statement['SourcePolicyType'];
  return source === undefined ? [] : [{ SourcePolicyId: source.sourceId, SourcePolicyType: type, ...place }];
}
