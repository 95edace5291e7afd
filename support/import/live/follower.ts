import { awsManagedPolicies } from '../../aws/managed-policies/aws-managed-policies.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import type { WorldBuilder } from '../world/world-builder.ts';
import { atOnce } from './at-once.ts';
import { fragmentOf, joinFragment } from './fragment.ts';
import type { LiveAccount } from './live-account.ts';
import { accessPointsOf, type ListedAccessPoint, readAccessPoint } from './read-access-points.ts';
import { readBucket } from './read-bucket.ts';
import { readManagedPolicy, readRole, readUser } from './read-iam.ts';
import { readKey } from './read-key.ts';
import { readSecret, readTable } from './read-tables-and-secrets.ts';
import { arnsNamed, type Named, namedBy } from './references.ts';
import { bucketsOf, everythingIn } from './whole-account.ts';

/** A thing that reading begins with: its name or ARN. */
interface Asked {
  readonly kind: Named['kind'];
  readonly name: string;
}

/** Reads things, and then those that their policies name, until there are no more. */
export class Follower {
  readonly #accounts: readonly LiveAccount[];
  readonly #most: number;
  readonly #read = new Set<string>();
  readonly #owners = new Map<string, LiveAccount>();
  readonly #unlisted = new Set<LiveAccount>();
  readonly #accessPoints = new Map<LiveAccount, readonly ListedAccessPoint[]>();

  constructor(accounts: readonly LiveAccount[], most = AT_ONCE) {
    this.#accounts = accounts;
    this.#most = most;
  }

  async follow(asked: readonly Asked[]): Promise<void> {
    const all: Named[] = [];
    for (const account of this.#accounts) {
      const listed = await bucketsOf(account);
      if (listed === undefined) this.#unlisted.add(account);
      const buckets = listed ?? [];
      for (const bucket of buckets) this.#owners.set(bucket, account);
      if (asked.length === 0) all.push(...(await everythingIn(account, buckets)));
    }
    for (const { kind, name } of asked) await this.#readAsked(kind, name);
    await this.#readAll(all);
    const builder = this.#accounts[0]?.builder;
    for (let before = -1; builder !== undefined && before !== this.#read.size; ) {
      before = this.#read.size;
      await this.#readAccessPoints({ ofAllBuckets: asked.length === 0 });
      await this.#readAll([...arnsNamed(builder)].flatMap((arn) => namedBy(arn) ?? []));
    }
  }

  /** Reads the access points of the buckets that were read, or of all buckets, in the accounts that have them. */
  async #readAccessPoints({ ofAllBuckets }: { readonly ofAllBuckets: boolean }): Promise<void> {
    for (const account of this.#accounts) {
      const { buckets } = account.builder;
      if (!ofAllBuckets && buckets.length === 0) return;
      const listed = this.#accessPoints.get(account) ?? (await accessPointsOf(account));
      this.#accessPoints.set(account, listed);
      const waiting = listed
        .filter(({ Bucket }) => ofAllBuckets || buckets.some(({ name }) => name === Bucket))
        .filter(({ Name: name }) => this.#isNew({ kind: 'access point', account: account.id, name }));
      const fragments = await atOnce(this.#most, waiting, async (point) => {
        const apart = fragmentOf(account);
        await readAccessPoint(apart, point);
        return apart.builder;
      });
      for (const fragment of fragments) joinFragment(account.builder, fragment);
    }
  }

  /** Reads what was asked for, in the account that has it. */
  async #readAsked(kind: Named['kind'], given: string): Promise<void> {
    const named = namedBy(given) ?? { kind, account: undefined, name: given };
    if (await this.#readNamed(named)) return;
    const [{ builder } = {}] = this.#accounts;
    if (builder?.unreadHolders.some((one) => one.kind === kind && one.name === named.name))
      throw new SpecError(
        'unknown-name',
        `--${kind} ${given} could not be read: the credentials may not read it`,
      );
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
  #isNew({
    kind,
    account = '',
    name,
  }: Omit<Named, 'kind'> & { readonly kind: Named['kind'] | 'access point' }): boolean {
    const id = `${kind} ${account} ${name}`;
    if (this.#read.has(id)) return false;
    this.#read.add(id);
    return true;
  }

  /** The accounts that may have a thing. */
  #candidatesFor(named: Named): readonly LiveAccount[] {
    const owner = named.kind === 'bucket' ? this.#owners.get(named.name) : undefined;
    // Of an account whose buckets may not be listed, any bucket may be.
    if (named.kind === 'bucket') return owner === undefined ? [...this.#unlisted] : [owner];
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
      return readBucket(account, name);
    case 'key':
      return readKey(account, name);
    case 'secret':
      return readSecret(account, name);
    case 'table':
      return readTable(account, name);
  }
}
