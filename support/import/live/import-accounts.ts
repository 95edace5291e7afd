import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { awsManagedPolicies } from '../../aws/managed-policies/aws-managed-policies.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import type { WorldBuilder } from '../world/world-builder.ts';
import { accountClients } from './account-clients.ts';
import { atOnce } from './at-once.ts';
import { readAuthorizationDetails } from './authorization-details.ts';
import { fragmentOf, joinFragment } from './fragment.ts';
import { type LiveAccount, originIn } from './live-account.ts';
import { readAccount } from './read-account.ts';
import { readBucket } from './read-bucket.ts';
import { readManagedPolicy, readProviders, readRole, readUser } from './read-iam.ts';
import { readKey } from './read-key.ts';
import { readOrganization } from './read-organization.ts';
import { readSecret, readTable } from './read-tables-and-secrets.ts';
import { Reading, refuseUnusable } from './reading.ts';
import { arnsNamed, type Named, namedBy, namesAccessPoints, namesVpcs } from './references.ts';
import { bucketsOf, everythingIn } from './whole-account.ts';

/** The accounts to read, and where reading begins. */
export interface AccountsAsked {
  /** True if the organization and the settings of whole accounts are stated elsewhere, and are not read. */
  readonly isStated: boolean;
  /** Files with the users, roles and policies of accounts, which are not read again. */
  readonly details: readonly { readonly path: string; readonly file: string }[];
  /** The name and the profile of each account. */
  readonly accounts: readonly { readonly name: string; readonly profile: string }[];
  readonly region: string;
  /** The endpoint in place of AWS's. */
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
  { accounts, region, endpoint, asked, details, isStated, atOnce: most }: AccountsAsked,
  builder: WorldBuilder,
): Promise<Readonly<Record<string, string>>> {
  const reading = new Reading(builder.gaps);
  const live: LiveAccount[] = [];
  for (const { name, profile } of accounts) {
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
    if (namesAccessPoints(builder)) noteUnread(live, builder, ACCESS_POINTS);
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
const ACCESS_POINTS = [
  'policies name access points, which are not read',
  'no request comes through one here: add accessPoints to scenario.yaml',
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

/** Reads things, and then those that their policies name, until there are no more. */
class Follower {
  readonly #accounts: readonly LiveAccount[];
  readonly #most: number;
  readonly #read = new Set<string>();
  readonly #owners = new Map<string, LiveAccount>();

  constructor(accounts: readonly LiveAccount[], most = AT_ONCE) {
    this.#accounts = accounts;
    this.#most = most;
  }

  async follow(asked: AccountsAsked['asked']): Promise<void> {
    const all: Named[] = [];
    for (const account of this.#accounts) {
      const buckets = await bucketsOf(account);
      for (const bucket of buckets) this.#owners.set(bucket, account);
      if (asked.length === 0) all.push(...(await everythingIn(account, buckets)));
    }
    for (const { kind, name } of asked) await this.#readAsked(kind, name);
    await this.#readAll(all);
    const builder = this.#accounts[0]?.builder;
    for (let before = -1; builder !== undefined && before !== this.#read.size; ) {
      before = this.#read.size;
      await this.#readAll([...arnsNamed(builder)].flatMap((arn) => namedBy(arn) ?? []));
    }
  }

  /** Reads what was asked for, in the account that has it. */
  async #readAsked(kind: Named['kind'], given: string): Promise<void> {
    const named = namedBy(given) ?? { kind, account: undefined, name: given };
    if (await this.#readNamed(named)) return;
    const where = new Intl.ListFormat('en').format(this.#accounts.map(({ name }) => name));
    throw new SpecError(
      'unknown-name',
      `--${kind} ${given} is in none of the accounts that are read (${where})`,
    );
  }

  /** Reads things, several of one kind at once. What is read of a thing joins the world in the order of the things. */
  async #readAll(all: readonly Named[]): Promise<void> {
    for (const alike of runsOf(all)) {
      const waiting = alike.filter((named) => this.#isNew(named));
      const fragments = await atOnce(this.#most, waiting, (named) => this.#readApart(named));
      for (const { world, fragment } of fragments.flat()) joinFragment(world, fragment);
    }
  }

  /** Reads a thing, each account into a world of its own, until one has it. */
  async #readApart(named: Named) {
    const read: { readonly world: WorldBuilder; readonly fragment: WorldBuilder }[] = [];
    for (const account of this.#candidatesFor(named)) {
      if (isInWorld(account, named)) break;
      const apart = fragmentOf(account);
      const isFound = await readOne(apart, named);
      read.push({ world: account.builder, fragment: apart.builder });
      if (isFound) break;
    }
    return read;
  }

  /** True if an account has the thing, also if it was read before. */
  async #readNamed(named: Named): Promise<boolean> {
    if (!this.#isNew(named)) return true;
    for (const account of this.#candidatesFor(named))
      if (isInWorld(account, named) || (await readOne(account, named))) return true;
    return false;
  }

  /** True for a thing that is asked for the first time. */
  #isNew({ kind, account = '', name }: Named): boolean {
    const id = `${kind} ${account} ${name}`;
    if (this.#read.has(id)) return false;
    this.#read.add(id);
    return true;
  }

  /** The accounts that may have a thing. */
  #candidatesFor(named: Named): readonly LiveAccount[] {
    const owner = named.kind === 'bucket' ? this.#owners.get(named.name) : undefined;
    if (named.kind === 'bucket') return owner === undefined ? [] : [owner];
    return this.#accounts.filter(({ id: own }) => named.account === undefined || named.account === own);
  }
}

/** The most things that are read at once: services limit the rate of requests of an account. */
const AT_ONCE = 8;

/** Things in the same order, in lists of neighbors of one kind. */
function runsOf(all: readonly Named[]): readonly (readonly Named[])[] {
  const runs: Named[][] = [];
  for (const named of all) {
    const last = runs.at(-1);
    if (last?.[0]?.kind === named.kind) last.push(named);
    else runs.push([named]);
  }
  return runs;
}

/** True for a thing that the world has already, perhaps from a file. */
function isInWorld({ builder, name: account }: LiveAccount, { kind, name }: Named): boolean {
  const isKnown = (one: { readonly account: string; readonly name: string }) =>
    one.account === account && one.name === name;
  switch (kind) {
    case 'role':
      return builder.roles.some(isKnown);
    case 'user':
      return builder.users.some(isKnown);
    case 'policy':
      return awsManagedPolicies().has(name) || builder.policies.some(({ arn }) => arn === name);
    case 'bucket':
      return builder.buckets.some(isKnown);
    case 'key':
      return false;
    case 'secret':
      return builder.secrets.some(({ arn }) => arn === name);
    case 'table':
      return builder.tables.some(isKnown);
  }
}

/** Reads a thing of an account. False if the account has none. */
async function readOne(account: LiveAccount, { kind, name }: Named): Promise<boolean> {
  switch (kind) {
    case 'role':
      return readRole(account, name);
    case 'user':
      return readUser(account, name);
    case 'policy':
      await readManagedPolicy(account, name);
      return true;
    case 'bucket':
      await readBucket(account, name);
      return true;
    case 'key':
      return readKey(account, name);
    case 'secret':
      return readSecret(account, name);
    case 'table':
      return readTable(account, name);
  }
}
