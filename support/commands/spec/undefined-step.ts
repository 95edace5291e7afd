import { existsSync } from 'node:fs';
import { nearest } from '../../authorization/terms/nearest.ts';

/** The message for an undefined step: the nearest wording, or where the vocabulary is. */
export function undefinedStep(text: string, shapes: readonly string[]): string {
  const near = nearestShape(text, shapes);
  const meant = near === undefined ? '' : `; did you mean "${near}"?`;
  if (!existsSync('steps/README.md')) return `neither keyhole nor steps/ defines this step${meant}`;
  return `steps/ does not define this step${meant || ';'} steps/README.md lists the vocabulary`;
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
