import { anonymousPrincipal, runSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import type { Principal } from '../../../aws/principal.ts';
import type { Json, Trial } from '../trials/trial.ts';

/** The oracle's answer to a request. */
export type Answer = 'Allowed' | 'ImplicitlyDenied' | 'ExplicitlyDenied';

/** Asks the oracle. Throws if it reports a fault in the question. */
export async function askOracle(trial: Trial): Promise<Answer> {
  const result = await runSimulation(simulationOf(trial), {});
  if (result.resultType === 'error') throw new Error(`the oracle refused: ${JSON.stringify(result.errors)}`);
  const ignored = result.resultType === 'single' ? (result.result.ignoredContextKeys ?? []) : [];
  if (ignored.length > 0) throw new Error(`the oracle ignored ${ignored.join(', ')}`);
  return result.overallResult;
}

/** A trial in the oracle's terms. */
export function simulationOf({
  principal,
  action,
  resource,
  resourceAccount,
  keys,
  documents,
}: Trial): Simulation {
  const own = hasOwnPolicies(principal);
  return {
    request: {
      principal: nameFor(principal),
      action,
      resource: { resource, accountId: resourceAccount },
      contextVariables: Object.fromEntries(
        Object.entries(keys).map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]),
      ),
    },
    identityPolicies: identityOf(principal, documents.identity),
    sessionPolicy: documents.session,
    permissionBoundaryPolicies: own && documents.boundary ? list([documents.boundary]) : undefined,
    serviceControlPolicies: principal.type === 'Anonymous' ? [] : levels(documents.scp),
    resourceControlPolicies: levels(documents.rcp),
    resourcePolicy: documents.resource,
    vpcEndpointPolicies: documents.endpoint ? list([documents.endpoint]) : undefined,
    additionalSettings: { s3: { blockPublicAccess: documents.restrictPublicBuckets } },
  };
}

const EVERYTHING = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };

/** The oracle gives the root user no rights, so the root user gets a policy that allows everything. */
function identityOf(principal: Principal, documents: readonly Json[]): Simulation['identityPolicies'] {
  if (principal.type === 'Root') return list([EVERYTHING]);
  return hasOwnPolicies(principal) ? list(documents) : [];
}

function hasOwnPolicies({ type }: Principal): boolean {
  return type === 'User' || type === 'AssumedRole';
}

function nameFor(principal: Principal): Simulation['request']['principal'] {
  if (principal.type === 'Anonymous') return anonymousPrincipal;
  if (principal.type === 'WebIdentity') return principal.provider;
  return principal.type === 'Service' ? principal.service : principal.arn;
}

function levels(documents: readonly (readonly Json[])[]): Simulation['serviceControlPolicies'] {
  return documents.map((level, i) => ({ orgIdentifier: `level-${i}`, policies: list(level) }));
}

function list(documents: readonly Json[]): { name: string; policy: Json }[] {
  return documents.map((policy, i) => ({ name: `policy-${i}`, policy }));
}
