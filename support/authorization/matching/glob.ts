/**
 * A pattern with IAM's wildcards: `*` stands for any run of characters, `?` for any single character.
 *
 * A pattern is split at its `*` into chunks, and each chunk is searched for once, leftmost first. So matching never
 * backtracks over the text as a regular expression would, whatever pattern a policy holds.
 * Source: IAM user guide, "IAM JSON policy elements: Resource" and "IAM JSON policy elements: Condition operators".
 */
export interface Glob {
  /** The texts between the `*`; a pattern without `*` is a single chunk. */
  readonly chunks: readonly Chunk[];
}

/** A literal text, or one with `?`, split there into its literal pieces. */
type Chunk = string | { readonly pieces: readonly string[]; readonly length: number };

/** Parses a pattern in which `*` and `?` are wildcards. */
export function parseGlob(pattern: string): Glob {
  const chunks = pattern.split('*');
  return { chunks: pattern.includes('?') ? chunks.map((chunk) => chunkOf(chunk.split('?'))) : chunks };
}

/** A part of a pattern: with wildcards, or literal (the value of a policy variable). */
export type GlobPart = { readonly pattern: string } | { readonly literal: string };

/** A glob of several parts in a row. */
export function globOf(parts: readonly GlobPart[]): Glob {
  const chunks: string[][] = [['']];
  const append = (text: string): void => {
    const pieces = chunks.at(-1) ?? [];
    pieces.push((pieces.pop() ?? '') + text);
  };
  for (const part of parts) {
    if ('literal' in part) append(part.literal);
    else {
      for (const token of part.pattern.split(/([*?])/)) {
        if (token === '*') chunks.push(['']);
        else if (token === '?') chunks.at(-1)?.push('');
        else append(token);
      }
    }
  }
  return { chunks: chunks.map(chunkOf) };
}

function chunkOf(pieces: readonly string[]): Chunk {
  const [only = ''] = pieces;
  if (pieces.length === 1) return only;
  return { pieces, length: pieces.reduce((sum, piece) => sum + piece.length, pieces.length - 1) };
}

/** True if a glob matches the whole text. */
export function matchesGlob({ chunks }: Glob, text: string): boolean {
  const first = chunks[0];
  if (first === undefined) return text === '';
  if (chunks.length === 1) return first.length === text.length && standsAt(first, text, 0);
  if (!standsAt(first, text, 0)) return false;
  let from = first.length;
  for (let i = 1; i < chunks.length - 1; i += 1) {
    const chunk = chunks[i];
    const at = chunk === undefined ? from : find(chunk, text, from);
    if (at < 0) return false;
    from = at + (chunk?.length ?? 0);
  }
  const last = chunks[chunks.length - 1];
  const tail = text.length - (last?.length ?? 0);
  return last !== undefined && tail >= from && standsAt(last, text, tail);
}

function standsAt(chunk: Chunk, text: string, at: number): boolean {
  if (typeof chunk === 'string') return text.startsWith(chunk, at);
  const { pieces, length } = chunk;
  if (at + length > text.length) return false;
  let from = at;
  for (const piece of pieces) {
    if (!text.startsWith(piece, from)) return false;
    from += piece.length + 1;
  }
  return true;
}

function find(chunk: Chunk, text: string, from: number): number {
  if (typeof chunk === 'string') return text.indexOf(chunk, from);
  for (let at = from; at + chunk.length <= text.length; at += 1) {
    if (standsAt(chunk, text, at)) return at;
  }
  return -1;
}
