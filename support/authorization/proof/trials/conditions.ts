import fc from 'fast-check';
import { MULTIPLE, OF_SERVICES, SINGLE } from './keys.ts';
import type { Subject } from './subjects.ts';
import type { Json, Trial } from './trial.ts';

const anyOf = fc.constantFrom;

/** An operator, a key, and the values in the policy. */
type Test = readonly [operator: string, key: string, values: unknown];

/** A Condition of up to two operators, with keys that requests of the subject can have. */
export function conditionElement(subject: Subject): fc.Arbitrary<Json> {
  const test = fc.oneof(
    { arbitrary: single(subject), weight: 6 },
    { arbitrary: multiple, weight: 2 },
    { arbitrary: absence, weight: 1 },
  );
  return fc.array(test, { minLength: 1, maxLength: 2 }).map((tests) => ({
    Condition: Object.fromEntries(tests.map(([operator, key, value]) => [operator, { [key]: value }])),
  }));
}

function single(subject: Subject): fc.Arbitrary<Test> {
  const families =
    subject.keys.length === 0
      ? SINGLE
      : [...SINGLE, { ...OF_SERVICES, keys: subject.keys.filter((key) => key !== 's3:max-keys') }];
  return anyOf(...families).chain(({ operators, keys, wanted }) =>
    fc
      .tuple(
        anyOf(...operators),
        anyOf('', '', 'IfExists'),
        anyOf('', '', '', 'ForAnyValue:', 'ForAllValues:'),
        anyOf(...keys),
        fc.uniqueArray(anyOf(...wanted), { minLength: 1, maxLength: 2 }),
      )
      .map(
        ([operator, ifExists, set, key, values]): Test => [
          `${set}${operator}${ifExists}`,
          key,
          values.length === 1 ? values[0] : values,
        ],
      ),
  );
}

const multiple = fc
  .tuple(
    anyOf(...MULTIPLE.operators),
    anyOf('', 'IfExists'),
    anyOf('ForAnyValue:', 'ForAllValues:'),
    anyOf(...MULTIPLE.keys),
    fc.uniqueArray(anyOf(...MULTIPLE.wanted), { minLength: 1, maxLength: 2 }),
  )
  .map(([operator, ifExists, set, key, values]): Test => [`${set}${operator}${ifExists}`, key, values]);

const absence = fc
  .tuple(
    anyOf(...SINGLE.flatMap(({ keys }) => keys), ...MULTIPLE.keys),
    anyOf<unknown>('true', 'false', ['true', 'false']),
  )
  .map(([key, value]): Test => ['Null', key, value]);

/** The condition keys that a request has. */
export function keysOf(subject: Subject): fc.Arbitrary<Trial['keys']> {
  const families = [...SINGLE, { ...OF_SERVICES, keys: subject.keys.filter((key) => key !== 's3:max-keys') }];
  const single = families.flatMap(({ keys, present }) =>
    keys.map((key): readonly [string, fc.Arbitrary<string | undefined>] => [
      key,
      fc.option(anyOf(...present), { nil: undefined, freq: 2 }),
    ]),
  );
  const multiple = MULTIPLE.keys.map((key): readonly [string, fc.Arbitrary<string[] | undefined>] => [
    key,
    fc.option(fc.uniqueArray(anyOf(...MULTIPLE.present), { minLength: 1 }), { nil: undefined, freq: 2 }),
  ]);
  return fc
    .record(Object.fromEntries<fc.Arbitrary<string | string[] | undefined>>([...single, ...multiple]))
    .map((values) => {
      const keys: Record<string, string | readonly string[]> = {};
      for (const [key, value] of Object.entries(values)) if (value !== undefined) keys[key] = value;
      return keys;
    });
}

/** Trials of all services and layers. */
