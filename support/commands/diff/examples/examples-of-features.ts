import { globSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { Choosable, ExampleChoice } from '../../spec/shard.ts';

/** The folders of features of both versions; undefined for a version without features. */
export interface FeatureFolders {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The version whose features have an example. */
export type Side = 'before' | 'after' | 'both';

/**
 * Chooses the examples that set one of the named scenarios, of the features of both versions. An example that both versions have
 * word for word is chosen once, in the later one.
 */
export class ExamplesOfFeatures implements ExampleChoice {
  readonly #folders: FeatureFolders;
  readonly #mentions: readonly string[];
  readonly #sides = new Map<string, Side>();

  constructor(folders: FeatureFolders, names: ReadonlySet<string>) {
    this.#folders = folders;
    this.#mentions = [...names].map((name) => `the ${name} scenario`);
  }

  /** The feature files that mention a scenario, those of the later version first. */
  files(): readonly string[] {
    const { before, after } = this.#folders;
    return [...new Set([after, before])].flatMap((folder) =>
      folder === undefined
        ? []
        : filesIn(folder).filter((file) => this.#isMentioned(readFileSync(file, 'utf8'))),
    );
  }

  /** The side of an example, by its file and line. */
  sideOf(uri: string, line: number): Side {
    return this.#sides.get(`${uri}:${line}`) ?? 'both';
  }

  /** True for a file of the earlier version alone. */
  isOfBefore(uri: string): boolean {
    const { before, after } = this.#folders;
    return before !== undefined && before !== after && isWithin(before, uri);
  }

  readonly choose = <T extends Choosable>(examples: readonly T[]): T[] => {
    const told = examples.filter(({ pickle: { steps = [] } }) =>
      steps.some(({ text }) => this.#isMentioned(text)),
    );
    const ofBefore = this.#byContent(told.filter(({ pickle }) => this.isOfBefore(pickle.uri)));
    const ofAfter = this.#byContent(told.filter(({ pickle }) => !this.isOfBefore(pickle.uri)));
    const { before, after } = this.#folders;
    const isShared = (content: string) => before === after || ofBefore.has(content);
    for (const [content, example] of ofAfter) this.#place(example, isShared(content) ? 'both' : 'after');
    const gone = [...ofBefore].filter(([content]) => !ofAfter.has(content)).map(([, example]) => example);
    for (const example of gone) this.#place(example, 'before');
    return [...ofAfter.values(), ...gone];
  };

  #isMentioned(text: string): boolean {
    return this.#mentions.some((mention) => text.includes(mention));
  }

  #place({ pickle: { uri }, location: { line } }: Choosable, side: Side): void {
    this.#sides.set(`${uri}:${line}`, side);
  }

  /** Examples by their file and their words. Rows of an outline may have the same words: they are counted. */
  #byContent<T extends Choosable>(examples: readonly T[]): ReadonlyMap<string, T> {
    const counts = new Map<string, number>();
    return new Map(
      examples.map((example) => {
        const { uri, name, steps } = example.pickle;
        const words = (steps ?? []).map(({ text, argument }) => [text, argument]);
        const content = JSON.stringify([this.#pathOf(uri), name, words]);
        const count = counts.get(content) ?? 0;
        counts.set(content, count + 1);
        return [`${content} ${count}`, example];
      }),
    );
  }

  /** The path of a feature in its folder. */
  #pathOf(uri: string): string {
    const folder = this.isOfBefore(uri) ? this.#folders.before : this.#folders.after;
    return relative(folder ?? '', resolve(uri));
  }
}

function filesIn(folder: string): readonly string[] {
  return globSync('**/*.{feature,feature.md}', { cwd: folder })
    .map((file) => join(folder, file))
    .toSorted();
}

function isWithin(folder: string, uri: string): boolean {
  return resolve(uri).startsWith(resolve(folder) + sep);
}
