import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StepShape, WrittenExample, WrittenStep } from './specification.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

const KINDS = { Given: 'G', When: 'W', Then: 'T' } as const;
const WORDS = { G: 'Given', W: 'When', T: 'Then', '?': 'none of them' } as const;

/** The kind of a definition: Given arranges, When requests, Then compares. */
export type DefinitionKind = Exclude<WrittenStep['kind'], '?'>;

/**
 * The kind of the definition at a place in a text. Cucumber's messages do not say it, so the word that begins the
 * definition is read.
 * Throws TypeError if no definition begins at the line or above.
 */
export function definitionKind(text: string, line: number): DefinitionKind {
  const above = text.split('\n').slice(0, line).toReversed();
  const word = above
    .map((line) => /^(Given|When|Then)\(/.exec(line)?.[1])
    .find((found) => found !== undefined);
  if (word === 'Given' || word === 'When' || word === 'Then') return KINDS[word];
  throw new TypeError(`no definition of a step begins at line ${line} or above`);
}

/** The kind of the definition at a place, such as `steps/keys.ts:12`. */
export function kindOfDefinition(place: string): DefinitionKind {
  const [, file = '', line = ''] = /^(.+):(\d+)$/.exec(place) ?? [];
  return definitionKind(readFileSync(join(PROJECT, file), 'utf8'), Number(line));
}

/**
 * Finds steps under another word than that of their definition. Cucumber accepts them, but a Then that arranges what it
 * should compare always passes.
 */
export function misused(
  examples: readonly Pick<WrittenExample, 'steps'>[],
  shapes: readonly Pick<StepShape, 'id' | 'place'>[],
  kindOf: (place: string) => DefinitionKind = kindOfDefinition,
): readonly string[] {
  const kinds = new Map(shapes.map(({ id, place }) => [id, kindOf(place)]));
  const faults = examples
    .flatMap(({ steps }) => steps)
    .flatMap(({ text, place, kind, shapeIds: [id = ''] }) => {
      const defined = kinds.get(id);
      if (defined === undefined || defined === kind) return [];
      return `${place}: "${text}" is used as ${WORDS[kind]}, but defined as ${WORDS[defined]}; use a wording for ${WORDS[kind]}`;
    });
  return [...new Set(faults)];
}
