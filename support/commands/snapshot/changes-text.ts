import { styleText } from 'node:util';
import { outputWidth, printable, wrapLines } from '../../terminal/wrap-lines.ts';
import type { DocumentChange } from '../../world-diff/document-changes.ts';
import type { FactChange, ThingChange } from '../../world-diff/world-changes.ts';

const SIGNS = { added: '+', removed: '-', changed: '~' } as const;
const COLORS = { added: 'green', removed: 'red', changed: 'yellow' } as const;

/** The differences between two worlds for a terminal: a line for each thing, and below it what changed. */
export function changesText(changes: readonly ThingChange[]): string {
  return changes
    .flatMap(changeLines)
    .map((line) => `${line}\n`)
    .join('');
}

function changeLines({ how, thing, facts, documents }: ThingChange): readonly string[] {
  const title = `${SIGNS[how]} ${thing.kind} ${printable(thing.name)}`;
  return [
    styleText(COLORS[how], title),
    ...facts.flatMap((fact) => factLines(fact, how)),
    ...documents.flatMap(({ name, changes }) => [`    ${printable(name)}`, ...changes.flatMap(partLines)]),
  ];
}

function factLines({ name, before, after }: FactChange, how: ThingChange['how']): readonly string[] {
  if (how !== 'changed') return indented(`${name}: ${before ?? after}`, 4);
  if (before === after) return indented(`${name}: changed (${after})`, 4);
  return indented(`${name}: ${before ?? 'none'} → ${after ?? 'none'}`, 4);
}

function partLines({ part, before, after }: DocumentChange): readonly string[] {
  const sign = before === undefined ? '+' : after === undefined ? '-' : '~';
  return [
    `    ${sign} ${printable(part)}`,
    ...(before === undefined ? [] : indented(`- ${before}`, 8).map((line) => styleText('red', line))),
    ...(after === undefined ? [] : indented(`+ ${after}`, 8).map((line) => styleText('green', line))),
  ];
}

function indented(text: string, indent: number): readonly string[] {
  return wrapLines(text, outputWidth() - indent - 2).map(
    (line, index) => `${' '.repeat(index === 0 ? indent : indent + 2)}${line}`,
  );
}
