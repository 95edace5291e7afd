import type { ImportedWorld, Origin } from '../world/imported-world.ts';

/** The kinds of things that a scenario names. */
export type NamedKind =
  | 'users'
  | 'roles'
  | 'groups'
  | 'keys'
  | 'buckets'
  | 'accessPoints'
  | 'tables'
  | 'secrets'
  | 'oidcProviders'
  | 'endpoints';

/** The names that things have in a scenario, by the place where they are described. */
export class NamesOfWorld {
  readonly #names = new Map<string, string>();
  readonly #taken = new Map<string, Set<string>>();

  constructor(world: ImportedWorld) {
    const { users, roles, groups, keys, buckets, accessPoints, tables, secrets, providers, endpoints } =
      world;
    const all = {
      users,
      roles,
      groups,
      buckets,
      accessPoints,
      tables,
      secrets,
      oidcProviders: providers,
      endpoints,
    };
    for (const [kind, things] of Object.entries(all))
      for (const { origin, account } of things) this.add(kind as NamedKind, origin, account);
    for (const { origin, account, aliases, id } of keys)
      this.add('keys', origin, account, nameOfKey(origin, aliases[0], id));
  }

  /** The name of a thing. */
  of(kind: NamedKind, origin: Origin): string {
    return this.#names.get(keyOf(kind, origin)) ?? origin.id;
  }

  /** Names a thing: by its id, with its account if another thing of its kind has that name. */
  add(kind: NamedKind, origin: Origin, account: string, id = origin.id): void {
    // Features name users and roles alike, so that a user and a role cannot share a name.
    const space = kind === 'users' || kind === 'roles' ? 'principals' : kind;
    const taken = this.#taken.get(space) ?? new Set<string>();
    this.#taken.set(space, taken);
    const short = shortName(kind, id);
    const candidates = [
      short,
      `${short}-of-${account}`,
      ...Array.from({ length: 999 }, (_, at) => `${short}-${at + 2}`),
    ];
    const name = candidates.find((candidate) => !taken.has(candidate)) ?? origin.id;
    taken.add(name);
    this.#names.set(keyOf(kind, origin), name);
  }
}

function keyOf(kind: NamedKind, { file, id, line }: Origin): string {
  return JSON.stringify([kind, file, line, id]);
}

/** Endings of ids that repeat the kind: `TransferRole` is the role `transfer`. */
const ENDINGS: Readonly<Record<NamedKind, RegExp>> = {
  users: /-(?:iam-)?user$/,
  roles: /-(?:iam-)?role$/,
  groups: /-(?:iam-)?group$/,
  keys: /-(?:kms-)?(?:cmk|key)$/,
  buckets: /-(?:s3-)?bucket$/,
  accessPoints: /-(?:s3-)?access-point$/,
  tables: /-(?:dynamodb-)?table$/,
  secrets: /-secret$/,
  oidcProviders: /-(?:oidc-)?provider$/,
  endpoints: /-(?:vpc-)?endpoint$/,
};

/** Names of resources in Terraform that say nothing: the module's name is used instead. */
const PLAIN = new Set(['this', 'main', 'default', 'resource']);

function shortName(kind: NamedKind, id: string): string {
  const words = wordsOf(id);
  const kebab = words
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const short = kebab.replace(ENDINGS[kind], '');
  return short === '' ? kebab || kind : short;
}

/** The id that names a key: an ARN tells nothing, so its alias or the beginning of its id is used. */
function nameOfKey({ id: origin }: Origin, alias: string | undefined, id: string): string {
  if (!origin.startsWith('arn:')) return origin;
  return alias?.replace(/^alias\//, '') ?? `key-${id.slice(0, 8)}`;
}

/** The words of an ARN, an address of Terraform, or a logical id. The AWS CDK ends logical ids with eight digits. */
function wordsOf(id: string): string {
  if (id.startsWith('arn:')) return endOfArn(id);
  if (/(?:^|\.)aws_\w+\./.test(id)) return wordsOfAddress(id);
  return id.replace(/(?<=[a-z])[0-9A-F]{8}$/, '');
}

/** The last word of an ARN. Secrets Manager ends the ARN of a secret with six characters of its own. */
function endOfArn(arn: string): string {
  const own = arn.startsWith('arn:aws:secretsmanager:') ? arn.replace(/-[A-Za-z0-9]{6}$/, '') : arn;
  return own.split(/[:/]/).at(-1) ?? arn;
}

/** `module.data.aws_s3_bucket.this["eu"]` → `data eu`. */
function wordsOfAddress(address: string): string {
  const [path = '', index = ''] = /^(.*?)(\[[^\]]*\])?$/.exec(address)?.slice(1) ?? [];
  const parts = path.split('.');
  const modules = parts.slice(0, -2).filter((part) => part !== 'module');
  const own = parts.at(-1) ?? '';
  const words = modules.length > 0 && PLAIN.has(own) ? modules : [...modules, own];
  return [...words, index === '[0]' ? '' : index].join(' ');
}
