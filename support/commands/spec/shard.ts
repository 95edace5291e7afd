import { SpecError } from '../../scenario/spec-error.ts';

/** A part of the examples of a run, of which each machine runs another: `2/3` is the second of three. */
export interface Shard {
  /** Counts from 1. */
  readonly number: number;
  /** The number of parts. */
  readonly of: number;
}

/** The most parts. More are a mistake: each part loads all features. */
const MOST_PARTS = 1000;

/** Reads `2/3`. Throws SpecError `nothing-selected` for any other text, and for a part that there is not. */
export function shardOf(text: string): Shard {
  const [, number, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? [];
  if (number === undefined || of === undefined)
    throw new SpecError(
      'nothing-selected',
      `--shard ${text}: write a part and the number of parts, such as 2/3`,
    );
  if (of < 1 || of > MOST_PARTS)
    throw new SpecError(
      'nothing-selected',
      `--shard ${text}: give a number of parts from 1 to ${MOST_PARTS}`,
    );
  if (number < 1 || number > of)
    throw new SpecError('nothing-selected', `--shard ${text}: the parts are 1/${of} to ${of}/${of}`);
  return { number, of };
}

/** An example that may be chosen, as cucumber hands it to plugins. */
export interface Choosable {
  readonly location: { readonly line: number };
  readonly pickle: {
    readonly uri: string;
    readonly name?: string;
    readonly steps?: readonly { readonly text: string; readonly argument?: unknown }[];
  };
}

/** Chooses some of the examples that a run would have. */
export interface ExampleChoice {
  readonly choose: <T extends Choosable>(examples: readonly T[]) => T[];
}

/**
 * Chooses the examples of a part. In the order of files and lines, the first goes to the first part, the second to the second
 * and so on. The parts then differ by at most one example, and the examples of a slow feature are spread.
 */
export class ShardChoice implements ExampleChoice {
  readonly shard: Shard;
  /** The places of the examples of all parts, in the order of the run; empty until they were chosen. */
  order: readonly string[] = [];

  constructor(shard: Shard) {
    this.shard = shard;
  }

  /** The number of examples that all parts have together. */
  get all(): number {
    return this.order.length;
  }

  /** The examples of this part, in the order in which they were given. */
  readonly choose = <T extends Choosable>(examples: readonly T[]): T[] => {
    const { number, of } = this.shard;
    this.order = examples.map(({ pickle, location }) => `${pickle.uri}:${location.line}`);
    const own = new Set(examples.toSorted(byPlace).filter((_, index) => index % of === number - 1));
    return examples.filter((example) => own.has(example));
  };
}

function byPlace(one: Choosable, other: Choosable): number {
  if (one.pickle.uri !== other.pickle.uri) return one.pickle.uri < other.pickle.uri ? -1 : 1;
  return one.location.line - other.location.line;
}
