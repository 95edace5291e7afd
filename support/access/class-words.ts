import { OTHER, OTHER_ADDRESS, OTHER_ARN, type SampledValues, sampleInWords } from './condition-samples.ts';
import type { Assignment, ClassOutcome } from './explore-classes.ts';
import { ALGORITHM, isKey, KEY_ID, KEY_OF_BUCKET } from './upload-encryption.ts';

const OTHERS: ReadonlySet<string> = new Set([OTHER, OTHER_ARN, OTHER_ADDRESS]);

/** A condition key, and its values in words. */
type Part = readonly [key: string, words: string];

/**
 * Classes of requests in words, each once: `aws:SourceVpce is vpce-1a2b3c4d and kms:ViaService is absent`. Those that differ in the
 * value of their last key alone are joined.
 */
export function classesInWords(classes: readonly Assignment[]): readonly string[] {
  const texts: string[] = [];
  let waiting = classes.map(partsOf);
  for (let [first] = waiting; first !== undefined; [first] = waiting) {
    const alike = waiting.filter((parts) => differInLast(parts, first));
    const [last] = first.slice(-1);
    const values = new Set(alike.flatMap((parts) => parts.slice(-1).map(([, words]) => words)));
    const joined: readonly Part[] = last === undefined ? [] : [[last[0], [...values].join(', or ')]];
    texts.push([...first.slice(0, -1), ...joined].map(inWords).join(' and '));
    waiting = waiting.filter((parts) => !alike.includes(parts));
  }
  return texts;
}

/** True if two classes have the same keys, and the same values of all but the last. */
function differInLast(parts: readonly Part[], others: readonly Part[]): boolean {
  const last = others.length - 1;
  return (
    parts.length === others.length &&
    parts.every(
      ([key, words], index) => key === others[index]?.[0] && (index === last || words === others[index]?.[1]),
    )
  );
}

/** The keys of a class with their values in words. The key of an upload is told with its algorithm: `is aws:kms with another key`. */
function partsOf(when: Assignment): readonly Part[] {
  const named = [...when].find(([key]) => isKey(key, KEY_ID));
  const hasAlgorithm = [...when.keys()].some((key) => isKey(key, ALGORITHM));
  return [...when]
    .filter(([key]) => !hasAlgorithm || !isKey(key, KEY_ID))
    .map(([key, values]) => {
      const isWithKey = named !== undefined && isKey(key, ALGORITHM);
      return [
        key,
        isWithKey ? `${valuesInWords(values)} with ${keyInWords(named[1])}` : valuesInWords(values),
      ];
    });
}

function inWords([key, words]: Part): string {
  return `${key} ${words}`;
}

function keyInWords([value = ''] = [] as readonly string[]): string {
  if (value === KEY_OF_BUCKET) return "the bucket's key";
  return OTHERS.has(value) ? 'another key' : `the key ${value}`;
}

function valuesInWords(values: SampledValues): string {
  if (values === undefined) return 'is absent';
  const meant = sampleInWords(values);
  if (meant !== undefined) return meant;
  const known = values.filter((value) => !OTHERS.has(value));
  if (known.length === values.length) return `is ${known.join(', ')}`;
  return known.length === 0 ? 'is another value' : `is ${known.join(', ')} and another value`;
}

/** The classes that are allowed, in words. */
export function allowedInWords(classes: readonly ClassOutcome[]): string {
  const allowed = classes.filter(({ result }) => result === 'allowed');
  return allowed.length === 0 ? 'never' : alternatives(classesInWords(allowed.map(({ when }) => when)));
}

/** Classes in words as one text. Those that hold alternatives themselves are set apart by semicolons. */
export function alternatives(texts: readonly string[]): string {
  return texts.join(texts.some((text) => text.includes(', or ')) ? '; or ' : ', or ');
}

/** The condition keys on which a result depends, as AWS writes them. */
export function keysOfClasses(classes: readonly ClassOutcome[]): readonly string[] {
  return [...new Set(classes.flatMap(({ when }) => [...when.keys()]))];
}
