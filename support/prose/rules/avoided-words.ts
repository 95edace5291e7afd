import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
import type { Fault, Rule } from './rule.ts';

const kinds = z.enum(['doc comment', 'comment', 'message', 'title', 'test title', 'step', 'text', 'cell']);

const entries = z.array(
  z.strictObject({
    words: z.string(),
    instead: z.string(),
    unless: z.string().optional(),
    in: z.array(kinds).optional(),
    refused: z.string(),
    accepted: z.string(),
  }),
);

/** The entries of avoided-words.yaml, in their order. */
export const avoidedWords = entries.parse(
  parse(readFileSync(new URL('avoided-words.yaml', import.meta.url), 'utf8')),
);

const compiled = avoidedWords.map((entry) => ({
  ...entry,
  words: new RegExp(`(?<![\\w-])(?:${entry.words})(?![\\w])`, 'gi'),
  unless: entry.unless === undefined ? undefined : new RegExp(entry.unless),
}));

/** Finds words that the house does not use. */
export const words: Rule = ({ kind, text }, sentences) =>
  compiled.flatMap((entry): readonly Fault[] => {
    if (entry.unless?.test(text) || (entry.in && !entry.in.includes(kind))) return [];
    return sentences.flatMap((sentence) =>
      [...sentence.plain.replaceAll(/\s+/g, ' ').matchAll(entry.words)].map(([found]) => {
        const shown = found.replace(/^Throws .* (?=where)/, 'Throws … ');
        return { sentence, wrong: `"${shown}"`, instead: entry.instead };
      }),
    );
  });
