import type { Input, Operation, Service } from '../../../aws/operations.ts';

/** For tests: root users of the state's account and of another, a caller without a signature, or one whose access key a state keeps. */
export type Caller = 'owner' | 'other' | 'anonymous' | 'user' | 'session';

/** For tests: members of an input; text may hold names of a state, such as `{bucket}`, and values may be malformed. */
export type Values = Readonly<Record<string, unknown>>;

/** For tests: one request, the same for each store. */
export interface Request {
  readonly service: Service;
  readonly operation: string;
  readonly input: Values;
  /** Headers as they are sent, beside or in place of what the SDK makes of the input. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The root user of the state's account by default. */
  readonly as?: Caller;
}

/** For tests: a request that makes a part of a state, and what its answer names: name → path in the answer. */
export interface Step extends Request {
  readonly keep?: Readonly<Record<string, string>>;
}

/** For tests: a small state, and the requests that tell what is in it. */
export interface State {
  readonly steps: readonly Step[];
  readonly reads: readonly Request[];
  /** Restores the state after the subject; if absent, a new state is made. */
  readonly renew?: readonly Step[];
}

/** For tests: how a request of a {@link Subject} differs from the usual one. */
export interface Variation {
  readonly input?: Values;
  readonly headers?: Readonly<Record<string, string>>;
  readonly as?: Caller;
  /** More steps before it, in a state of its own. */
  readonly after?: readonly Step[];
}

/** For tests: an operation, a request that is performed, and how else it is asked. */
export interface Subject {
  readonly service: Service;
  readonly operation: string;
  readonly state: State;
  readonly input: Values;
  readonly as?: Caller;
  /** Values of single members in place of those that are usual for the member's name. */
  readonly vary: Readonly<Record<string, readonly unknown[]>>;
  /** More requests, by what is special about them. */
  readonly also: Readonly<Record<string, Variation>>;
  /** The reads after the operation was performed. */
  readonly shows: readonly Request[];
  /** True if it has accounts of its own, because it lists everything in one. */
  readonly alone: boolean;
}

/** For tests: the members of an input, each with any value. */
export type AnyInput<S extends Service, O extends Operation<S>> = {
  readonly [M in keyof Input<S, O>]?: unknown;
};

/** For tests: what makes requests of one service. */
export function requestsOf<S extends Service>(service: S) {
  return <O extends Operation<S>>(
    operation: O,
    input: AnyInput<S, O>,
    more: Pick<Step, 'as' | 'headers' | 'keep'> = {},
  ): Step => ({ service, operation, input, ...more });
}

/** How an operation is asked, beyond its usual request. */
interface Ways<S extends Service, O extends Operation<S>> {
  readonly as?: Caller;
  readonly vary?: { readonly [M in keyof Input<S, O>]?: readonly unknown[] };
  readonly also?: Readonly<Record<string, Variation & { readonly input?: AnyInput<S, O> }>>;
  readonly shows?: readonly Request[];
  readonly alone?: boolean;
  /** In place of the state's. */
  readonly reads?: readonly Request[];
  /** Used instead of the state's steps; undefined if every change takes a new state. */
  readonly renew?: readonly Step[] | undefined;
}

/** For tests: what makes subjects of one service in one state. */
export function subjectsOf<S extends Service>(service: S, state: State) {
  return <O extends Operation<S>>(operation: O, input: AnyInput<S, O>, ways: Ways<S, O> = {}): Subject => {
    const { as, vary = {}, also = {}, shows = [], alone = false, reads = state.reads } = ways;
    const renew = 'renew' in ways ? ways.renew : state.renew;
    const its = { steps: state.steps, reads, ...(renew && { renew }) };
    return { service, operation, state: its, input, vary, also, shows, alone, ...(as && { as }) };
  };
}
