import { specErrorNames } from '../../scenario/spec-error.ts';
import { UNDEFINED } from './step-results.ts';

/** The names of errors, which say nothing to people. */
const NAMES = new RegExp(`^(?:\\w*Error(?: \\[\\w+\\])?|${Object.values(specErrorNames).join('|')}): `);

/** The message of an error without its name and without its stack, which names paths of the machine. */
export function plainMessage(message: string): string {
  const lines = message.split('\n');
  const stack = lines.findIndex((line) => /^\s+at /.test(line));
  const text = stack === -1 ? lines : lines.slice(0, stack);
  const plain = text.map((line) => line.replace(NAMES, '').trimEnd()).join('\n');
  return plain.trim() || UNDEFINED;
}
