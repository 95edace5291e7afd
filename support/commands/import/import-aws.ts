import { scenarioMeant } from '../../access/scenario-meant.ts';
import { importAccounts } from '../../import/live/import-accounts.ts';
import { WorldBuilder } from '../../import/world/world-builder.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { checkedRegion } from './checked-region.ts';
import { finishImport, type ImportOptions } from './finish-import.ts';
import { stateSurroundings } from './stated-surroundings.ts';

/** The options of `keyhole import aws`. */
export interface AwsOptions extends ImportOptions {
  readonly account: readonly string[];
  readonly region: string;
  readonly endpoint?: string | undefined;
  /** A scenario that states the organization, VPC endpoints and settings of accounts, which are not read then. */
  readonly surroundings?: string | undefined;
  /** Files that get-account-authorization-details wrote. */
  readonly authorizationDetails: readonly string[];
  readonly bucket: readonly string[];
  readonly key: readonly string[];
  readonly role: readonly string[];
  readonly secret: readonly string[];
  readonly table: readonly string[];
  readonly user: readonly string[];
}

const KINDS = ['bucket', 'key', 'role', 'secret', 'table', 'user'] as const;

/**
 * `keyhole import aws`: writes a scenario of accounts as they are. Nothing is changed in them. Resolves with the exit code. Throws SpecError
 * for an invalid argument, and for credentials that are no use.
 */
export async function runImportAws(options: AwsOptions): Promise<number> {
  const { endpoint } = options;
  if (endpoint !== undefined && !URL.canParse(endpoint))
    throw new SpecError(
      'unusable-endpoint',
      `--endpoint ${endpoint} is not a URL, such as http://127.0.0.1:4566`,
    );
  const accounts = options.account.map(profileOption);
  const region = checkedRegion(options.region);
  const asked = KINDS.flatMap((kind) => options[kind].map((name) => ({ kind, name })));
  const details = options.authorizationDetails.map((path) => ({ path, file: path }));
  const stated = options.surroundings === undefined ? undefined : scenarioMeant(options.surroundings);
  const isStated = stated !== undefined;
  const builder = new WorldBuilder();
  // Reading many roles takes a while.
  const told = setTimeout(() => process.stderr.write('keyhole: reading the accounts …\n'), 2000).unref();
  try {
    const read = await importAccounts({ accounts, region, endpoint, asked, details, isStated }, builder);
    const ids = { ...read };
    if (stated !== undefined) stateSurroundings(stated, { ids, builder });
    return finishImport(builder.world(ids, region), options);
  } finally {
    clearTimeout(told);
  }
}

function profileOption(given: string): { readonly name: string; readonly profile: string } {
  const [, name, profile] = /^([A-Za-z0-9][A-Za-z0-9 _@.-]*)=(.+)$/.exec(given) ?? [];
  if (name !== undefined && profile !== undefined) return { name, profile };
  throw new SpecError(
    'unknown-name',
    `--account ${given} is not a name and a profile of the AWS configuration files, such as data=data-admin`,
  );
}
