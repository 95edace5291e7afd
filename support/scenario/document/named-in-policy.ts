import { readJsonText } from '../../authorization/grammar/json-text.ts';
import type { PlaceInText } from './document-place.ts';

/** A text of a policy document that may name a principal or a resource. */
export interface NameInPolicy {
  readonly text: string;
  /** True for a text of Principal or NotPrincipal: AWS refuses a document whose principal does not exist. */
  readonly isPrincipal: boolean;
  /** True for a service of Principal or NotPrincipal. */
  readonly isService: boolean;
  /** Its place in the text of the document. */
  readonly place: PlaceInText;
}

/** The texts of a policy document that name principals and resources: those of its principals, resources and conditions. */
export function namesInPolicy(document: string): readonly NameInPolicy[] {
  const json = readJsonText(document);
  const statements = Object(json.value).Statement;
  const list: readonly unknown[] = Array.isArray(statements) ? statements : [statements];
  return list.flatMap((statement, index) =>
    ELEMENTS.flatMap((element) =>
      textsIn(Object(statement)[element], `Statement[${index}].${element}`).map(([path, text]) => {
        const isPrincipal = element.endsWith('Principal');
        const isService = isPrincipal && path.includes(`.${element}.Service`);
        return {
          ...{ text, isPrincipal, isService },
          // Most names are in order, and their places are not asked for.
          get place() {
            return json.positionOf(path);
          },
        };
      }),
    ),
  );
}

const ELEMENTS = ['Principal', 'NotPrincipal', 'Resource', 'NotResource', 'Condition'] as const;

function textsIn(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, `${path}.${name}`));
}
