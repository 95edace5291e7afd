import { expect } from '@jest/globals';

/** For tests: a command of a transcript, what it writes and how it ends. */
export interface Exchange {
  readonly command: string;
  /** Expected lines; `…` stands for any text. */
  readonly output: string;
  readonly exitCode: number;
}

/** For tests: how a command ended, with both of its outputs in one. */
export interface Outcome {
  readonly output: string;
  readonly exitCode: number;
}

/** For tests: the commands of a transcript: each after `$ `, with its output and `(exit code 1)` if it fails. */
export function readTranscript(text: string): readonly Exchange[] {
  const [before = '', ...parts] = `\n${text}`.split('\n$ ');
  if (before.trim() !== '') throw new Error(`A transcript begins with "$ ", not with ${before.trim()}`);
  return parts.map((part) => {
    const [first = '', ...rest] = part.trimEnd().split('\n');
    const commandLines = [first];
    while (commandLines.at(-1)?.endsWith('\\')) commandLines.push(rest.shift() ?? '');
    const exit = /^\(exit code (\d+)\)$/.exec(rest.at(-1) ?? '');
    if (exit !== null) rest.pop();
    return { command: commandLines.join('\n'), output: rest.join('\n'), exitCode: Number(exit?.[1] ?? 0) };
  });
}

/** For tests: requires that a command ended as the transcript shows it. */
export function expectAsShown(shown: Exchange, { output, exitCode }: Outcome): void {
  const actual = { command: shown.command, exitCode, output: readable(output) };
  const lines = shown.output.split('\n').map(oneSpaced).join('\n');
  const pattern = lines.split('…').map(escaped).join('[\\s\\S]*?');
  const asShown = new RegExp(`^${pattern}$`).test(actual.output);
  // A difference is shown as a difference of texts.
  expect(actual).toEqual({ ...shown, output: asShown ? actual.output : lines });
}

/** The line of `keyhole as` that says which lab it found. */
const ANNOUNCED = /^keyhole: the lab at .*\n/m;

/** An output as a terminal shows it: lines that overwrite each other leave the last, and blanks at both ends do not count. */
function readable(output: string): string {
  const lines = output.replaceAll('\r\n', '\n').replace(ANNOUNCED, '').trimEnd().split('\n');
  return lines
    .map((line) => oneSpaced(line.slice(line.lastIndexOf('\r', line.length - 2) + 1)))
    .join('\n')
    .trim();
}

function oneSpaced(line: string): string {
  return line.replaceAll(/[ \t\r]+/g, ' ').trim();
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
