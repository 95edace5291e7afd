import type { Names } from '../../../../authorization/explain.ts';
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

/** Every policy document that a lab holds in some accounts and regions: resources, then principals, then the organization. */
export async function heldPolicies(
  gateway: Pick<GatewayServer, 'read' | 'surroundings'>,
  { accounts, regions }: Extent,
  names: Names,
): Promise<readonly HeldPolicy[]> {
  const ofAccounts = accounts.map(async (account) => {
    const [global, ...regional] = [regions[0] ?? 'us-east-1', ...regions].map((region) =>
      labReader(gateway, account, region),
    );
    if (global === undefined) return [];
    const parts = await Promise.all([
      ...regional.map((reader) => keyPolicies(reader, names)),
      bucketPolicies(global, names),
      ...regional.map((reader) => secretPolicies(reader, names)),
      ...regional.map((reader) => tablePolicies(reader, names)),
      rolePolicies(global, names),
      userPolicies(global, names),
      groupPolicies(global),
      managedPolicies(global),
    ]);
    return parts.flat();
  });
  return [...(await Promise.all(ofAccounts)).flat(), ...surroundingPolicies(gateway.surroundings)];
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
