import type { ImportedWorld, Origin, PolicyPlace } from '../world/imported-world.ts';
import type { NamesOfWorld } from './names-of-world.ts';

/** The folder of the documents that an import writes. */
export const DOCUMENTS = 'imported';

/** The documents of an imported scenario, each under a path of its own. */
export class PolicyDocuments {
  readonly #texts = new Map<string, string>();
  readonly #origins = new Map<string, Origin | PolicyPlace>();
  readonly #placeOf: ImportedWorld['placeOfPolicy'];
  readonly #references: readonly (readonly [string, string])[];

  constructor(world: ImportedWorld, names: NamesOfWorld) {
    this.#placeOf = world.placeOfPolicy;
    this.#references = referencesTo(world, names);
  }

  /** The texts by path. */
  get texts(): ReadonlyMap<string, string> {
    return this.#texts;
  }

  /** The place in the source of each text, by path. */
  get origins(): ReadonlyMap<string, Origin | PolicyPlace> {
    return this.#origins;
  }

  /** Keeps a document and returns its path. The same document of the same name is kept once. */
  keep(name: string, text: string, origin: Origin): string {
    const filled = `${this.withPlaceholders(text).trimEnd()}\n`;
    const safe = name.replaceAll(/[^A-Za-z0-9._-]+/g, '-');
    for (let number = 1; ; number++) {
      const path = `${DOCUMENTS}/${safe}${number === 1 ? '' : `-${number}`}.json`;
      const other = this.#texts.get(path);
      if (other !== undefined && other !== filled) continue;
      this.#texts.set(path, filled);
      if (!this.#origins.has(path)) this.#origins.set(path, this.#placeOf(text, origin) ?? origin);
      return path;
    }
  }

  /** A text with placeholders in place of the ids of keys and the ARNs of secrets that AWS has not chosen yet. */
  withPlaceholders(text: string): string {
    return this.#references.reduce(
      (filled, [written, placeholder]) => filled.replaceAll(written, placeholder),
      text,
    );
  }
}

/** The ARNs and ids that stand in for real ones, with the placeholders to write instead; whole ARNs first. */
function referencesTo({ keys, secrets, accounts, region }: ImportedWorld, names: NamesOfWorld) {
  const ofKeys = keys
    .filter(({ isReal }) => !isReal)
    .flatMap(({ id, account, origin }) => {
      const name = names.of('keys', origin);
      const arn = `arn:aws:kms:${region}:${accounts[account]}:key/${id}`;
      return [
        [arn, `{{keys.${name}.arn}}`],
        [id, `{{keys.${name}.id}}`],
      ] as const;
    });
  const ofSecrets = secrets
    .filter(({ isReal }) => !isReal)
    .map(({ arn, origin }) => [arn, `{{secrets.${names.of('secrets', origin)}.arn}}`] as const);
  return [...ofKeys, ...ofSecrets];
}
