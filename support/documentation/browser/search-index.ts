import type { SearchIndex } from '../site/search-format.ts';
import { element } from './element.ts';
import { Finder } from './finder.ts';

declare global {
  /** Set by assets/search-index.js. */
  var keyholeIndex: SearchIndex | undefined;
}

let finder: Promise<Finder> | undefined;

/**
 * The finder of this site. The index is loaded at its first use, as a script: a page that was opened as a file may not fetch
 * one. Rejects if the index cannot be loaded.
 */
export function loadFinder(indexUrl: string): Promise<Finder> {
  finder ??= new Promise((resolve, reject) => {
    const script = element('script', { src: indexUrl });
    script.addEventListener('load', () => {
      if (globalThis.keyholeIndex === undefined) reject(new Error('the index of the search is empty'));
      else resolve(new Finder(globalThis.keyholeIndex));
    });
    script.addEventListener('error', () => {
      finder = undefined;
      reject(new Error('the index of the search cannot be loaded'));
    });
    document.head.append(script);
  });
  return finder;
}
