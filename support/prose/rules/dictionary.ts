import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeTrie } from 'cspell-trie-lib';

/** American English, and the words of AWS and of the house that words.txt adds. */
export interface Dictionary {
  readonly has: (word: string) => boolean;
  /** Words like a misspelt one, the likeliest first. Slow. */
  readonly like: (word: string) => readonly string[];
  /** The added words that no text has used, and those that English has anyway. */
  readonly idle: () => readonly string[];
}

const require = createRequire(import.meta.url);

/** The package exports its configuration alone; the words stand beside it. */
const ENGLISH = join(dirname(require.resolve('@cspell/dict-en_us/cspell-ext.json')), 'en_US.trie.gz');

/** The dictionary of CSpell with the words of a list added, one a line. Takes most of a second. */
export function readDictionary(added: readonly string[]): Dictionary {
  const english = decodeTrie(gunzipSync(readFileSync(ENGLISH)));
  const unused = new Set(added);
  const ours = new Set(added);
  const isEnglish = (word: string) => english.has(word) || english.has(word.toLowerCase());
  return {
    has: (word) => {
      const known = [word, word.toLowerCase()].filter((form) => ours.has(form));
      for (const form of known) unused.delete(form);
      return known.length > 0 || isEnglish(word);
    },
    like: (word) => english.suggest(word.toLowerCase(), { numSuggestions: 3 }).slice(0, 3),
    idle: () => added.filter((word) => unused.has(word) || isEnglish(word)),
  };
}
