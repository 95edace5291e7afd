import type { Decision } from '../authorization/terms/decision.ts';
import { UndecidableError } from '../authorization/terms/undecidable-error.ts';
import type { WhatIf } from '../gateway/desk/what-if.ts';
import type { ClassAction } from './access-classes.ts';
import type { AccessPrincipal } from './access-principals.ts';
import type { AccessResource } from './access-resources.ts';
import { type AccessWorld, accountOfPrincipal } from './access-world.ts';
import type { Assignment, ClassOutcome } from './explore-classes.ts';
import { objectArn } from './object-arn.ts';

/** One action of a class on a resource, or on an object in it. */
export interface AccessUse {
  readonly action: ClassAction;
  readonly resource: AccessResource;
  readonly object?: string | undefined;
}

/** Condition keys of the network and the credentials, which AWS does not state for calls that a service makes. */
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
]);

type Outcome = Omit<ClassOutcome, 'when'>;

/**
 * Decides a use for one class of requests, by the gateway's own decisions: first the action, then the permission on the KMS
 * key. Throws UndecidableError if it depends on a further condition key.
 */
export async function decideUse(
  world: AccessWorld,
  who: AccessPrincipal,
  use: AccessUse,
  { when, open = [] }: { readonly when: Assignment; readonly open?: readonly string[] },
): Promise<Outcome> {
  const question = questionOf(world, who, use, when);
  const outside = outsideVpc(use, question, when);
  if (outside !== undefined) return { result: 'denied', decisions: [], reason: outside };
  const asked = { ...question, open };
  const first = await world.played.gateway.decide(asked);
  if (first.result === 'Denied' || use.action.kms === undefined || use.resource.key === undefined)
    return { result: first.result === 'Denied' ? 'denied' : 'allowed', decisions: [first] };
  const second = await decideKey(world, who, use, { when, open });
  if ('reason' in second) return { ...second, decisions: [first] };
  return { result: second.result === 'Denied' ? 'denied' : 'allowed', decisions: [first, second] };
}

function questionOf(world: AccessWorld, who: AccessPrincipal, use: AccessUse, when: Assignment): WhatIf {
  const { action, resource, object } = use;
  const name = action.action;
  const arn = action.onObject ? objectArn(resource.arn, object ?? '') : resource.arn;
  return {
    ...requestOf(world, when, name),
    ...(resource.kind === 'key' && { region: arn.split(':')[3] ?? '' }),
    principal: who.principal,
    action: name,
    resource: arn,
    // An action without a resource is about the caller's own account.
    resourceAccount: arn === '*' ? accountOfPrincipal(who) : resource.accountId,
  };
}

/**
 * The reason why a request through an access point of a VPC is refused; undefined for one that comes from there, and for other
 * requests. Throws UndecidableError if it depends on the VPC endpoint.
 */
function outsideVpc(
  { resource, action }: AccessUse,
  { endpoint }: WhatIf,
  when: Assignment,
): string | undefined {
  const { behind } = resource;
  if (behind?.vpc === undefined || /AccessPoint/.test(action.action)) return undefined;
  if (endpoint !== undefined && behind.endpoints.includes(endpoint)) return undefined;
  const isStated = [...when.keys()].some((key) => key.toLowerCase() === 'aws:sourcevpce');
  if (!isStated && behind.endpoints.length > 0)
    throw new UndecidableError('aws:SourceVpce', resource.name, behind.vpc);
  return `${resource.name} takes only requests from the VPC ${behind.vpc}`;
}

/** The condition keys of a class, as a what-if question has them. */
function requestOf(world: AccessWorld, when: Assignment, action: string) {
  const { document } = world.played.provisioned.scenario;
  const ids = new Set(Object.values(document.endpoints).map(({ id }) => id));
  let endpoint: string | undefined;
  const context: Record<string, readonly string[]> = {};
  const absent: string[] = [];
  for (const [key, values] of when) {
    const [only = ''] = values ?? [];
    if (key.toLowerCase() === 'aws:sourcevpce' && ids.has(only) && action.startsWith('s3:')) endpoint = only;
    if (values === undefined) absent.push(key);
    else context[key] = values.map(world.local);
  }
  return { region: document.region, context, absent, endpoint };
}

/** The decision about the KMS key, or the result of a key that cannot be used whatever policies say. */
async function decideKey(
  world: AccessWorld,
  who: AccessPrincipal,
  use: AccessUse,
  { when, open }: { readonly when: Assignment; readonly open: readonly string[] },
): Promise<Decision | (Pick<Outcome, 'result'> & { readonly reason: string })> {
  const { action, resource } = use;
  if (who.principal.type === 'Anonymous')
    return { result: 'denied', reason: 'KMS takes only signed requests, and the object is under a KMS key' };
  if (resource.key === undefined || action.kms === undefined) throw new TypeError('the use needs no key');
  const { reference } = resource.key;
  const account = accountOfPrincipal(who);
  // A reference without an account means a key of the caller when something is written.
  const isOfS3 = resource.kind === 'bucket' || resource.kind === 'access point';
  const owner = resource.behind?.accountId ?? resource.accountId;
  const writesToBucket = isOfS3 && action.kms === 'kms:GenerateDataKey';
  const isForeign = account !== owner;
  if (isForeign && !writesToBucket && !isOfS3 && !reference.startsWith('arn:'))
    return {
      result: 'denied',
      reason: `the ${resource.kind} is under ${reference}, which other accounts cannot use`,
    };
  const place = writesToBucket ? account : owner;
  const arn = place === '' ? undefined : await world.keyArn(reference, place);
  if (arn === undefined)
    return {
      result: 'denied',
      reason: `${reference} names no key in the account ${place || 'of a service'}`,
    };
  const asked = keyQuestion(world, who, use, { when, arn });
  const kept = open.filter((key) => !NOT_OF_SERVICES.has(key.toLowerCase()));
  return await world.played.gateway.decide({ ...asked, open: kept });
}

function keyQuestion(
  world: AccessWorld,
  who: AccessPrincipal,
  { action, resource, object }: AccessUse,
  { when, arn }: { readonly when: Assignment; readonly arn: string },
): WhatIf {
  const isOfS3 = resource.kind === 'bucket' || resource.kind === 'access point';
  const via = isOfS3 ? 's3' : resource.kind === 'secret' ? 'secretsmanager' : 'dynamodb';
  const outside = [...when].filter(([key]) => !NOT_OF_SERVICES.has(key.toLowerCase()));
  const { context, absent, region } = requestOf(world, new Map(outside), 'kms:');
  const pairs = encryptionContextOf(resource, object);
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
function encryptionContextOf({ kind, arn, key, accountId, behind }: AccessResource, object = '') {
  if (behind !== undefined) return { 'aws:s3:arn': key?.bucketKey ? behind.arn : `${behind.arn}/${object}` };
  if (kind === 'bucket') return { 'aws:s3:arn': key?.bucketKey ? arn : `${arn}/${object}` };
  if (kind === 'secret') return { SecretARN: arn };
  return {
    'aws:dynamodb:tableName': arn.slice(arn.lastIndexOf('/') + 1),
    'aws:dynamodb:subscriberId': accountId,
  };
}
