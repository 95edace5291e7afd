import { type Address, slug } from './addresses.ts';

/** The pages and files at the top of a site. */
const AT_TOP = [
  'access',
  'assets',
  'denials',
  'differences',
  'documents',
  'evidence',
  'run',
  'steps',
] as const;

/** The pages of a pattern, and the ids that its own page has. */
const IN_PATTERN = [
  'access',
  'documents',
  'here',
  'main',
  'matrix',
  'more',
  'paths',
  'principals',
  'source',
] as const;

/** The folder of the further pages of a list. */
const MORE = 'more';

/** The longest name of a folder: file systems take 255 bytes. */
const LONGEST = 120;

/**
 * Gives each thing of a site a folder of its own. Two names can have the same slug, or a name is that of a page of
 * every site. The later one then ends with a number. No page is written over another.
 */
export class AddressBook {
  readonly #known = new Map<string, Address>();
  readonly #taken = new Set<Address>(AT_TOP.map((name) => `${name}/`));

  /** The address of a pattern, by the id of its group of features. */
  pattern(id: string, name: string): Address {
    const address = this.#place('', name, ['pattern', id]);
    for (const page of IN_PATTERN) this.#taken.add(`${address}${page}/`);
    return address;
  }

  /** The address of a feature, by its file. */
  feature(pattern: Address, name: string, file: string): Address {
    return this.#place(pattern, name, ['feature', file]);
  }

  /** The address of a rule of a feature that has several pages, by its place. */
  rule(feature: Address, name: string, place: string): Address {
    this.#taken.add(`${feature}${MORE}/`);
    return this.#place(feature, shortened(name), ['rule', place]);
  }

  /** The address of the access matrix of a scenario, in the folder of the scenario. */
  matrix(scenario: string): Address {
    return `${this.#folderOf(scenario)}matrix/`;
  }

  /** The address of a document, a principal or a resource of a matrix, in the folder of its scenario. Patterns may have the same folder. */
  ofScenario(
    scenario: string,
    kind: 'documents' | 'principals' | 'matrix',
    parts: readonly string[],
  ): Address {
    const folder = this.#folderOf(scenario);
    const path = parts.slice(0, -1).map((part) => `${folderName(part)}/`);
    return this.#place(`${folder}${kind}/${path.join('')}`, parts.at(-1) ?? '', [kind, scenario, ...parts]);
  }

  #folderOf(scenario: string): Address {
    return this.#place(SCENARIOS, scenario, ['scenario', scenario]).slice(SCENARIOS.length);
  }

  #place(parent: Address, name: string, key: readonly string[]): Address {
    const known = this.#known.get(keyOf(key));
    if (known !== undefined) return known;
    const plain = folderName(name);
    let address = `${parent}${plain}/`;
    for (let number = 2; this.#taken.has(address); number += 1) address = `${parent}${plain}-${number}/`;
    this.#taken.add(address);
    this.#known.set(keyOf(key), address);
    return address;
  }
}

/** The most characters of a rule's name that its address has. */
const LONGEST_RULE = 60;

/** The first words of a rule's name. */
function shortened(name: string): string {
  if (name.length <= LONGEST_RULE) return name;
  const cut = name.slice(0, LONGEST_RULE + 1);
  return cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : cut;
}

/** Keeps the names of scenarios apart from those of patterns. */
const SCENARIOS = '\n';

function keyOf(parts: readonly string[]): string {
  return JSON.stringify(parts);
}

/** A name as a folder. No folder has the name of a file that the site has beside it. */
function folderName(name: string): string {
  const short = slug(slug(name).slice(0, LONGEST));
  return /^(?:index\.html|run(?:-\d+)?\.json)$/.test(short) ? short.replace('.', '-') : short;
}
