/** The uses of a run's time, on another store than the embedded one, beside the examples themselves. */
export const usesOfTime = ['starting', 'provisioning', 'rewinding', 'stopping'] as const;
/** One of {@link usesOfTime}. */
type UseOfTime = (typeof usesOfTime)[number];

/** The seconds of one use, and how often there was one. */
export interface Spent {
  readonly seconds: number;
  readonly times: number;
}

/** The time of a run by its uses, of which some may be absent. */
export type TimeSpent = Readonly<Partial<Record<UseOfTime, Spent>>>;

let spent: TimeSpent = {};

/** Does something, and counts its time to a use. */
export async function spending<T>(use: UseOfTime, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await work();
  } finally {
    addTimeSpent({ [use]: { seconds: (performance.now() - started) / 1000, times: 1 } });
  }
}

/** Adds the time that another process of the run spent. */
export function addTimeSpent(more: TimeSpent): void {
  const sum = (use: UseOfTime): Spent => ({
    seconds: (spent[use]?.seconds ?? 0) + (more[use]?.seconds ?? 0),
    times: (spent[use]?.times ?? 0) + (more[use]?.times ?? 0),
  });
  const counted = usesOfTime.filter((use) => spent[use] !== undefined || more[use] !== undefined);
  spent = Object.fromEntries(counted.map((use) => [use, sum(use)]));
}

/** The time spent so far, by its uses. */
export function timeSpent(): TimeSpent {
  return spent;
}
