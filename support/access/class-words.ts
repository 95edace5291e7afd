import { OTHER, OTHER_ADDRESS, OTHER_ARN, type SampledValues } from './condition-samples.ts';
import type { Assignment, ClassOutcome } from './explore-classes.ts';

const OTHERS: ReadonlySet<string> = new Set([OTHER, OTHER_ARN, OTHER_ADDRESS]);

/** A class of requests in words: `aws:SourceVpce is vpce-1a2b3c4d and kms:ViaService is absent`. */
export function classInWords(when: Assignment): string {
  return [...when].map(([key, values]) => `${key} ${valuesInWords(values)}`).join(' and ');
}

function valuesInWords(values: SampledValues): string {
  if (values === undefined) return 'is absent';
  const known = values.filter((value) => !OTHERS.has(value));
  if (known.length === values.length) return `is ${known.join(', ')}`;
  return known.length === 0 ? 'is another value' : `is ${known.join(', ')} and another value`;
}

/** The classes that are allowed, in words. Classes that differ in one key alone are joined. */
export function allowedInWords(classes: readonly ClassOutcome[]): string {
  const allowed = classes.filter(({ result }) => result === 'allowed');
  const [first] = allowed;
  if (first === undefined) return 'never';
  const keys = [...first.when.keys()];
  const oneKey = allowed.every(({ when }) => when.size === 1 && when.has(keys[0] ?? ''));
  if (!oneKey) return allowed.map(({ when }) => classInWords(when)).join(', or ');
  const values = allowed.map(({ when }) => valuesInWords(when.get(keys[0] ?? '')));
  return `${keys[0]} ${[...new Set(values)].join(', or ')}`;
}

/** The condition keys on which a result depends, as AWS writes them. */
export function keysOfClasses(classes: readonly ClassOutcome[]): readonly string[] {
  return [...new Set(classes.flatMap(({ when }) => [...when.keys()]))];
}
