import { type Sentence, wordsOf } from '../sentences.ts';
import type { Rule } from './rule.ts';

/** The most words of a sentence. A quotation, code or a URL is one word, and so is a list of names. */
export const MOST_WORDS = 25;

/** The most words of the title of a test, which has no second sentence. */
const MOST_WORDS_OF_TITLE = 40;

/** A list of names counts as one word from so many names on. */
const LIST = 3;

/** A name of AWS's or of the code: code, an action, an acronym, a number, a word with a capital or a digit inside. */
const NAME =
  /^(?:□+.*|[\w-]+:[\w*:-]+|[A-Z]{2,}[\w-]*|\d\S*|\w*[a-z][A-Z]\w*|\w*[-\d]\w*\d\w*|[a-z]+-[a-z]+-[a-z-]+)$/;

/** Finds sentences with too many words. The pages that `Source:` names are quotations, and have no limit. */
export const length: Rule = ({ kind }, sentences) => {
  const most = kind === 'test title' ? MOST_WORDS_OF_TITLE : MOST_WORDS;
  return sentences.flatMap((sentence) => {
    if (/^Sources?:/.test(sentence.text)) return [];
    const words = countWords(sentence);
    if (words <= most) return [];
    const wrong = `it has ${words} words, and ${most} are allowed`;
    return [{ sentence, wrong, instead: 'two sentences, one thought each' }];
  });
};

/** How many words a sentence has to a reader: a list of names is one. */
export function countWords(sentence: Sentence): number {
  let count = 0;
  let names = 0;
  let isListed = false;
  const close = () => {
    count += names >= LIST ? 1 : names;
    names = 0;
    isListed = false;
  };
  for (const word of wordsOf(sentence)) {
    const isLink = (word === 'and' || word === 'or') && names > 0;
    if (isLink) {
      isListed = true;
      count += names >= LIST - 1 ? 0 : 1;
    } else if (NAME.test(word.replace(/[,;:.()]+$/, '').replace(/^\(/, ''))) {
      if (!isListed) close();
      names++;
      isListed = word.endsWith(',');
    } else {
      close();
      count++;
    }
  }
  close();
  return count;
}
