import { styleText } from 'node:util';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';

/** The names of an option `--expect`, which separates them by commas; none for `none`. */
export function expectedNames(given: readonly string[] | undefined): readonly string[] | undefined {
  if (given === undefined) return undefined;
  const names = given.flatMap((text) => text.split(',')).map((name) => name.trim());
  return names.filter((name) => name !== '' && name !== 'none');
}

/** The difference between what was expected and found; both lists are empty if there is none. */
export interface ExpectationDifference {
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
}

/** Compares the names that were expected with those that were found. */
export function differenceOf(expected: readonly string[], found: readonly string[]): ExpectationDifference {
  return {
    missing: expected.filter((name) => !found.includes(name)),
    unexpected: found.filter((name) => !expected.includes(name)),
  };
}

/** The difference for a terminal; no line if there is none. */
export function differenceLines({ missing, unexpected }: ExpectationDifference): readonly string[] {
  const texts = [
    ...missing.map((name) => `expected, and cannot: ${name}`),
    ...unexpected.map((name) => `can, and was not expected: ${name}`),
  ];
  return texts.flatMap((text) => wrapLines(text, outputWidth())).map((line) => styleText('red', line));
}
