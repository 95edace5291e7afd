import type { Names } from '../../../../authorization/explain.ts';
import { AwsError } from '../../../../aws/aws-error.ts';
import type { GatewayServer } from '../../../../gateway/serving/gateway-server.ts';
import type { HeldPolicy } from './held-policy.ts';
import { labReader } from './lab-reader.ts';
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

/** The readers of the kinds of policies, in the order in which they are listed. The first part is read in each region. */
const REGIONAL = { keys: keyPolicies, secrets: secretPolicies, tables: tablePolicies } as const;
const GLOBAL = {
  buckets: bucketPolicies,
  roles: rolePolicies,
  users: userPolicies,
  groups: groupPolicies,
  'managed policies': managedPolicies,
} as const;
const ORDER = [
  ...['keys', 'buckets', 'secrets', 'tables'],
  ...['roles', 'users', 'groups', 'managed policies'],
];

/**
 * Every policy document that a lab holds in some accounts and regions: resources, then principals, then the organization. A
 * kind of policy that the store does not give out is named: LocalStack may run without a service.
 */
export async function heldPolicies(
  gateway: Pick<GatewayServer, 'read' | 'surroundings'>,
  { accounts, regions }: Extent,
  names: Names,
): Promise<Held> {
  const readings = accounts.flatMap((account) => {
    const readers = regions.map((region) => labReader(gateway, account, region));
    return [
      ...Object.entries(REGIONAL).flatMap(([kind, read]) =>
        readers.map((reader) => reading(account, kind, () => read(reader, names))),
      ),
      ...Object.entries(GLOBAL).flatMap(([kind, read]) =>
        readers.slice(0, 1).map((reader) => reading(account, kind, () => read(reader, names))),
      ),
    ];
  });
  const read = (await Promise.all(readings)).toSorted(
    (one, other) =>
      accounts.indexOf(one.account) - accounts.indexOf(other.account) ||
      ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind),
  );
  const unread = read.flatMap(({ kind, failure }) =>
    failure === undefined ? [] : [`The policies of ${kind}: ${failure}`],
  );
  return {
    policies: [...read.flatMap(({ policies }) => policies), ...surroundingPolicies(gateway.surroundings)],
    unread: [...new Set(unread)],
  };
}

interface Reading {
  readonly account: string;
  readonly kind: string;
  readonly policies: readonly HeldPolicy[];
  /** The message of the error, if the policies could not be read. */
  readonly failure?: string;
}

async function reading(
  account: string,
  kind: string,
  read: () => Promise<readonly HeldPolicy[]>,
): Promise<Reading> {
  try {
    return { account, kind, policies: await read() };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { account, kind, policies: [], failure: error.message };
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
