import type { RunRecord } from '../record/run-record.ts';
import type { ExampleKeys } from './example-keys.ts';
import { once } from './once.ts';
import { storeName } from './recorded-verdicts.ts';
import type { Site, SiteExample } from './site.ts';

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
}

/** The stores that were compared alone, each with its answers. */
export const storesAlone = once((site: Site): readonly StoreAlone[] => {
  const examples = new Map(
    site.examples.map((example) => [site.keys.of(example.feature.file, example), example]),
  );
  return site.records.flatMap((record) =>
    record.alone === undefined
      ? []
      : { store: storeName(record), answers: answersOf(record, record.alone, { examples, keys: site.keys }) },
  );
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

/** The answers of a store alone to several examples: how it differs, or that it agrees; undefined if none was compared. */
export function aloneOf(
  { answers }: StoreAlone,
  examples: readonly SiteExample[],
): { readonly agrees: boolean; readonly how: readonly string[] } | undefined {
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
