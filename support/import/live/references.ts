import type { ImportedWorld } from '../world/imported-world.ts';

/** The lists of what was read, whose policies name further things. */
export type Read = Pick<
  ImportedWorld,
  'users' | 'roles' | 'groups' | 'policies' | 'buckets' | 'accessPoints' | 'keys' | 'tables' | 'secrets'
>;

const ARN = /arn:aws:(?:iam|sts|s3|kms|secretsmanager|dynamodb):[^"'\s,]*/g;

/** The ARNs that policies, encryption and grants name; those with wildcards in the resource are cut at the wildcard's part. */
export function arnsNamed(read: Read): ReadonlySet<string> {
  return new Set(textsOf(read).flatMap((text) => [...text.matchAll(ARN)].map(([arn]) => arn)));
}

/** True if a policy tests the VPC or the VPC endpoint of a request. */
export function namesVpcs(read: Read): boolean {
  return textsOf(read).some((text) => /"aws:SourceVpce?"/i.test(text));
}

function textsOf({
  users,
  roles,
  groups,
  policies,
  buckets,
  accessPoints,
  keys,
  tables,
  secrets,
}: Read): readonly string[] {
  const holders = [...users, ...roles, ...groups];
  const texts = [
    ...holders.flatMap(({ inline, managed, boundary }) => [...Object.values(inline), ...managed, boundary]),
    ...roles.map(({ trust }) => trust),
    ...policies.map(({ text }) => text),
    ...[...buckets, ...tables, ...secrets].flatMap(({ policy, encryption }) => [policy, encryption]),
    ...accessPoints.map(({ policy }) => policy),
    ...keys.flatMap(({ policy, grants }) => [
      policy,
      ...grants.flatMap(({ grantee, retiring }) => [grantee, retiring]),
    ]),
  ];
  return texts.filter((text) => text !== undefined);
}

/** A thing that an ARN names. */
export interface Named {
  readonly kind: 'role' | 'user' | 'policy' | 'bucket' | 'key' | 'secret' | 'table';
  /** The id of the account; undefined for buckets, whose ARNs have none. */
  readonly account: string | undefined;
  readonly name: string;
}

/** The thing that an ARN names; undefined for a pattern, and for a thing without a policy. */
export function namedBy(arn: string): Named | undefined {
  const [, bucket] = /^arn:aws:s3:::([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/.*)?$/s.exec(arn) ?? [];
  if (bucket !== undefined) return { kind: 'bucket', account: undefined, name: bucket };
  if (/[*?$]/.test(arn)) return undefined;
  const [, account, kind, path = ''] = /^arn:aws:iam::(\d{12}):(role|user|policy)\/(.+)$/.exec(arn) ?? [];
  if (kind === 'policy') return { kind, account, name: arn };
  if (kind === 'role' || kind === 'user') return { kind, account, name: path.split('/').at(-1) ?? path };
  const [, assumed, role] = /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  if (role !== undefined) return { kind: 'role', account: assumed, name: role };
  const [, owner, key] = /^arn:aws:kms:[^:]+:(\d{12}):((?:key|alias)\/.+)$/.exec(arn) ?? [];
  if (key !== undefined) return { kind: 'key', account: owner, name: arn };
  const [, holder, secret] = /^arn:aws:secretsmanager:[^:]+:(\d{12}):secret:(.+)$/.exec(arn) ?? [];
  if (secret !== undefined) return { kind: 'secret', account: holder, name: arn };
  const [, keeper, table] = /^arn:aws:dynamodb:[^:]+:(\d{12}):table\/([^/]+)/.exec(arn) ?? [];
  return table === undefined ? undefined : { kind: 'table', account: keeper, name: table };
}
