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

/**
 * The nearest step with the text's own parameters; otherwise the nearest wording. Only wordings whose own words are in the
 * text count: a parameter such as `{remedy}` takes any text.
 */
function nearestStep(text: string, { shapes, parameterTypes: types }: Vocabulary): string | undefined {
  const said = wordsOf(text);
  const own = shapes.filter((shape) => ownWordsOf(shape).every((word) => isAmong(word, said)));
  const filled = own.flatMap((shape) => filledShape(shape, text, { types }) ?? []);
  return nearest(text, filled) ?? openStep(text, own, types) ?? nearestShape(text, shapes);
}

/** The step with the most of its own words in the text, and with the parameters that the text does not fill: `{sse}`. */
function openStep(
  text: string,
  shapes: readonly string[],
  types: Vocabulary['parameterTypes'],
): string | undefined {
  const [most] = shapes
    .filter((shape) => ownWordsOf(shape).some(isTelling))
    .toSorted((one, other) => ownWordsOf(other).length - ownWordsOf(one).length)
    .flatMap((shape) => filledShape(shape, text, { types, showOpen: true }) ?? []);
  return most;
}

/** The shape that shares the largest part of its words with the text; undefined if none shares half of them. */
function nearestShape(text: string, shapes: readonly string[]): string | undefined {
  const said = wordsOf(text);
  let best: string | undefined;
  let bestScore = 0;
  for (const shape of shapes) {
    const words = ownWordsOf(shape);
    const found = words.filter((word) => isAmong(word, said));
    // Some of a text's words are names, which no shape contains.
    const score = found.length / Math.max(words.length, said.length / 2);
    if (score >= 0.5 && score > bestScore && found.some(isTelling)) [best, bestScore] = [shape, score];
  }
  return best;
}

/** The words of a text outside of quotation marks. */
function wordsOf(text: string): readonly string[] {
  return splitWords(text.replace(/"[^"]*"/g, ' '));
}

/** The words of a wording that are none of its parameters. */
function ownWordsOf(shape: string): readonly string[] {
  return splitWords(shape.replace(/\{[^}]*\}/g, ' ').replace(/[()/"]/g, ' '));
}

function splitWords(text: string): readonly string[] {
  return text.split(/[\s,:;]+/).filter((word) => word !== '');
}

function isAmong(word: string, said: readonly string[]): boolean {
  return said.includes(word) || (isTelling(word) && nearest(word, said) !== undefined);
}

/** Words of up to three letters occur in every step and do not tell steps apart. */
function isTelling(word: string): boolean {
  return word.length > 3;
}
