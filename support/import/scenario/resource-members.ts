import type { ImportedReplica, ImportedWorld, Origin } from '../world/imported-world.ts';
import type { Writing } from './holder-members.ts';

/** Members without those that are undefined or empty. */
export function withoutEmpty(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const isEmpty = (value: unknown) =>
    typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && !isEmpty(value)),
  );
}

/** The path of a policy, if there is one. */
export function kept(
  { documents }: Writing,
  name: string,
  { text, origin }: { readonly text: string | undefined; readonly origin: Origin },
): { readonly policy?: string } {
  return text === undefined ? {} : { policy: documents.keep(name, text, origin) };
}

/** The members of a key in scenario.yaml. */
export function keyMembers(key: ImportedWorld['keys'][number], writing: Writing): object {
  const {
    account,
    description,
    policy,
    aliases,
    origin,
    materialOrigin,
    bypassLockoutCheck,
    tags,
    isReal,
    id,
    multiRegion,
    replicas = [],
  } = key;
  const name = writing.names.of('keys', origin);
  const [alias, ...furtherAliases] = aliases;
  return {
    account,
    description: description === '' ? undefined : description,
    alias,
    furtherAliases,
    ...(isReal && { keyId: id }),
    ...kept(writing, `${name}-key-policy`, { text: policy, origin }),
    ...(materialOrigin === 'EXTERNAL' && { origin: materialOrigin }),
    ...(bypassLockoutCheck && { bypassLockoutCheck }),
    tags,
    ...(multiRegion && { multiRegion }),
    replicas: Object.fromEntries(
      replicas.map((replica) => [
        replica.region,
        replicaMembers(`${name}-${replica.region}`, replica, writing),
      ]),
    ),
    grants: Object.fromEntries(
      key.grants.map((grant, index) => [grantName(grant.name, index), grantMembers(grant, writing)]),
    ),
  };
}

function replicaMembers(
  name: string,
  { description, policy, tags, origin }: ImportedReplica,
  writing: Writing,
): object {
  return withoutEmpty({
    description: description === '' ? undefined : description,
    ...kept(writing, `${name}-key-policy`, { text: policy, origin }),
    tags,
  });
}

function grantMembers(
  grant: ImportedWorld['keys'][number]['grants'][number],
  { documents }: Writing,
): object {
  const { grantee, retiring, operations, encryptionContextEquals, encryptionContextSubset } = grant;
  return withoutEmpty({
    grantee: documents.withPlaceholders(grantee),
    retiring: retiring === undefined ? undefined : documents.withPlaceholders(retiring),
    operations,
    encryptionContextEquals,
    encryptionContextSubset,
  });
}

function encryptionOf(encryption: string | undefined, { documents }: Writing): object {
  return encryption === undefined ? {} : { encryption: documents.withPlaceholders(encryption) };
}

/** The members of a bucket in scenario.yaml. */
export function bucketMembers(bucket: ImportedWorld['buckets'][number], writing: Writing): object {
  const {
    account,
    name,
    policy,
    encryption,
    bucketKey,
    objectOwnership,
    publicAccess,
    versioning,
    abac,
    tags,
    origin,
  } = bucket;
  const settings = Object.values(publicAccess);
  const isOpen = settings.every((on) => !on);
  return {
    account,
    bucketName: name,
    ...encryptionOf(encryption, writing),
    ...(bucketKey && encryption !== undefined && { bucketKey }),
    ...kept(writing, `${writing.names.of('buckets', origin)}-bucket-policy`, { text: policy, origin }),
    objectOwnership,
    ...(settings.every((on) => on) ? {} : { blockPublicAccess: isOpen ? false : publicAccess }),
    ...(versioning && { versioning }),
    ...(abac === true && { abac }),
    tags,
  };
}

/** The members of a table in scenario.yaml. */
export function tableMembers(table: ImportedWorld['tables'][number], writing: Writing): object {
  const { account, name, partitionKey, sortKey, encryption, policy, tags, origin } = table;
  return {
    account,
    tableName: name,
    partitionKey,
    sortKey,
    ...encryptionOf(encryption, writing),
    ...kept(writing, `${writing.names.of('tables', origin)}-table-policy`, { text: policy, origin }),
    tags,
  };
}

/** The members of a secret in scenario.yaml. */
export function secretMembers(secret: ImportedWorld['secrets'][number], writing: Writing): object {
  const { account, name, arn, isReal, encryption, policy, tags, origin } = secret;
  return {
    account,
    secretName: name,
    ...(isReal && { arn }),
    ...encryptionOf(encryption, writing),
    ...kept(writing, `${writing.names.of('secrets', origin)}-secret-policy`, { text: policy, origin }),
    tags,
  };
}

/** A name that scenario.yaml takes; the number of the grant if it has none. */
function grantName(name: string | undefined, index: number): string {
  const safe = name?.replaceAll(/[^A-Za-z0-9 _@.-]/g, '-').replace(/^[^A-Za-z0-9]+/, '') ?? '';
  return safe === '' ? `grant-${index + 1}` : safe;
}
