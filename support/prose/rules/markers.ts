import { type Sentence, wordsOf } from '../sentences.ts';
import type { Fault, Rule } from './rule.ts';

/** The markers, and what they are mistaken for. */
const EXACT = /\b(?:Differs|Undocumented):/g;
const ALIKE =
  /^(?:differs|DIFFERS|Differs from AWS|Difference|Differences|Differing|undocumented|UNDOCUMENTED|Not documented|Documented nowhere)\s*[:.–-]|^(?:Differs|Undocumented)(?:\s+[:–-]|[.;,-]|\s+:)/;

/** The fewest words that say what differs, or what AWS does not say. */
const FEWEST_WORDS = 4;

/** Finds `Differs:` and `Undocumented:` in another form than "marker, colon, sentence" at the start of a sentence. */
export const markers: Rule = ({ kind }, sentences) =>
  kind === 'comment' || kind === 'doc comment' ? sentences.flatMap(faultsOf) : [];

function faultsOf(sentence: Sentence): readonly Fault[] {
  const alike = ALIKE.exec(sentence.plain)?.[0];
  if (alike !== undefined) {
    return [
      { sentence, wrong: `"${alike}" is no marker`, instead: '"Differs:" or "Undocumented:", exactly so' },
    ];
  }
  const [at, ...others] = [...sentence.plain.matchAll(EXACT)];
  if (at === undefined) return [];
  if (at.index > 0 || others.length > 0) {
    return [
      {
        sentence,
        wrong: `"${(others[0] ?? at)[0]}" stands within a sentence`,
        instead: 'a sentence of its own',
      },
    ];
  }
  const said = { ...sentence, plain: sentence.plain.slice(at[0].length) };
  if (wordsOf(said).length < FEWEST_WORDS || !/[.?!]["')]*$/.test(sentence.plain)) {
    const instead =
      'a whole sentence that ends in a full stop: "Undocumented: AWS does not state this error\'s text."';
    return [{ sentence, wrong: `no sentence follows "${at[0]}"`, instead }];
  }
  return [];
}
