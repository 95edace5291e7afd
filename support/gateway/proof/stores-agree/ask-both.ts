import { otherAccount } from '../../../aws/testing/accounts.ts';
import type { Clients } from '../../testing/lab-under-test.ts';
import { type Both, changed, isRefusal, type Outcome } from './compare.ts';
import type { Names } from './names.ts';
import type { Request, State, Step, Subject } from './request.ts';
import { Asking, type Seen, type Side } from './side.ts';
import { type NamedRequest, variationsOf } from './variations.ts';

/** For tests: asks two stores the same, in states that are made alike. */
export class BothStores {
  readonly #sides: readonly Side[];
  readonly #clients = new Map<Side, Map<string, Clients>>();
  #states = 0;
  #accounts = 0;

  constructor(embedded: Side, localstack: Side) {
    this.#sides = [embedded, localstack];
  }

  /** Asks the variations of a subject: all, or those whose turn it is. */
  async askAll(subject: Subject, turn?: number): Promise<readonly Both[]> {
    const asking = this.about(subject);
    const answers: Both[] = [];
    for (const variation of variationsOf(subject, turn)) answers.push(await asking(variation));
    return answers;
  }

  /** Asks variations of a subject. A state serves until it can no longer be restored. */
  about({ service, state, shows, alone }: Subject): (variation: NamedRequest) => Promise<Both> {
    const accounts = alone ? this.#ownAccounts() : shared[service];
    let present: PairOfStates | undefined;
    return async ({ name, request, after }) => {
      const asked = after.length === 0 && present ? present : await this.open(state, { after, accounts });
      present = undefined;
      const both = await asked.ask({ name, request, shows });
      if (after.length === 0 && (await asked.renewed(state.renew, both))) present = asked;
      return both;
    };
  }

  /** Makes a state on both stores. Throws if one of them cannot. */
  async open({ steps, reads }: State, { after = [], accounts }: Opening): Promise<PairOfStates> {
    this.#states += 1;
    const names = namesOf(String(this.#states).padStart(4, '0'), accounts);
    const opened = this.#sides.map(async (side) => {
      const own: Names = new Map(names);
      const asking = new Asking(side, own, this.#clientsOf(side));
      for (const step of [...steps, ...after]) await asking.make(step);
      return { asking, names: own, before: await readAll(asking, reads) };
    });
    return new PairOfStates(await Promise.all(opened), reads);
  }

  destroy(): void {
    for (const clients of this.#clients.values())
      for (const each of clients.values()) for (const client of Object.values(each)) client.destroy();
  }

  #ownAccounts(): readonly [string, string] {
    this.#accounts += 1;
    const number = String(this.#accounts).padStart(4, '0');
    return [`10000000${number}`, `20000000${number}`];
  }

  #clientsOf(side: Side): Map<string, Clients> {
    const known = this.#clients.get(side) ?? new Map<string, Clients>();
    this.#clients.set(side, known);
    return known;
  }
}

interface Opening {
  readonly after?: readonly Step[];
  readonly accounts: readonly [string, string];
}

/** Accounts that states share: what an operation lists of an account is asked in accounts of its own. */
const shared = {
  s3: ['111111111111', otherAccount],
  kms: ['111111111111', otherAccount],
  iam: ['111111111111', otherAccount],
  sts: ['111111111111', otherAccount],
  secretsmanager: ['111111111111', otherAccount],
  dynamodb: ['111111111111', otherAccount],
  organizations: ['111111111111', otherAccount],
  s3control: ['111111111111', otherAccount],
} as const;

/** The meaning of the names in requests, by the number of the state. */
function namesOf(
  number: string,
  [account, other]: readonly [string, string],
): readonly (readonly [string, string])[] {
  return [
    ['n', number],
    ['account', account],
    ['other', other],
    ['bucket', `agree-${number}`],
    ['otherBucket', `other-agree-${number}`],
    ['user', `user-${number}`],
    ['USER', `USER-${number}`],
    ['otherUser', `other-user-${number}`],
    ['role', `role-${number}`],
    ['ROLE', `ROLE-${number}`],
    ['group', `group-${number}`],
    ['GROUP', `GROUP-${number}`],
    ['otherGroup', `other-group-${number}`],
    ['policyName', `policy-${number}`],
    ['secret', `secret-${number}`],
    ['table', `table-${number}`],
    ['alias', `alias/agree-${number}`],
  ];
}

interface StateOfStore {
  readonly asking: Asking;
  readonly names: Names;
  before: readonly Seen[];
}

interface Asked {
  readonly name: string;
  readonly request: Request;
  readonly shows: readonly Request[];
}

/** For tests: a state on each store. */
class PairOfStates {
  readonly #states: readonly StateOfStore[];
  readonly #reads: readonly Request[];
  #cases = 0;

  constructor(states: readonly StateOfStore[], reads: readonly Request[]) {
    this.#states = states;
    this.#reads = reads;
  }

  /** Asks both stores, and what is in their states then. */
  async ask({ name, request, shows }: Asked): Promise<Both> {
    this.#cases += 1;
    const [embedded, localstack] = await Promise.all(
      this.#states.map(async (state): Promise<Outcome> => {
        const { asking, before, names } = state;
        // Each request of a state may make something of its own name.
        names.set('c', `${names.get('n')}-${this.#cases}`);
        const seen = await asking.ask(request);
        const after = isRead(request) ? before : await readAll(asking, this.#reads);
        const told = isRefusal(seen) ? [] : await readAll(asking, shows);
        state.before = after;
        return { seen, before, after, shows: told };
      }),
    );
    if (!embedded || !localstack) throw new TypeError('there are two stores');
    return { name, isRead: isRead(request), embedded, localstack };
  }

  /** Restores what a request changed. False if that cannot be done. */
  async renewed(renew: readonly Step[] | undefined, both: Both): Promise<boolean> {
    if (!isTouched(both)) return true;
    if (renew === undefined || !isTouchedAlike(both)) return false;
    if (renew.length === 0) return true;
    await Promise.all(
      this.#states.map(async (state) => {
        for (const step of renew) await state.asking.make(step);
        state.before = await readAll(state.asking, this.#reads);
      }),
    );
    return true;
  }
}

async function readAll(asking: Asking, reads: readonly Request[]): Promise<readonly Seen[]> {
  const answers: Seen[] = [];
  for (const read of reads) answers.push(await asking.ask(read));
  return answers;
}

function isRead({ operation }: Request): boolean {
  return /^(Get(?!SessionToken)|List|Head|Describe|Verify|Scan)/.test(operation);
}

/** True if a state may have changed. */
function isTouched(both: Both): boolean {
  return [both.embedded, both.localstack].some(
    (outcome) => changed(outcome) || (!both.isRead && !isRefusal(outcome.seen)),
  );
}

function isTouchedAlike({ embedded, localstack }: Both): boolean {
  return changed(embedded) === changed(localstack) && isRefusal(embedded.seen) === isRefusal(localstack.seen);
}
