import { styleText } from 'node:util';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';
import type { ExampleResult } from './example-result.ts';
import { hasFailed } from './failure-report.ts';

/** The most examples of which a report lists each. Beyond that, what passes would hide what fails. */
export const MOST_LISTED = 1000;

/** The features of which examples fail, each with their number, and the number of the other features. */
export function failingFeatures(examples: readonly ExampleResult[]): readonly string[] {
  const features = [...Map.groupBy(examples, ({ uri }) => uri)];
  const failing = features.filter(([, own]) => own.some(hasFailed));
  const others = features.length - failing.length;
  const lines = failing.flatMap(([uri, own]) => [
    ...wrapLines(own[0]?.heading?.feature || uri, outputWidth() - 4).map(
      (line, index) => `${index === 0 ? `${styleText('red', '✗')} ` : '  '}${line}`,
    ),
    `  ${own.filter(hasFailed).length} of ${own.length} fail  ${uri}`,
  ]);
  const rest =
    others === 0 ? [] : [`${styleText('green', '✓')} no example of ${countOf(others, failing.length)} fails`];
  return ['', ...lines, ...rest];
}

function countOf(others: number, failing: number): string {
  const other = failing === 0 ? '' : 'other ';
  return `${others.toLocaleString('en')} ${other}${others === 1 ? 'feature' : 'features'}`;
}
