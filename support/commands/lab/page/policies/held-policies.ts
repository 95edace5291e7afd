import type { Names } from '../../../../authorization/explain.ts';
import { AwsError } from '../../../../aws/aws-error.ts';
import type { GatewayServer } from '../../../../gateway/serving/gateway-server.ts';
import type { HeldPolicy } from './held-policy.ts';
import { labReader } from './lab-reader.ts';
import { accessPointPolicies } from './policies-of-access-points.ts';
import { groupPolicies, managedPolicies, rolePolicies, userPolicies } from './policies-of-identities.ts';
import { bucketPolicies, keyPolicies, secretPolicies, tablePolicies } from './policies-of-resources.ts';
import { surroundingPolicies } from './policies-of-surroundings.ts';

/** The accounts and the regions in which policies are looked for. */
export interface Extent {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/** The policies that a lab holds, and the kinds of them that could not be read. */
export interface Held {
  readonly policies: readonly HeldPolicy[];
  readonly unread: readonly string[];
}

/** The readers of the kinds of policies, in the order in which they are listed. */
const READERS = [
  { kind: 'keys', isRegional: true, read: keyPolicies },
  { kind: 'buckets', isRegional: false, read: bucketPolicies },
  { kind: 'secrets', isRegional: true, read: secretPolicies },
  { kind: 'tables', isRegional: true, read: tablePolicies },
  { kind: 'roles', isRegional: false, read: rolePolicies },
  { kind: 'users', isRegional: false, read: userPolicies },
  { kind: 'groups', isRegional: false, read: groupPolicies },
  { kind: 'managed policies', isRegional: false, read: managedPolicies },
] as const;

/**
 * Every policy document that a lab holds in some accounts and regions: resources, then principals, then the organization. A
 * kind of policy that the store does not give out is named: LocalStack may run without a service.
 */
export async function heldPolicies(
  gateway: Pick<GatewayServer, 'read' | 'surroundings'>,
  { accounts, regions }: Extent,
  names: Names,
): Promise<Held> {
  const readings = accounts.flatMap((account) =>
    READERS.flatMap(({ kind, isRegional, read }) =>
      (isRegional ? regions : regions.slice(0, 1)).map((region) =>
        reading(kind, () => read(labReader(gateway, account, region), names)),
      ),
    ),
  );
  const done = await Promise.all(readings);
  const unread = done.flatMap(({ kind, failure }) =>
    failure === undefined ? [] : [`The policies of ${kind}: ${failure}`],
  );
  return {
    policies: [
      ...accessPointPolicies(gateway.surroundings, names),
      ...done.flatMap(({ policies }) => policies),
      ...surroundingPolicies(gateway.surroundings),
    ],
    unread: [...new Set(unread)],
  };
}

interface Reading {
  readonly kind: string;
  readonly policies: readonly HeldPolicy[];
  /** The message of the error, if the policies could not be read. */
  readonly failure?: string;
}

async function reading(kind: string, read: () => Promise<readonly HeldPolicy[]>): Promise<Reading> {
  try {
    return { kind, policies: await read() };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { kind, policies: [], failure: error.message };
  }
}

/** The accounts of a scenario and of callers besides, and the regions that requests were sent to. */
export function extentOf({ decisionLog }: Pick<GatewayServer, 'decisionLog'>, known: Extent): Extent {
  const accounts = new Set(known.accounts);
  const regions = new Set(known.regions);
  for (const { principal, region, response } of decisionLog.records()) {
    if (principal !== undefined && 'accountId' in principal) accounts.add(principal.accountId);
    if (region !== undefined && response.status < 400) regions.add(region);
  }
  return { accounts: [...accounts], regions: [...regions] };
}
