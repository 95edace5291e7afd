import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StepShape, WrittenExample, WrittenStep } from './specification.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

const KINDS = { Given: 'G', When: 'W', Then: 'T' } as const;
const WORDS = { G: 'Given', W: 'When', T: 'Then', '?': 'none of them' } as const;

/** What a definition is: one that arranges, one that requests, or one that compares. */
export type DefinitionKind = Exclude<WrittenStep['kind'], '?'>;

/**
 * What the definition at a place in a text is, by the word that begins it: cucumber's messages do not tell.
 * Throws TypeError where no definition begins there or above.
 */
export function definitionKind(text: string, line: number): DefinitionKind {
  const above = text.split('\n').slice(0, line).toReversed();
  const word = above
    .map((line) => /^(Given|When|Then)\(/.exec(line)?.[1])
    .find((found) => found !== undefined);
  if (word === 'Given' || word === 'When' || word === 'Then') return KINDS[word];
  throw new TypeError(`no definition of a step begins at line ${line} or above`);
}

/** The same for a definition's place, such as `steps/keys.ts:12`. */
export function kindOfDefinition(place: string): DefinitionKind {
  const [, file = '', line = ''] = /^(.+):(\d+)$/.exec(place) ?? [];
  return definitionKind(readFileSync(join(PROJECT, file), 'utf8'), Number(line));
}

/**
 * Steps under another word than that of their definition. Cucumber does not mind, but a Then that arranges what it should
 * compare always passes.
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
      return `${place}: "${text}" is said under ${WORDS[kind]}, and defined under ${WORDS[defined]}; use a wording for ${WORDS[kind]}`;
    });
  return [...new Set(faults)];
}
