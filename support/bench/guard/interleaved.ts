/** Two pieces of work whose costs are compared. */
export interface Pair {
  /** The work of keyhole, in a few words. */
  readonly what: string;
  /** The work that it stands beside, in a few words. */
  readonly against: string;
  /** Prepares both. */
  open(): Promise<OpenPair>;
}

/** Both pieces of work, ready. Each call does the work once and resolves with its cost, in a unit that both have. */
export interface OpenPair {
  ours(): Promise<number>;
  theirs(): Promise<number>;
  close?(): Promise<unknown>;
}

/** The cost of the work of keyhole, as a multiple of its yardstick's cost. */
export interface Ratio {
  readonly ratio: number;
  /** The interval that holds the median of many more rounds, at about 95 of 100 measurements. */
  readonly low: number;
  readonly high: number;
}

/**
 * The ratio of two costs. Each round does both, and every other round begins with the yardstick: what else the machine does meets
 * both. The first round warms up and does not count.
 */
export async function interleaved(pair: Pair, rounds: number): Promise<Ratio> {
  const opened = await pair.open();
  try {
    const ratios: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const ratio = await ratioOfRound(opened, round % 2 === 0);
      if (round > 0) ratios.push(ratio);
    }
    return middle(ratios);
  } finally {
    await opened.close?.();
  }
}

async function ratioOfRound({ ours, theirs }: OpenPair, oursFirst: boolean): Promise<number> {
  if (oursFirst) {
    const cost = await ours();
    return cost / (await theirs());
  }
  const yardstick = await theirs();
  return (await ours()) / yardstick;
}

/** The median of ratios, with its interval by the order of the ratios: no shape of the noise is assumed. */
export function middle(ratios: readonly number[]): Ratio {
  const sorted = ratios.toSorted((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const last = sorted.length - 1;
  const outside = Math.max(0, Math.floor((sorted.length - 1.96 * Math.sqrt(sorted.length)) / 2));
  return {
    ratio: (at(Math.floor(last / 2)) + at(Math.ceil(last / 2))) / 2,
    low: at(outside),
    high: at(last - outside),
  };
}
