import { nearest } from '../../authorization/terms/nearest.ts';

/** What to tell of a step that nobody defined: the wording that comes nearest, of all there are, or where they stand. */
export function undefinedStep(text: string, shapes: readonly string[]): string {
  const near = nearestShape(text, shapes);
  const meant = near === undefined ? '' : `; did you mean "${near}"?`;
  return `steps/ does not define this step${meant || ';'} steps/README.md lists the vocabulary`;
}

/** The shape with most of its own words in the text, where these are at least half of what the text says itself. */
function nearestShape(text: string, shapes: readonly string[]): string | undefined {
  const said = ownWords(text.replace(/"[^"]*"/g, ' '));
  let best: string | undefined;
  let bestScore = 0;
  for (const shape of shapes) {
    const words = ownWords(shape.replace(/\{[^}]*\}/g, ' ').replace(/[()/"]/g, ' '));
    const found = words.filter((word) => isAmong(word, said));
    // Names take up some of the words of a text.
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

/** Short words are in every step, and come near everything. */
function isTelling(word: string): boolean {
  return word.length > 3;
}
