import type { ExampleResult } from '../example-result.ts';
import { failureText } from '../failure-report.ts';
import { reasonOf } from '../skipped-groups.ts';

/**
 * The results of a run as JUnit XML: a suite for each feature file, a case for each example, with file and line.
 * Cucumber's own JUnit formatter names no file, so that CI could not link a case to its feature.
 */
export function junitReport(examples: readonly ExampleResult[]): string {
  const suites = [...Map.groupBy(examples, ({ uri }) => uri)].map(([uri, own]) => suiteOf(uri, own));
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="keyhole" ${countsOf(examples)}>`,
    ...suites.flat(),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function suiteOf(uri: string, examples: readonly ExampleResult[]): readonly string[] {
  const name = examples[0]?.heading?.feature || uri;
  return [
    `  <testsuite ${attributes({ name, file: uri })} ${countsOf(examples)}>`,
    ...examples.flatMap(caseOf),
    '  </testsuite>',
  ];
}

function countsOf(examples: readonly ExampleResult[]): string {
  const count = (...among: readonly ExampleResult['status'][]) =>
    examples.filter(({ status }) => among.includes(status)).length;
  return attributes({
    tests: examples.length,
    failures: count('failed'),
    errors: count('broken', 'unusable'),
    skipped: count('skipped'),
    time: secondsOf(examples.reduce((sum, { seconds }) => sum + seconds, 0)),
  });
}

function caseOf(example: ExampleResult): readonly string[] {
  const { uri, line, name, heading, seconds, outcomes } = example;
  const rule = heading?.rule ? `${heading.rule} - ` : '';
  const ids = outcomes.length === 0 ? '' : `${outcomes.join(' ')} `;
  const about = attributes({
    name: `${ids}${rule}${name}`,
    classname: heading?.feature || uri,
    file: uri,
    line,
    time: secondsOf(seconds),
  });
  const result = resultOf(example);
  return result === undefined
    ? [`    <testcase ${about}/>`]
    : [`    <testcase ${about}>`, `      ${result}`, '    </testcase>'];
}

/** The element within a case: a failure of what is stated, or an error of an example that could not be judged. */
function resultOf(example: ExampleResult): string | undefined {
  const { status } = example;
  if (status === 'passed') return undefined;
  if (status === 'skipped') return `<skipped ${attributes({ message: reasonOf(example) })}/>`;
  const element = status === 'failed' ? 'failure' : 'error';
  const [message = '', ...more] = failureText(example);
  return `<${element} ${attributes({ message, type: status })}>${escaped([message, ...more].join('\n'))}</${element}>`;
}

function secondsOf(seconds: number): string {
  return seconds.toFixed(3);
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(String(value)).replaceAll('\n', '&#10;')}"`)
    .join(' ');
}

/** Text for XML. Characters that XML 1.0 does not allow, such as those of a terminal's colors, are replaced. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
