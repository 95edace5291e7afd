import type { RegisteredOutcome } from '../scenario/document/outcome-register.ts';
import { suggest } from '../scenario/look-up.ts';
import type { WrittenExample } from './specification.ts';

type Tagged = Pick<WrittenExample, 'name' | 'uri' | 'place' | 'tags'>;
type Register = ReadonlyMap<string, Pick<RegisteredOutcome, 'pattern' | 'statement'>>;

const ID = /^@([A-Z]\d{2})$/;
const OTHERS = /^@(?:needs:[a-z0-9-]+:[A-Za-z]+|confidence:(?:medium|low))$/;

/** Finds tags that name no outcome of the register, and unknown tags. */
export function strayTags(examples: readonly Tagged[], register: Register): readonly string[] {
  return examples.flatMap(({ place, tags }) =>
    tags.flatMap((tag) => {
      const [, id] = ID.exec(tag) ?? [];
      if (id === undefined)
        return OTHERS.test(tag)
          ? []
          : `${place}: ${tag} is not an outcome's id, such as @W03, nor @needs:<permission>, nor @confidence:medium|low; correct or remove it`;
      if (register.has(id)) return [];
      return `${place}: scenarios/outcomes.yaml has no outcome ${id}; ${suggest(id, [...register.keys()])}`;
    }),
  );
}

/** Finds examples without the tag of an outcome. */
export function untagged(examples: readonly Tagged[]): readonly string[] {
  return examples
    .filter(({ tags }) => !tags.some((tag) => ID.test(tag)))
    .map(({ place, name }) => `${place}: "${name}" proves no outcome; tag it with the id of one`);
}

/** Finds examples that prove an outcome of another folder's pattern. */
export function misplaced(examples: readonly Tagged[], register: Register): readonly string[] {
  return examples.flatMap(({ place, uri, tags }) =>
    tags.flatMap((tag) => {
      const pattern = register.get(tag.slice(1))?.pattern;
      if (pattern === undefined || uri.startsWith(`features/${pattern}/`)) return [];
      return `${place}: ${tag} belongs to ${pattern}; move the example to features/${pattern}, or change the tag`;
    }),
  );
}

/** Finds outcomes that no example proves. */
export function unproven(examples: readonly Tagged[], register: Register): readonly string[] {
  const proven = new Set(examples.flatMap(({ tags }) => tags.map((tag) => tag.slice(1))));
  return [...register].flatMap(([id, { pattern, statement }]) =>
    proven.has(id) ? [] : [`no example is tagged @${id}; write one in features/${pattern}: ${statement}`],
  );
}
