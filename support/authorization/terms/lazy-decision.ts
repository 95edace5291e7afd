import type { Assumed, ConsideredStatement, Denied, Granted } from './decision.ts';

// A getter in an object literal is a new kind of object to V8, each time. V8 keeps that, with all that the getter refers to,
// until it collects its whole heap. So the getters are those of a class, which a spread leaves out.

/** The parts of a decision that are worked out when they are read. */
interface WhenRead {
  readonly considered: () => readonly ConsideredStatement[];
  readonly assumed?: (() => readonly Assumed[] | undefined) | undefined;
}

type DenialFacts = Omit<Denied, 'result' | 'considered' | 'assumed'>;

/** A denial whose considered statements and assumptions are worked out when they are read. To change it, see {@link altered}. */
export class LazyDenied implements Denied {
  readonly result = 'Denied';
  readonly principal: Denied['principal'];
  readonly permission: Denied['permission'];
  readonly layer: Denied['layer'];
  readonly explicit: boolean;
  readonly setting: Denied['setting'];
  readonly settingOf: string | undefined;
  readonly target: string | undefined;
  readonly beyondPolicies: true | undefined;
  readonly statement: Denied['statement'];
  readonly crossAccount: boolean;
  readonly #whenRead: WhenRead;

  constructor(facts: DenialFacts, whenRead: WhenRead) {
    this.principal = facts.principal;
    this.permission = facts.permission;
    this.layer = facts.layer;
    this.explicit = facts.explicit;
    this.setting = facts.setting;
    this.settingOf = facts.settingOf;
    this.target = facts.target;
    this.beyondPolicies = facts.beyondPolicies;
    this.statement = facts.statement;
    this.crossAccount = facts.crossAccount;
    this.#whenRead = whenRead;
  }

  get considered(): readonly ConsideredStatement[] {
    return this.#whenRead.considered();
  }

  get assumed(): readonly Assumed[] | undefined {
    return this.#whenRead.assumed?.();
  }

  toJSON(): object {
    return { ...this, considered: this.considered, assumed: this.assumed };
  }
}

/** An allow whose assumptions are worked out when they are read. */
export class LazyGranted implements Granted {
  readonly result = 'Granted';
  readonly permission: Granted['permission'];
  readonly statements: Granted['statements'];
  readonly #assumed: () => readonly Assumed[] | undefined;

  constructor(
    { permission, statements }: Pick<Granted, 'permission' | 'statements'>,
    assumed: () => readonly Assumed[] | undefined,
  ) {
    this.permission = permission;
    this.statements = statements;
    this.#assumed = assumed;
  }

  get assumed(): readonly Assumed[] | undefined {
    return this.#assumed();
  }

  toJSON(): object {
    return { ...this, assumed: this.assumed };
  }
}

/** A denial with other facts. Its considered statements and assumptions are those of the first, still to be worked out. */
export function altered(denied: Denied, changes: Partial<DenialFacts>): Denied {
  const whenRead = { considered: () => denied.considered, assumed: () => denied.assumed };
  return new LazyDenied({ ...denied, ...changes }, whenRead);
}
