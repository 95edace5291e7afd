import type { Values } from './placeholders.ts';
import { realKeyId } from './real-names.ts';
import type { ScenarioDocument } from './scenario-schema.ts';
import { secretArnStart } from './secret-schema.ts';

/** A secret of a scenario, as documents may name it. */
export interface NamedSecret {
  readonly name: string;
  /** The ARN without its six last characters, which Secrets Manager chooses. */
  readonly start: string;
  /** The ARN on AWS, if scenario.yaml gives it. */
  readonly arn: string | undefined;
  /** The ARN that placeholders stand for. */
  readonly standIn: string | undefined;
}

/** The names by which documents may speak of a scenario's things. */
export interface NamesOfCast {
  /** The ids of its accounts, with their names in scenario.yaml. */
  readonly accounts: ReadonlyMap<string, string>;
  /** The ids of accounts that the scenario leaves out on purpose. */
  readonly outside: ReadonlySet<string>;
  /** The ARNs of users, roles and groups. */
  readonly identities: readonly string[];
  /** The ARNs of keys: those on AWS, and those that placeholders stand for. */
  readonly keys: readonly string[];
  /** The keys whose ids on AWS are not given, by the ids of their accounts: all of them, and those of one Region. */
  readonly unidentifiedKeys: Readonly<Record<'all' | 'ofOneRegion', ReadonlyMap<string, string>>>;
  /** The ARNs of keys up to their ids, and the ids that scenario.yaml gives. */
  readonly idsOfKeys: { readonly prefixes: ReadonlySet<string>; readonly known: readonly string[] };
  readonly buckets: readonly string[];
  readonly tables: readonly string[];
  readonly secrets: readonly NamedSecret[];
}

/** The names of a scenario's things, from scenario.yaml and the values of its placeholders. */
export function namesOfCast(document: ScenarioDocument, values: Values): NamesOfCast {
  const { accounts, keys, region, secrets } = document;
  const keyArn = (account: string, id: string, own = region) =>
    `arn:aws:kms:${own}:${accounts[account]}:key/${id}`;
  const real = Object.values(keys).flatMap((key) => {
    const id = realKeyId(key);
    if (id === undefined) return [];
    return [
      keyArn(key.account, id),
      ...Object.keys(key.replicas).map((other) => keyArn(key.account, id, other)),
    ];
  });
  const unidentified = Object.entries(keys).filter(([, key]) => realKeyId(key) === undefined);
  const byAccount = (own: typeof unidentified) =>
    new Map(own.map(([name, { account }]) => [accounts[account] ?? '', name]));
  const arnsOf = (kinds: RegExp) =>
    Object.entries(values).flatMap(([name, arn]) => (kinds.test(name) && name.endsWith('.arn') ? [arn] : []));
  return {
    accounts: new Map(Object.entries(accounts).map(([name, id]) => [id, name])),
    outside: new Set(document.outsideAccounts),
    identities: arnsOf(/^(?:users|roles|groups)\./),
    keys: [...real, ...arnsOf(/^keys\./)],
    unidentifiedKeys: {
      all: byAccount(unidentified),
      ofOneRegion: byAccount(unidentified.filter(([, { multiRegion }]) => !multiRegion)),
    },
    idsOfKeys: {
      prefixes: new Set(Object.values(keys).map(({ account }) => keyArn(account, ''))),
      known: Object.values(keys).flatMap((key) => realKeyId(key) ?? []),
    },
    buckets: arnsOf(/^buckets\./),
    tables: arnsOf(/^tables\./),
    secrets: Object.entries(secrets).map(([name, { account, secretName, arn }]) => ({
      name,
      start: secretArnStart({ region, account: accounts[account], secretName }),
      arn,
      standIn: values[`secrets.${name}.arn`],
    })),
  };
}
