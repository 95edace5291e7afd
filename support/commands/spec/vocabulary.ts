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

  /** Takes a message. */
  add({ stepDefinition, parameterType }: Envelope): void {
    if (stepDefinition) this.shapes.push(stepDefinition.pattern.source);
    if (parameterType) this.parameterTypes.set(parameterType.name, parameterType.regularExpressions);
  }
}
