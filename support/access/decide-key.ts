import type { Decision } from '../authorization/terms/decision.ts';
import type { WhatIf } from '../gateway/desk/what-if.ts';
import { isOfS3 } from './access-classes.ts';
import type { AccessPrincipal } from './access-principals.ts';
import type { AccessResource } from './access-resources.ts';
import type { AccessUse } from './access-use.ts';
import { type AccessWorld, accountOfPrincipal } from './access-world.ts';
import type { ClassOutcome } from './explore-classes.ts';
import { BUCKET_KEY, isKey } from './upload-encryption.ts';
import { type AskedClass, requestOf } from './use-question.ts';

/** Condition keys that are known of a call that a service makes: the service, and none of the network and the credentials. */
const NOT_OF_SERVICES: ReadonlySet<string> = new Set([
  'aws:sourceip',
  'aws:vpcsourceip',
  'aws:sourcevpce',
  'aws:sourcevpc',
  'aws:securetransport',
  'aws:multifactorauthpresent',
  'aws:multifactorauthage',
  'aws:useragent',
  'aws:referer',
  's3:tlsversion',
  'kms:viaservice',
]);

/** The result of a key that cannot be used whatever policies say. */
export type WithoutKey = Pick<ClassOutcome, 'result'> & { readonly reason: string };

/** The KMS key that a service uses in the caller's name. */
export type FoundKey = { readonly arn: string } | WithoutKey;

/** Refuses a key because of what it is. */
export function unusable(reason: string): WithoutKey {
  return { result: 'denied', reason };
}

/** The key under which a resource is encrypted. */
export async function keyOfUse(
  world: AccessWorld,
  who: AccessPrincipal,
  { resource }: AccessUse,
): Promise<FoundKey> {
  if (resource.key === undefined) throw new TypeError('the use needs no key');
  const { reference } = resource.key;
  const owner = ownerOfContents(resource);
  const isForeign = accountOfPrincipal(who) !== owner;
  if (isForeign && !isOfS3(resource.kind) && !reference.startsWith('arn:'))
    return unusable(
      resource.kind === 'secret' && !reference.startsWith('alias/aws/')
        ? `the secret names its key as ${reference}, which other accounts cannot use: name it by its whole ARN`
        : `the ${resource.kind} is under ${reference}, which other accounts cannot use`,
    );
  return keyNamed(world, reference, owner);
}

/** The account that owns what is in a resource: of an access point, that of the bucket behind it. */
export function ownerOfContents({ behind, accountId }: AccessResource): string {
  return behind?.accountId ?? accountId;
}

/** The key that a reference names in an account. */
export async function keyNamed(world: AccessWorld, reference: string, account: string): Promise<FoundKey> {
  const arn = await world.keyArn(reference, account);
  return arn === undefined ? unusable(`${reference} names no key in the account ${account}`) : { arn };
}

/** The use of a key by a service. */
export interface KeyUse {
  readonly use: AccessUse;
  readonly key: FoundKey;
  /** False if the data key is made for the object alone; undefined if the bucket's setting decides. */
  readonly bucketKey?: boolean | undefined;
}

/** Decides the permission on a key for one class of requests. */
export async function decideKey(
  world: AccessWorld,
  who: AccessPrincipal,
  keyUse: KeyUse,
  { when, open = [] }: AskedClass,
): Promise<Decision | WithoutKey> {
  if (who.principal.type === 'Anonymous')
    return unusable('KMS takes only signed requests, and the object is under a KMS key');
  const { key } = keyUse;
  if ('reason' in key) return key;
  const asked = keyQuestion(world, who, { ...keyUse, arn: key.arn }, when);
  const kept = open.filter((name) => !NOT_OF_SERVICES.has(name.toLowerCase()));
  return await world.played.gateway.decide({ ...asked, open: kept });
}

function keyQuestion(
  world: AccessWorld,
  who: AccessPrincipal,
  { use, arn, bucketKey }: Omit<KeyUse, 'key'> & { readonly arn: string },
  when: AskedClass['when'],
): WhatIf {
  const { action, resource, object } = use;
  const via = isOfS3(resource.kind) ? 's3' : resource.kind === 'secret' ? 'secretsmanager' : 'dynamodb';
  const outside = [...when].filter(
    ([key]) => !NOT_OF_SERVICES.has(key.toLowerCase()) && !isKey(key, BUCKET_KEY),
  );
  const { context, absent, region } = requestOf(world, new Map(outside), 'kms:');
  const pairs = encryptionContextOf(resource, object, bucketKey ?? resource.key?.bucketKey === true);
  const given = Object.fromEntries(
    Object.entries(pairs).map(([name, value]) => [`kms:EncryptionContext:${name}`, [value]]),
  );
  const known = new Set(Object.keys(given).map((key) => key.toLowerCase()));
  const names = Object.keys(context).filter((key) => !known.has(key.toLowerCase()));
  const rest = Object.fromEntries(names.map((key) => [key, context[key] ?? []]));
  return {
    principal: who.principal,
    action: action.kms ?? '',
    resource: arn,
    resourceAccount: arn.split(':')[4] ?? '',
    region,
    via,
    context: { ...rest, ...given },
    absent: absent.filter((key) => !known.has(key.toLowerCase())),
  };
}

/** The pairs of the encryption context that the service adds, as far as they are known before a request. */
function encryptionContextOf(resource: AccessResource, object = '', bucketKey = false) {
  const { kind, behind, accountId } = resource;
  const arn = behind?.arn ?? resource.arn;
  if (isOfS3(kind)) return { 'aws:s3:arn': bucketKey ? arn : `${arn}/${object}` };
  if (kind === 'secret') return { SecretARN: arn };
  return {
    'aws:dynamodb:tableName': arn.split('/')[1] ?? '',
    'aws:dynamodb:subscriberId': accountId,
  };
}
