import type { Envelope } from '@cucumber/messages';

/** The wordings of a run's steps, and what their parameters accept. */
export interface Vocabulary {
  /** Cucumber expressions: `{principal} reads {object}`. */
  readonly shapes: readonly string[];
  /** The regular expressions of each parameter type, by its name. */
  readonly parameterTypes: ReadonlyMap<string, readonly string[]>;
}

/** The parameter types that are built into cucumber, which its messages leave out. */
const builtIn: readonly [string, readonly string[]][] = [
  ['string', [`"[^"]*"|'[^']*'`]],
  ['int', [String.raw`-?\d+`]],
  ['float', [String.raw`-?\d*\.?\d+`]],
  ['word', [String.raw`[^\s]+`]],
];

/** Collects the vocabulary of a run from cucumber's messages. */
export class CollectedVocabulary implements Vocabulary {
  readonly shapes: string[] = [];
  readonly parameterTypes = new Map<string, readonly string[]>(builtIn);
  /** Each step's wording with the place of its definition, by cucumber's id for it. */
  readonly #definitions = new Map<string, string>();

  /** Takes a message. */
  add({ stepDefinition, parameterType }: Envelope): void {
    if (stepDefinition) {
      const { id, pattern, sourceReference } = stepDefinition;
      this.shapes.push(pattern.source);
      const place = `${sourceReference.uri ?? 'unknown'}:${sourceReference.location?.line ?? 1}`;
      this.#definitions.set(id, `\`${pattern.source}\` (${place})`);
    }
    if (parameterType) this.parameterTypes.set(parameterType.name, parameterType.regularExpressions);
  }

  /** The message for a step that several definitions match. */
  ambiguous(ids: readonly string[]): string {
    const all = new Intl.ListFormat('en-GB').format(ids.map((id) => this.#definitions.get(id) ?? id));
    return `several steps match this text: ${all}; reword your own`;
  }
}
