import { denialsOf, type SiteDenial } from './denials-of.ts';
import { once } from './once.ts';
import type { Site } from './site.ts';

/** One cause of a class of messages. */
export interface CauseOfWords {
  /** The cause in words: `key policy: no statement allows it`. */
  readonly refusedBy: string;
  readonly denials: readonly SiteDenial[];
}

/** A class of messages that refuse a request: their last words, with names replaced by `…`. */
export interface LastWords {
  readonly words: string;
  /** The number of requests that were refused so. */
  readonly requests: number;
  /** The causes, the most frequent first. */
  readonly causes: readonly CauseOfWords[];
}

/** The classes of the messages that refused requests, the most frequent first. */
export const lastWordsOf = once((site: Site): readonly LastWords[] => {
  const told = new Map<string, { readonly denial: SiteDenial; readonly words: string }>();
  for (const denial of denialsOf(site)) {
    const { response } = denial.request;
    if (response === undefined || response.status < 400) continue;
    // The last denied permission of a request is the one that its answer is about.
    told.set(denial.request.id, { denial, words: lastWords(response.message) });
  }
  return [...Map.groupBy(told.values(), ({ words }) => words)]
    .map(([words, all]) => ({ words, requests: all.length, causes: causesOf(all) }))
    .toSorted((a, b) => b.requests - a.requests);
});

function causesOf(told: readonly { readonly denial: SiteDenial }[]): readonly CauseOfWords[] {
  const denials = told.map(({ denial }) => denial);
  return [...Map.groupBy(denials, ({ refusedBy }) => refusedBy)]
    .map(([refusedBy, all]) => ({ refusedBy, denials: all }))
    .toSorted((a, b) => b.denials.length - a.denials.length);
}

/** The words for an answer without a message, as to HeadObject. */
export const NO_MESSAGE = 'no message: the answer has no body';

/** Names of things of one request: ARNs, permissions, ids of requests, quoted names. */
const NAMES =
  /arn:[^\s"',;)]+|\b[a-z][a-z0-9-]*:[A-Z]\w*|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|(?<=Request ID: )\w+|(?<=^User: )\S+|\b\d{12}\b|(?<=["'])[^"']+(?=["'])/gi;

/** Where the reason in a message of AWS begins. */
const REASON = / (?=because |with an explicit deny )/;

/** The last words of a message: the reason that it ends with, or all of it. Names are replaced by `…`. */
export function lastWords(message: string | undefined): string {
  if (message === undefined || message === '') return NO_MESSAGE;
  const [head = '', ...reasons] = message.split(REASON);
  const words = reasons.length === 0 ? head : `… ${reasons.join(' ')}`;
  return words
    .replaceAll(/ \(Service: [^)]*\)$/g, '')
    .replaceAll(NAMES, '…')
    .replace(/\.$/, '');
}
