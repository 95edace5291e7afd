import { SpecError } from '../../scenario/spec-error.ts';
import { joinedExamples } from './joined-examples.ts';
import { joinedVocabulary } from './joined-vocabulary.ts';
import { type RecordedPart, refuseForeignParts } from './part-differences.ts';
import type { RunRecord } from './run-record.ts';

/** A record with the name of its file, for messages. */
export interface NamedRecord {
  readonly name: string;
  readonly record: RunRecord;
}

/**
 * Joins the records of parts to the record of the whole run, one for each store; other records stay as they are. Throws
 * SpecError `unreadable-file` for parts that overlap, are missing or are of different runs, with the names of their files.
 */
export function joinedParts(records: readonly NamedRecord[]): readonly RunRecord[] {
  const parts = records.filter((named): named is RecordedPart => named.record.run.part !== undefined);
  const joined = [...Map.groupBy(parts, storeOf).values()].map(joinedRun);
  const whole = records.filter(({ record }) => record.run.part === undefined).map(({ record }) => record);
  return [...joined, ...whole];
}

function storeOf({ record: { run } }: RecordedPart): string {
  return JSON.stringify([run.store.kind, run.store.image]);
}

function joinedRun(given: readonly RecordedPart[]): RunRecord {
  const parts = given.toSorted((a, b) => a.record.run.part.number - b.record.run.part.number);
  refuseIncomplete(parts);
  refuseForeignParts(parts);
  const [first] = parts;
  if (first === undefined) throw new TypeError('a run needs a part');
  const records = parts.map(({ record }) => record);
  const features = joinedExamples(parts);
  const alone = records.flatMap((record) => record.alone ?? []);
  const { part: _, ...run } = first.record.run;
  return {
    ...first.record,
    run: {
      ...run,
      started: records.map((record) => record.run.started).toSorted()[0] ?? run.started,
      ended:
        records
          .map((record) => record.run.ended)
          .toSorted()
          .at(-1) ?? run.ended,
      // A part without examples executes nothing.
      dryRun: records.every((record) => record.run.dryRun),
      interrupted: records.some((record) => record.run.interrupted),
    },
    features,
    scenarios: scenariosOf(records, features),
    steps: joinedVocabulary(records),
    ...(records.some((record) => record.alone !== undefined) && { alone: inOrder(alone, features) }),
  };
}

/** Throws SpecError for parts that are there twice, or missing. */
function refuseIncomplete(parts: readonly RecordedPart[]): void {
  const [first] = parts;
  const other = parts.find(({ record }) => record.run.part.of !== first?.record.run.part.of);
  if (first !== undefined && other !== undefined)
    throw refusal(`${inWords(first)}, and ${inWords(other)}: give the parts of one run`);
  const of = first?.record.run.part.of ?? 0;
  for (const [index, part] of parts.entries()) {
    const earlier = parts[index - 1];
    if (earlier?.record.run.part.number === part.record.run.part.number)
      throw refusal(`${inWords(earlier)}, and so is ${part.name}: give each part once`);
  }
  const there = new Set(parts.map(({ record }) => record.run.part.number));
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((number) => !there.has(number));
  const [next] = missing;
  if (next === undefined || first === undefined) return;
  const which = missing.length === 1 ? `part ${next} is` : `the parts ${missing.join(', ')} are`;
  const remedy = missing.length === 1 ? 'its record' : 'the record of one';
  throw refusal(`${inWords(first)}, and ${which} missing: --shard ${next}/${of} writes ${remedy}`);
}

function inWords({ name, record }: RecordedPart): string {
  return `${name} is part ${record.run.part.number} of ${record.run.part.of}`;
}

function refusal(message: string): SpecError {
  return new SpecError('unreadable-file', message);
}

/** The scenarios in the order in which the examples name them. */
function scenariosOf(records: readonly RunRecord[], features: RunRecord['features']): RunRecord['scenarios'] {
  const known = new Map(
    records.flatMap(({ scenarios }) => scenarios.map((scenario) => [scenario.name, scenario])),
  );
  const examples = features.flatMap(({ rules }) => rules.flatMap((rule) => rule.examples));
  const names = new Set(examples.flatMap(({ scenario }) => scenario ?? []));
  return [...names].flatMap((name) => known.get(name) ?? []);
}

/** The answers of the store alone in the order of the examples. */
function inOrder(
  answers: NonNullable<RunRecord['alone']>,
  features: RunRecord['features'],
): NonNullable<RunRecord['alone']> {
  const places = features.flatMap(({ file, rules }) =>
    rules.flatMap(({ examples }) => examples.map(({ line }) => `${file}:${line}`)),
  );
  const ranks = new Map(places.map((place, index) => [place, index]));
  const rankOf = ({ file, line }: (typeof answers)[number]) => ranks.get(`${file}:${line}`) ?? 0;
  return answers.toSorted((a, b) => rankOf(a) - rankOf(b));
}
