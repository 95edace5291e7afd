/** The examples of features that name a scenario, compared on both versions of it. */
export interface ExampleComparison {
  /** The number of examples that ran on both versions. */
  readonly compared: number;
  readonly flipped: readonly FlippedExample[];
  readonly notCompared: readonly UncomparedExample[];
  /** The reason why no example ran. */
  readonly noneSince?: string | undefined;
}

/** An example whose verdict differs between the versions. */
export interface FlippedExample {
  readonly file: string;
  readonly line: number;
  readonly feature: string;
  readonly name: string;
  /** The ids of outcomes that it proves. */
  readonly outcomes: readonly string[];
  /** The only version whose features have the example; both have it if this is left out. */
  readonly only?: 'before' | 'after' | undefined;
  readonly before: Standing;
  readonly after: Standing;
}

/** An example, or a file, that could be judged in neither version. */
export interface UncomparedExample {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly reason: string;
}

/** The verdict on an example in one version, with the reason unless it holds. */
export interface Standing {
  readonly verdict: Verdict;
  readonly reason?: string | undefined;
}

export type Verdict = 'holds' | 'fails' | 'not judged';

/** A comparison without examples. */
export function noExamples(noneSince: string): ExampleComparison {
  return { compared: 0, flipped: [], notCompared: [], noneSince };
}
