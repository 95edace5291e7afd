import { existsSync } from 'node:fs';
import { nearest } from '../../authorization/terms/nearest.ts';
import { invocation } from '../invocation.ts';
import { filledShape } from './filled-shape.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A longer text is no step that its author misspelt; comparing it with every wording would take long. */
const LONGEST = 300;

/** The message for an undefined step: the nearest step with the parameters that were recognized, and where the rest is. */
export function undefinedStep(text: string, vocabulary: Vocabulary): string {
  const near = text.length > LONGEST ? undefined : nearestStep(text, vocabulary);
  const meant = near === undefined ? '' : `; did you mean \`${near}\`?`;
  const where = existsSync('steps') ? 'neither keyhole nor steps/ defines' : 'keyhole does not define';
  return `${where} this step${meant || ';'} ${invocation('steps')} lists the vocabulary`;
}

/** The nearest step with the text's own parameters; otherwise the nearest wording. */
function nearestStep(text: string, { shapes, parameterTypes }: Vocabulary): string | undefined {
  const filled = shapes.flatMap((shape) => filledShape(shape, text, parameterTypes) ?? []);
  return nearest(text, filled) ?? nearestShape(text, shapes);
}

/** The shape that shares the largest part of its words with the text; undefined if none shares half of them. */
function nearestShape(text: string, shapes: readonly string[]): string | undefined {
  const said = ownWords(text.replace(/"[^"]*"/g, ' '));
  let best: string | undefined;
  let bestScore = 0;
  for (const shape of shapes) {
    const words = ownWords(shape.replace(/\{[^}]*\}/g, ' ').replace(/[()/"]/g, ' '));
    const found = words.filter((word) => isAmong(word, said));
    // Some of a text's words are names, which no shape contains.
    const score = found.length / Math.max(words.length, said.length / 2);
    if (score >= 0.5 && score > bestScore && found.some(isTelling)) [best, bestScore] = [shape, score];
  }
  return best;
}

function ownWords(text: string): readonly string[] {
  return text.split(/[\s,:;]+/).filter((word) => word !== '');
}

function isAmong(word: string, said: readonly string[]): boolean {
  return said.includes(word) || (isTelling(word) && nearest(word, said) !== undefined);
}

/** Words of up to three letters occur in every step and do not tell steps apart. */
function isTelling(word: string): boolean {
  return word.length > 3;
}
