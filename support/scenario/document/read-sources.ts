import { join, posix } from 'node:path';
import * as z from 'zod';
import { type ImportSource, importSources } from '../../import/import-source.ts';
import type { NamedKind } from '../../import/scenario/names-of-world.ts';
import { type ImportedScenario, scenarioOfWorld } from '../../import/scenario/scenario-of-world.ts';
import { account, splitAccounts } from './account-schema.ts';
import { isDescribedBeside } from './described-beside.ts';
import { type FromDocument, fromSchema } from './from-schema.ts';
import type { ImportedParts } from './scenario.ts';
import { shownPath } from './scenario-folder.ts';

/** A scenario.yaml as it is written, completed by the sources that its member `from` names. */
export interface CompletedScenario {
  readonly written: unknown;
  /** The documents of the sources, by the paths that scenario.yaml would give them. */
  readonly documents: ReadonlyMap<string, string>;
  /** The paths of the sources and of their parameters, which are no policy documents. */
  readonly files: readonly string[];
  readonly warnings: readonly string[];
  /** The things and gaps of the sources; undefined without sources. */
  readonly imported?: ImportedParts | undefined;
}

/** The members of scenario.yaml whose things the sources describe. */
const KINDS: Readonly<Record<NamedKind, true>> = {
  users: true,
  roles: true,
  groups: true,
  keys: true,
  buckets: true,
  accessPoints: true,

  tables: true,
  secrets: true,
  oidcProviders: true,
  endpoints: true,
};

const needed = z.object({
  from: fromSchema,
  region: z.string(),
  title: z.string(),
  accounts: z.record(z.string(), account),
});

/**
 * Reads the sources of a scenario, and joins what they describe with what scenario.yaml writes beside them. Written members win, so
 * that scenario.yaml can say more about a thing of a source. Returns the document as it is if it has no sources, or if the
 * schema will refuse it. Throws SpecError for a source that cannot be read.
 */
export function readSources(folder: string, written: unknown): CompletedScenario {
  const parsed = needed.safeParse(written);
  if (!parsed.success || Object(written).from === undefined)
    return { written, documents: new Map(), files: [], warnings: [] };
  const { from, region, title, accounts: own } = parsed.data;
  const { accounts } = splitAccounts(own);
  const sources = from.map((source) => sourceOf(source, { folder, accounts: Object.keys(accounts) }));
  const imported = scenarioOfWorld(importSources(sources, { accounts, region, shown: shownPath }), title);
  return {
    written: joined(written, imported),
    documents: imported.documents,
    files: from.flatMap(filesOf),
    warnings: warningsOf({
      gaps: imported.gaps.filter(
        (gap) => !isDescribedBeside(gap, { document: imported.document, written, ids: accounts }),
      ),
    }),
    imported,
  };
}

/** A source as it is imported, with its paths from the current folder. */
function sourceOf(
  source: FromDocument[number],
  { folder, accounts }: { readonly folder: string; readonly accounts: readonly string[] },
): ImportSource {
  const [only, ...others] = accounts;
  if ('terraform' in source) {
    const { terraform, accounts: parts = Object.fromEntries(accounts.map((name) => [name, []])) } = source;
    const configuration = source.source === undefined ? undefined : join(folder, source.source);
    return { kind: 'terraform', file: join(folder, terraform), parts, source: configuration };
  }
  const { cloudformation, account: chosen, parameters = [] } = source;
  return {
    kind: 'cloudformation',
    files: cloudformation.map((file) => ({
      file: join(folder, file),
      account: chosen ?? (others.length === 0 ? only : undefined),
    })),
    parameters: parameters.map((file) => join(folder, file)),
  };
}

/** The paths of a source's files from the folder of scenario.yaml. */
function filesOf(source: FromDocument[number]): readonly string[] {
  const paths =
    'terraform' in source ? [source.terraform] : [...source.cloudformation, ...(source.parameters ?? [])];
  return paths.map((path) => posix.normalize(path));
}

function joined(written: unknown, { document }: ImportedScenario): object {
  const own: Readonly<Record<string, unknown>> = Object(written);
  const organization = own.organization ?? document.organization;
  const kinds = Object.keys(KINDS).map((kind) => [kind, joinedKind(document[kind], own[kind])]);
  return { ...own, ...(organization !== undefined && { organization }), ...Object.fromEntries(kinds) };
}

/** The things of one kind; what scenario.yaml says of a thing replaces what the source says. */
function joinedKind(ofSources: unknown, ofFile: unknown): object {
  const imported: Readonly<Record<string, object>> = Object(ofSources);
  const own: Readonly<Record<string, object>> = Object(ofFile);
  const changed = Object.entries(own).map(([name, members]) => [name, { ...imported[name], ...members }]);
  return { ...imported, ...Object.fromEntries(changed) };
}

function warningsOf({ gaps }: Pick<ImportedScenario, 'gaps'>): readonly string[] {
  return gaps.map(({ file, line, id, property, reason, consequence }) => {
    const place = line === undefined ? file : `${file}:${line}`;
    const what = property === undefined ? id : `${id}, ${property}`;
    return `${place}: ${what}: ${reason}; ${consequence}`;
  });
}
