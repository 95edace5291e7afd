import type { RunRecord } from '../record/run-record.ts';
import type { ExampleKeys } from './example-keys.ts';
import { once } from './once.ts';
import { storeName } from './recorded-verdicts.ts';
import type { Site, SiteExample, SiteOutcome } from './site.ts';

/** The answer of a store alone to an example, without keyhole before it. */
export interface AloneAnswered {
  readonly agrees: boolean;
  /** How it differs, in words. */
  readonly how: string;
}

/** The comparison of one store alone with AWS. */
export interface StoreAlone {
  /** `LocalStack 4.14.0` */
  readonly store: string;
  /** The answer to each example that was compared. */
  readonly answers: ReadonlyMap<SiteExample, AloneAnswered>;
  /** The answer to each outcome, if only an earlier comparison is recorded. */
  readonly outcomes?: ReadonlyMap<string, AloneInOutcome>;
  /** The day of an earlier comparison. */
  readonly recorded?: string;
}

/** The answers of a store alone to the examples of an outcome. */
export interface AloneInOutcome {
  readonly agrees: boolean;
  /** The differences in words. */
  readonly how: readonly string[];
}

/** The stores that were compared alone, each with its answers. */
export const storesAlone = once((site: Site): readonly StoreAlone[] => {
  const examples = new Map(
    site.examples.map((example) => [site.keys.of(example.feature.file, example), example]),
  );
  const compared = site.records.flatMap((record): StoreAlone[] =>
    record.alone === undefined
      ? []
      : [
          {
            store: storeName(record),
            answers: answersOf(record, record.alone, { examples, keys: site.keys }),
          },
        ],
  );
  const earlier = site.earlier.flatMap(({ store, alone }): StoreAlone[] => {
    const name = storeName({ run: { store } });
    if (alone === undefined || compared.some((one) => one.store === name)) return [];
    const outcomes = new Map(Object.entries(alone.outcomes));
    return [{ store: name, answers: new Map(), outcomes, recorded: alone.recorded }];
  });
  return [...compared, ...earlier];
});

function answersOf(
  record: RunRecord,
  alone: NonNullable<RunRecord['alone']>,
  { examples, keys }: { readonly examples: ReadonlyMap<string, SiteExample>; readonly keys: ExampleKeys },
): ReadonlyMap<SiteExample, AloneAnswered> {
  const places = new Map(
    record.features.flatMap(({ file, rules }) =>
      rules.flatMap(({ examples: own }) =>
        own.map((example) => [`${file}:${example.line}`, keys.of(file, example)] as const),
      ),
    ),
  );
  return new Map(
    alone.flatMap(({ file, line, agrees, how = '' }) => {
      const example = examples.get(places.get(`${file}:${line}`) ?? '');
      return example === undefined ? [] : [[example, { agrees, how }] as const];
    }),
  );
}

/** The answers of a store alone to an outcome: how it differs, or that it agrees; undefined if none was compared. */
export function aloneOf(
  { answers, outcomes }: StoreAlone,
  { id, examples }: Pick<SiteOutcome, 'id' | 'examples'>,
): AloneInOutcome | undefined {
  if (outcomes !== undefined) return outcomes.get(id);
  const compared = examples.flatMap((example) => answers.get(example) ?? []);
  if (compared.length === 0) return undefined;
  const differing = compared.filter(({ agrees }) => !agrees);
  return {
    agrees: differing.length === 0 && compared.length === examples.length,
    how: [...new Set(differing.map(({ how }) => how))],
  };
}

/** True if a store alone was compared in some run. */
export function isCompared(site: Site): boolean {
  return storesAlone(site).length > 0;
}
