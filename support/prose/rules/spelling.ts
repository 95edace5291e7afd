import { type Sentence, wordsOf } from '../sentences.ts';
import type { Dictionary } from './dictionary.ts';
import type { Rule } from './rule.ts';

/**
 * Names of AWS's and of the code, which no dictionary knows. They have a sign, a digit, two capitals or a capital inside, or
 * three parts in lower case.
 */
const NAME = /[\p{N}_:/@=#~$%^&*+|\\<>{}□]|\.\w|\p{Lu}\p{Lu}|\p{Ll}\p{Lu}|^[a-z]+(?:-[a-z]+){2,}$|^[Xx]-/u;

/** Endings by which British spelling differs, with the American ones. */
const BRITISH: readonly (readonly [RegExp, string])[] = [
  [/is(e|ed|er|ers|es|ing|ation|ations|able)$/, 'iz$1'],
  [/ys(e|ed|er|es|ing)$/, 'yz$1'],
  [/our/, 'or'],
  [/ll(ed|er|ers|ing)$/, 'l$1'],
  [/c(e|es)$/, 's$1'],
  [/grey/, 'gray'],
];

/** Finds British spellings: AWS writes American English. */
export function american(dictionary: Dictionary): Rule {
  return (_, sentences) =>
    unknownWords(sentences, dictionary).flatMap(({ sentence, word }) => {
      const spelt = americanOf(word, dictionary);
      return spelt
        ? [{ sentence, wrong: `"${word}" is British`, instead: `"${spelt}", as AWS spells it` }]
        : [];
    });
}

/** Finds words that neither English nor words.txt has. */
export function spelling(dictionary: Dictionary): Rule {
  return (_, sentences) =>
    unknownWords(sentences, dictionary)
      .filter(({ word }) => americanOf(word, dictionary) === undefined)
      .map(({ sentence, word }) => ({
        sentence,
        wrong: `"${word}" is in no dictionary`,
        instead: 'the word as English spells it; only a term of the field goes to support/prose/words.txt',
      }));
}

/** The unknown words of what stands between two blanks, by dictionary: most texts repeat themselves. */
const known = new WeakMap<Dictionary, Map<string, readonly string[]>>();

function unknownWords(sentences: readonly Sentence[], dictionary: Dictionary) {
  const tokens = known.get(dictionary) ?? new Map<string, readonly string[]>();
  known.set(dictionary, tokens);
  const unknownIn = (token: string) => {
    const found = tokens.get(token) ?? spelledWords(token).filter((word) => !dictionary.has(word));
    tokens.set(token, found);
    return found;
  };
  return sentences.flatMap((sentence) =>
    wordsOf(sentence)
      .flatMap(unknownIn)
      .map((word) => ({ sentence, word })),
  );
}

/** The words of English in what stands between two blanks: none in a name, each part of `key-value`. */
function spelledWords(token: string): readonly string[] {
  const bare = token.replace(/^[^\p{L}\p{N}□]+|[^\p{L}\p{N}□]+$/gu, '');
  if (NAME.test(bare)) return [];
  return bare
    .split(/[^\p{L}'’]+/u)
    .map((word) => word.replace(/['’]s?$|^'/g, ''))
    .filter((word) => word.length > 1);
}

function americanOf(word: string, dictionary: Dictionary): string | undefined {
  return BRITISH.map(([ending, replacement]) => word.replace(ending, replacement)).find(
    (spelt) => spelt !== word && dictionary.has(spelt),
  );
}
