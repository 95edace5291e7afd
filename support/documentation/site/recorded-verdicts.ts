import type { RecordedExample, RecordedFeature, RunRecord } from '../record/run-record.ts';
import { ExampleKeys } from './example-keys.ts';
import { isFailing } from './failures-of.ts';
import type { SiteStore, Standing } from './site.ts';
import { storeVerdicts } from './site.ts';

/** A result of an example, with the record that has it. */
type Found = { readonly example: RecordedExample; readonly record: RunRecord };

/** The results of examples by store, from any number of records. */
export class RecordedVerdicts {
  /** The newest record of the store that the site explains. */
  readonly main: RunRecord;
  /** The features with the examples of all records of the main store, in the order of their files. */
  readonly features: readonly RecordedFeature[];
  readonly stores: readonly SiteStore[];
  /** All records: those of the main store first, the newest before older ones. */
  readonly newestFirst: readonly RunRecord[];
  /** The outcomes of the registers of the main store; of two entries of one id, the newer. */
  readonly register: RunRecord['outcomes'];
  readonly keys: ExampleKeys;
  readonly #found = new Map<string, ReadonlyMap<string, Found>>();
  readonly #alone = new Map<string, { readonly store: string; readonly how: string }>();

  /** Throws TypeError without a record. */
  constructor(records: readonly RunRecord[]) {
    const byStore = Map.groupBy(records, storeName);
    const names = [...byStore.keys()].toSorted((a, b) => Number(b === EMBEDDED) - Number(a === EMBEDDED));
    const [mainName = ''] = names;
    const ofMain = newestFirst(byStore.get(mainName) ?? []);
    const [main] = ofMain;
    if (main === undefined) throw new TypeError('a site needs the record of a run');
    this.main = main;
    this.keys = new ExampleKeys(records);
    this.register = [
      ...new Map(
        ofMain.toReversed().flatMap(({ outcomes }) => outcomes.map((outcome) => [outcome.id, outcome])),
      ).values(),
    ];
    this.newestFirst = [...ofMain, ...newestFirst(records.filter((record) => !ofMain.includes(record)))];
    this.features = merged(ofMain, this.keys);
    const stores: SiteStore[] = [];
    for (const name of names) {
      const own = newestFirst(byStore.get(name) ?? []);
      this.#found.set(name, resultsOf(own, this.keys));
      stores.push({ name, when: own[0]?.run.ended ?? '', main: name === mainName });
    }
    for (const { store, recorded } of main.earlier) {
      const name = storeName({ run: { store } });
      if (!byStore.has(name)) stores.push({ name, when: recorded, main: false });
    }
    this.stores = stores;
    for (const record of records)
      for (const { file, line, agrees, how = '' } of record.alone ?? []) {
        const of = record.features.find((feature) => feature.file === file);
        const example = of?.rules
          .flatMap(({ examples }) => examples)
          .find((candidate) => candidate.line === line);
        if (!agrees && example !== undefined)
          this.#alone.set(this.keys.of(file, example), { store: storeName(record), how });
      }
  }

  /** How an example stands on each store that a run was recorded of. */
  standingsOf(file: string, example: RecordedExample): readonly Standing[] {
    return this.stores.map((store) => {
      const found = this.#found.get(store.name)?.get(this.keys.of(file, example));
      if (found === undefined) return { store, verdict: 'not recorded', why: [] };
      const { verdict, skipped } = found.example;
      return {
        store: { ...store, when: found.record.run.ended },
        verdict: storeVerdicts[verdict],
        why: skipped === undefined ? [] : [skipped],
      };
    });
  }

  /** The record that an example of the main store is from. */
  recordOf(file: string, example: RecordedExample): RunRecord {
    return this.#found.get(storeName(this.main))?.get(this.keys.of(file, example))?.record ?? this.main;
  }

  /** How the store alone answered an example, if it does not answer as AWS does. */
  aloneAnswer(file: string, example: RecordedExample) {
    return this.#alone.get(this.keys.of(file, example));
  }
}

const EMBEDDED = 'embedded store';

/** The name of a store: `embedded store`, `LocalStack 4.14.0`. */
export function storeName({ run: { store } }: { readonly run: Pick<RunRecord['run'], 'store'> }): string {
  if (store.kind === 'embedded') return EMBEDDED;
  if (store.kind === 'endpoint') return 'endpoint';
  if (store.kind === 'unknown') return 'store not recorded';
  const version = store.image?.split(':')[1];
  return version === undefined ? 'LocalStack' : `LocalStack ${version}`;
}

function newestFirst(records: readonly RunRecord[]): readonly RunRecord[] {
  return records.toSorted((a, b) => (a.run.ended < b.run.ended ? 1 : -1));
}

function resultsOf(records: readonly RunRecord[], keys: ExampleKeys): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  for (const record of records)
    for (const { file, rules } of record.features)
      for (const { examples } of rules)
        for (const example of examples) {
          const key = keys.of(file, example);
          const known = found.get(key);
          // Of two results of one moment, the failing one counts.
          const worse = known?.record.run.ended === record.run.ended && isFailing(example);
          if (known === undefined || known.example.verdict === 'not run' || worse)
            found.set(key, { example, record });
        }
  return found;
}

/** Features of several records of one store as one list. The newest result of an example counts; what did not run least. */
function merged(records: readonly RunRecord[], keys: ExampleKeys): readonly RecordedFeature[] {
  const files = new Map<string, RecordedFeature>();
  const best = resultsOf(records, keys);
  for (const { features } of records)
    for (const feature of features) {
      const known = files.get(feature.file);
      files.set(feature.file, known === undefined ? feature : united(known, feature, keys));
    }
  return [...files.values()]
    .map((feature) => ({
      ...feature,
      rules: feature.rules.map((rule) => ({
        ...rule,
        examples: rule.examples.map(
          (example) => best.get(keys.of(feature.file, example))?.example ?? example,
        ),
      })),
    }))
    .toSorted((a, b) => (a.file < b.file ? -1 : 1));
}

/** A feature with the examples of another record that it lacks. */
function united(newer: RecordedFeature, older: RecordedFeature, keys: ExampleKeys): RecordedFeature {
  const known = new Set(
    newer.rules.flatMap(({ examples }) => examples.map((example) => keys.of(newer.file, example))),
  );
  const missing = older.rules.map((rule) => ({
    ...rule,
    examples: rule.examples.filter((example) => !known.has(keys.of(older.file, example))),
  }));
  const rules = newer.rules.map((rule) => {
    const more = missing.find(({ name }) => name === rule.name)?.examples ?? [];
    return { ...rule, examples: [...rule.examples, ...more].toSorted((a, b) => a.line - b.line) };
  });
  const others = missing.filter(
    ({ name, examples }) => examples.length > 0 && !newer.rules.some((rule) => rule.name === name),
  );
  return { ...newer, rules: [...rules, ...others].toSorted((a, b) => a.line - b.line) };
}
