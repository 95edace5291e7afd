import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { importSources, type SourceFile } from '../../import/import-source.ts';
import { shownPath } from '../../scenario/document/scenario-folder.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { type AccountOption, accountOptions } from './account-options.ts';
import { checkedRegion } from './checked-region.ts';
import { finishImport, type ImportOptions } from './finish-import.ts';

/** The options of `keyhole import cloudformation`. */
export interface CloudFormationOptions extends ImportOptions {
  readonly account: readonly string[];
  readonly parameters: readonly string[];
  readonly region: string;
}

/**
 * `keyhole import cloudformation`: writes a scenario of templates. Resolves with the exit code. Throws SpecError for an invalid argument
 * and for a file that is no template.
 */
export function runImportCloudFormation(files: readonly string[], options: CloudFormationOptions): number {
  const accounts = accountOptions(options.account);
  const all = [...new Set([...files, ...accounts.flatMap(({ of }) => of.filter(isFile))])];
  if (all.length === 0)
    throw new SpecError('unreadable-file', 'no template is given: name a file or a folder cdk.out');
  refuseMissing(accounts, all);
  const placed = all.map((file): SourceFile => ({ file: resolve(file), account: accountOf(file, accounts) }));
  const world = importSources([{ kind: 'cloudformation', files: placed, parameters: options.parameters }], {
    accounts: Object.fromEntries(accounts.map(({ name, id }) => [name, id])),
    region: checkedRegion(options.region),
    shown: shownPath,
  });
  return finishImport(world, options);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Throws SpecError for a file of an account that is neither there nor the name of one that is given. */
function refuseMissing(accounts: readonly AccountOption[], all: readonly string[]): void {
  for (const { name, id, of } of accounts)
    for (const one of of)
      if (!all.some((file) => isNamed(file, one)))
        throw new SpecError(
          'unreadable-file',
          `--account ${name}=${id}:${one} names no template: there is no such file`,
        );
}

/** The words of --account mean a file by its path, its name, or its name without an ending. */
function isNamed(file: string, one: string): boolean {
  return resolve(one) === resolve(file) || one === basename(file) || one === basename(file).split('.')[0];
}

/** The account of a file: the one that names it, or the only one. */
function accountOf(file: string, accounts: readonly AccountOption[]): string | undefined {
  const naming = accounts.find(({ of }) => of.some((one) => isNamed(file, one)));
  if (naming !== undefined) return naming.name;
  const [only, ...others] = accounts.filter(({ of }) => of.length === 0);
  return others.length === 0 ? only?.name : undefined;
}
