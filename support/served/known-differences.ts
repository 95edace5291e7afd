import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Service } from '../aws/operations.ts';
import { serviceNames, services } from '../aws/services.ts';
import { conditionKeys } from '../gateway/context/condition-keys.ts';
import { readTypeScript } from '../prose/reading/typescript.ts';
import { operationsByTreatment } from './served-page.ts';

const PROJECT = join(import.meta.dirname, '../..');

/** The rooms of the product: what a request passes through. Tests and proofs of them are left out. */
const PRODUCT = 'support/{aws,wire,authentication,authorization,stores,gateway}/**/*.ts';
const NO_PRODUCT = /\.test\.ts$|\/(?:testing|proof)\//;

/** A known difference from AWS, or a fact that AWS does not document. */
export interface KnownDifference {
  readonly kind: 'differs' | 'undocumented';
  /** The text of the comment after its marker. */
  readonly text: string;
  /** The first sentence of the comment, if it precedes the marker: what the difference is of. */
  readonly about?: string;
  /** The file of the comment, from the root of the project. */
  readonly file: string;
}

/** The differences of one service, and the operations that keyhole does not serve everywhere. */
export interface DifferencesOfService {
  readonly service: string;
  readonly title: string;
  readonly differences: readonly KnownDifference[];
  /** The number of operations that every store serves. */
  readonly served: number;
  readonly servedByOtherStores: readonly string[];
  readonly refusedByName: readonly string[];
}

/** All that keyhole knows to differ from AWS, as the file of the documentation holds it. */
export interface KnownDifferences {
  readonly services: readonly DifferencesOfService[];
  /** The differences that concern all services. */
  readonly general: readonly KnownDifference[];
  /** The condition keys that have no value in keyhole: a decision that depends on one is refused. */
  readonly unknownConditionKeys: readonly string[];
}

/** Collects the differences from the comments of the product, the desks and the catalogue of condition keys. */
export function knownDifferences(): KnownDifferences {
  const files = globSync(PRODUCT, { cwd: PROJECT })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !NO_PRODUCT.test(file))
    .toSorted();
  const found = files.flatMap((file) => differencesIn(file, readFileSync(join(PROJECT, file), 'utf8')));
  const byService = Map.groupBy(found, ({ file }) => serviceOf(file));
  return {
    services: serviceNames.map((service) => {
      const lists = operationsByTreatment(service);
      return {
        service,
        title: services[service].title,
        differences: byService.get(service) ?? [],
        served: lists.served.length,
        servedByOtherStores: lists['served by other stores'],
        refusedByName: lists['refused by name'],
      };
    }),
    general: byService.get(undefined) ?? [],
    unknownConditionKeys: conditionKeys
      .filter(({ from }) => from === 'unknowable')
      .map(({ name }) => name)
      .toSorted(),
  };
}

/** A marker, and its text up to the next marker, source, tag or empty line. */
const MARKED =
  /(?<![\p{L}`])(?<marker>Differs|Undocumented): (?<text>[\s\S]+?)(?=\s*(?:$|\n\s*\n|\n@|\n- |(?<![\p{L}])(?:Differs|Undocumented|Source): |(?<=[.:]\s)(?:Throws|Returns|Rejects|Resolves)\b))/gu;

/** The differences that the comments of a source state, in its order. */
export function differencesIn(file: string, source: string): readonly KnownDifference[] {
  return readTypeScript(source, 'messages').flatMap(({ kind, text }) => {
    if (kind === 'message') return [];
    const about = firstSentence(text);
    return [...text.matchAll(MARKED)].map(({ groups }) => ({
      kind: groups?.marker === 'Differs' ? ('differs' as const) : ('undocumented' as const),
      text: inOneLine(groups?.text ?? ''),
      ...(about !== undefined && { about }),
      file,
    }));
  });
}

/** The first sentence of a comment; undefined if it is a marked one. */
function firstSentence(comment: string): string | undefined {
  const [, sentence = ''] = /^([\s\S]+?[.:])(?:\s|$)/.exec(comment) ?? [];
  return sentence === '' || /^(?:Differs|Undocumented|Source):/.test(sentence)
    ? undefined
    : inOneLine(sentence);
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** The service that a file is of: by a folder of its name, or by the first word of the file. */
function serviceOf(file: string): Service | undefined {
  const folders = file.split('/').slice(0, -1);
  const [word = ''] = basename(file, '.ts').split('-');
  return serviceNames.find((service) => folders.includes(service) || word === service);
}
