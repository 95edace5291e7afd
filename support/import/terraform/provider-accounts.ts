import { SpecError } from '../../scenario/spec-error.ts';
import type { Instance, TerraformFile } from './read-terraform.ts';

/** An account, and the parts of a configuration that are its. */
export interface TerraformAccount {
  readonly name: string;
  readonly id: string;
  /** Aliases of providers, `default` for the one without an alias, and addresses of modules and resources. */
  readonly of: readonly string[];
}

/**
 * The account of each instance. It is the one that names its address or its provider, or whose id the provider's configuration
 * has. Otherwise it is that of its ARN, and then the only one without parts. Throws SpecError for an instance whose account
 * cannot be told.
 */
export function accountsOfInstances(
  { file, instances, providers }: TerraformFile,
  accounts: readonly TerraformAccount[],
  providerOf: (instance: Instance) => string | undefined,
): (instance: Instance) => TerraformAccount {
  const [only, ...others] = accounts;
  const free = accounts.filter(({ of }) => of.length === 0);
  const unnamed = free.length === 1 ? free[0] : undefined;
  const told = (instance: Instance) => {
    const provider = providerOf(instance);
    const byAddress = accounts.find(({ of }) => of.some((part) => isBelow(instance.address, part)));
    const byProvider = provider === undefined ? undefined : ofProvider(provider, accounts, providers);
    return byAddress ?? byProvider ?? (others.length === 0 ? only : ofArns(instance, accounts)) ?? unnamed;
  };
  // A bucket's ARN has no account: that of its module's other resources is meant.
  const ofModule = (module: string) => {
    const found = new Set(instances.filter((one) => one.module === module).flatMap((one) => told(one) ?? []));
    return found.size === 1 ? [...found][0] : undefined;
  };
  return (instance) => {
    const account = told(instance) ?? (instance.module === '' ? undefined : ofModule(instance.module));
    if (account !== undefined) return account;
    const provider = providerOf(instance);
    const part = provider === undefined ? instance.address : (aliasOf(provider) ?? 'default');
    throw new SpecError(
      'unknown-name',
      `${file}: ${instance.address} is of an unknown account: say whose it is, as in --account NAME=ID:${part}`,
    );
  };
}

/**
 * Throws SpecError for a part of an account that is nothing of the file: a mistyped alias would give its resources to another account.
 * A state tells no aliases, so that any is taken.
 */
export function refuseUnknownParts(
  { file, kind, instances, providers, configuration, deferred }: TerraformFile,
  accounts: readonly TerraformAccount[],
  providerOf: (instance: Instance) => string | undefined,
): void {
  const keys = [...Object.keys(providers), ...instances.flatMap((instance) => providerOf(instance) ?? [])];
  const aliases = [...new Set(keys.map((key) => aliasOf(key) ?? 'default'))];
  const modules = Object.keys(configuration?.calls ?? {}).map((name) => `module.${name}`);
  const addresses = [...instances, ...deferred].map(({ address }) => address);
  const isKnown = (part: string) =>
    (kind === 'state' && !part.includes('.')) ||
    [...aliases, ...keys, ...modules].includes(part) ||
    addresses.some((address) => isBelow(address, part));
  for (const { name, id, of } of accounts) {
    const part = of.find((one) => !isKnown(one));
    if (part === undefined) continue;
    const has = `its providers are ${aliases.join(', ') || 'none'}`;
    throw new SpecError(
      'unknown-name',
      `--account ${name}=${id}:${part} names no provider, module or resource of ${file}: ${has}`,
    );
  }
}

function isBelow(address: string, part: string): boolean {
  return address === part || address.startsWith(`${part}.`) || address.startsWith(`${part}[`);
}

/** `aws.security` has the alias `security`; `aws` has none. */
function aliasOf(provider: string): string | undefined {
  return provider.split(':').at(-1)?.split('.')[1];
}

function ofProvider(
  provider: string,
  accounts: readonly TerraformAccount[],
  providers: TerraformFile['providers'],
): TerraformAccount | undefined {
  const alias = aliasOf(provider) ?? 'default';
  const named = accounts.find(({ of }) => of.includes(alias) || of.includes(provider));
  if (named !== undefined) return named;
  const ids: readonly string[] = JSON.stringify(providers[provider] ?? {}).match(/\b\d{12}\b/g) ?? [];
  const written = accounts.filter(({ id }) => ids.includes(id));
  return written.length === 1 ? written[0] : undefined;
}

/** The account in the ARNs that a state has of an instance. */
function ofArns({ values }: Instance, accounts: readonly TerraformAccount[]): TerraformAccount | undefined {
  const { arn, id, owner_id } = Object(values);
  const ids = [arn, id].flatMap(
    (text) => /^arn:aws:[a-z0-9-]+:[^:]*:(\d{12}):/.exec(String(text))?.[1] ?? [],
  );
  return accounts.find((account) => [...ids, owner_id].includes(account.id));
}
