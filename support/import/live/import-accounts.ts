import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { SpecError } from '../../scenario/spec-error.ts';
import type { WorldBuilder } from '../world/world-builder.ts';
import { accountClients } from './account-clients.ts';
import { readAuthorizationDetails } from './authorization-details.ts';
import { configuredEndpoint } from './configured-endpoint.ts';
import { Follower } from './follower.ts';
import { type LiveAccount, originIn } from './live-account.ts';
import { readAccount } from './read-account.ts';
import { readProviders } from './read-iam.ts';
import { readOrganization } from './read-organization.ts';
import { Reading, refuseUnusable } from './reading.ts';
import { type Named, namesVpcs } from './references.ts';

/** The accounts to read, and where reading begins. */
export interface AccountsAsked {
  /** True if the organization and the settings of whole accounts are stated elsewhere, and are not read. */
  readonly isStated: boolean;
  /** Files with the users, roles and policies of accounts, which are not read again. */
  readonly details: readonly { readonly path: string; readonly file: string }[];
  /** The name and the profile of each account. */
  readonly accounts: readonly { readonly name: string; readonly profile: string }[];
  readonly region: string;
  /** The endpoint in place of AWS's; by default that of each profile. */
  readonly endpoint: string | undefined;
  /** The most things that are read at once; 8 by default. */
  readonly atOnce?: number | undefined;
  /** The things that reading begins with, by kind: names or ARNs. Without any, all of the accounts is read. */
  readonly asked: readonly { readonly kind: Named['kind']; readonly name: string }[];
}

/**
 * Reads accounts into a world, with operations that change nothing. It begins with what is asked for, and follows what policies name within
 * the accounts. What cannot be read is listed. Returns the ids of the accounts by name. Throws SpecError for credentials that are no use, and
 * for something that no account has.
 */
export async function importAccounts(
  { accounts, region, endpoint: given, asked, details, isStated, atOnce: most }: AccountsAsked,
  builder: WorldBuilder,
): Promise<Readonly<Record<string, string>>> {
  const reading = new Reading(builder.gaps);
  const live: LiveAccount[] = [];
  for (const { name, profile } of accounts) {
    const endpoint = given ?? (await configuredEndpoint(profile));
    const clients = accountClients({ profile, region, endpoint });
    const id = await idOf(clients, `the account ${name} (profile ${profile})`);
    const other = live.find((one) => one.id === id);
    if (other !== undefined)
      throw new SpecError(
        'unknown-name',
        `the profiles of ${other.name} and ${name} are both for the account ${id}: give each account once`,
      );
    live.push({ name, id, region, endpoint, clients, builder, reading, groups: new Map() });
  }
  const ids: Record<string, string> = Object.fromEntries(live.map(({ name, id }) => [name, id]));
  try {
    for (const { path, file } of details) readAuthorizationDetails(path, { file, accounts: ids, builder });
    await new Follower(live, most).follow(asked);
    for (const account of live) {
      await readProviders(account);
      if (!isStated) await readAccount(account);
    }
    if (!isStated && namesVpcs(builder)) noteUnread(live, builder, VPC_ENDPOINTS);
    if (!isStated && builder.accessPoints.some(({ vpc }) => vpc !== undefined))
      noteUnread(live, builder, VPCS_OF_ACCESS_POINTS);
    const management = isStated ? undefined : await readOrganization(live);
    if (management !== undefined) nameManagement(management, ids, builder);
  } finally {
    for (const { clients } of live)
      for (const client of Object.values(clients)) if ('destroy' in client) client.destroy();
  }
  return ids;
}

async function idOf({ sts }: LiveAccount['clients'], account: string): Promise<string> {
  try {
    const { Account: id = '' } = await sts.send(new GetCallerIdentityCommand({}));
    return id;
  } catch (cause) {
    refuseUnusable(cause, account);
    const why = cause instanceof Error ? `${cause.name}: ${cause.message.split('\n')[0]}` : String(cause);
    throw new SpecError(
      'unusable-endpoint',
      `${account} cannot be read: sts:GetCallerIdentity was refused: ${why}`,
      { cause },
    );
  }
}

/** Things that no code here reads, and what follows from leaving them out. */
const VPC_ENDPOINTS = [
  'policies name VPC endpoints, which are not read',
  'no request comes through one here: state them with --surroundings',
] as const;
const VPCS_OF_ACCESS_POINTS = [
  'access points take requests from their VPC alone, whose endpoints are not read',
  'no request comes through one here: state them with --surroundings',
] as const;

/** Lists things that policies depend on and that are not read. */
function noteUnread(
  [first]: readonly LiveAccount[],
  { gaps }: WorldBuilder,
  [what, consequence]: readonly [what: string, consequence: string],
): void {
  if (first === undefined) return;
  gaps.add(originIn(first, `arn:aws:iam::${first.id}:root`), what, consequence);
}

/** Names the account that manages the organization. It gets a name of its own if it is not read. */
function nameManagement(id: string, ids: Record<string, string>, builder: WorldBuilder): void {
  const free = ['management', 'management-account', `account-${id}`].find(
    (name) => !Object.hasOwn(ids, name),
  );
  const name = Object.entries(ids).find(([, own]) => own === id)?.[0] ?? free ?? id;
  ids[name] = id;
  builder.organization = { ...builder.organization, managementAccount: name };
}
