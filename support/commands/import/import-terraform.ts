import { resolve } from 'node:path';
import { importSources } from '../../import/import-source.ts';
import { shownPath } from '../../scenario/document/scenario-folder.ts';
import { accountOptions } from './account-options.ts';
import { checkedRegion } from './checked-region.ts';
import { finishImport, type ImportOptions } from './finish-import.ts';

/** The options of `keyhole import terraform`. */
export interface TerraformOptions extends ImportOptions {
  readonly account: readonly string[];
  readonly region: string;
}

/**
 * `keyhole import terraform`: writes a scenario of a plan or a state. Resolves with the exit code. Throws SpecError for an invalid argument
 * and for a file that is neither.
 */
export function runImportTerraform(file: string, options: TerraformOptions): number {
  const accounts = accountOptions(options.account);
  const parts = Object.fromEntries(accounts.map(({ name, of }) => [name, of]));
  const world = importSources([{ kind: 'terraform', file: resolve(file), parts }], {
    accounts: Object.fromEntries(accounts.map(({ name, id }) => [name, id])),
    region: checkedRegion(options.region),
    shown: shownPath,
  });
  return finishImport(world, options);
}
