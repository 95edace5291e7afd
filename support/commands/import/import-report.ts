import type { NamedKind } from '../../import/scenario/names-of-world.ts';
import type { ImportedScenario } from '../../import/scenario/scenario-of-world.ts';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';
import type { FileChange } from './import-files.ts';

/** The report of an import as a document: each thing and each gap, with its id in the source. */
export function importDocument({ document, things, gaps, ignored }: ImportedScenario): object {
  return {
    generatedBy: 'keyhole import',
    version: 1,
    accounts: Object.fromEntries(
      Object.entries(Object(document.accounts)).map(([name, account]) => [
        name,
        Object(account).id ?? account,
      ]),
    ),
    things: things.map(({ kind, name, account, origin: { id, file, line } }) => ({
      id,
      kind,
      name,
      account,
      file,
      line,
    })),
    notUnderstood: gaps.map(({ id, property, file, line, reason, consequence }) => ({
      id,
      property,
      file,
      line,
      reason,
      consequence,
    })),
    withoutAccess: ignored,
  };
}

/** The report of an import for a terminal. */
export function importLines(
  folder: string,
  { things, gaps, ignored }: ImportedScenario,
  changes: readonly FileChange[],
): readonly string[] {
  const byKind = Object.entries(Object.groupBy(things, ({ kind }) => kind)) as [NamedKind, typeof things][];
  const kinds = byKind.map(
    ([kind, of]) => `${of.length} ${of.length === 1 ? SINGULAR[kind] : (PLURAL[kind] ?? kind)}`,
  );
  const left = Object.values(ignored).reduce((sum, count) => sum + count, 0);
  return [
    ...wrapped(`${folder}: ${kinds.length === 0 ? 'nothing that bears on access' : kinds.join(', ')}`),
    ...(left === 0
      ? []
      : wrapped(
          `  ${left} further ${left === 1 ? 'resource has' : 'resources have'} no part in access: ${Object.keys(ignored).join(', ')}`,
        )),
    ...(changes.length === 0
      ? ['  nothing changed']
      : changes.map(({ path, change }) => `  ${change.padEnd(8)}${path}`)),
    ...(gaps.length === 0 ? [] : ['', `not understood (${gaps.length}):`, ...gaps.flatMap(gapLines)]),
  ];
}

const SINGULAR: Readonly<Record<NamedKind, string>> = {
  users: 'user',
  roles: 'role',
  groups: 'group',
  keys: 'key',
  buckets: 'bucket',
  accessPoints: 'access point',
  tables: 'table',
  secrets: 'secret',
  oidcProviders: 'OpenID Connect provider',
  endpoints: 'VPC endpoint',
};

const PLURAL: Readonly<Partial<Record<NamedKind, string>>> = {
  accessPoints: 'access points',
  oidcProviders: 'OpenID Connect providers',
  endpoints: 'VPC endpoints',
};

function gapLines({
  file,
  line,
  id,
  property,
  reason,
  consequence,
}: ImportedScenario['gaps'][number]): readonly string[] {
  const place = line === undefined ? file : `${file}:${line}`;
  const what = property === undefined ? id : `${id} ${property}`;
  return [...wrapped(`  ${place} ${what}`), ...wrapped(`      ${reason}; ${consequence}`)];
}

/** A text in lines of the terminal's width; the blanks at its start indent every line. */
function wrapped(text: string): readonly string[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  return wrapLines(text.trim(), outputWidth() - indent.length, false).map((line) => `${indent}${line}`);
}
