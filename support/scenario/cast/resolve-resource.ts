import type { ActionTarget } from '../../authorization/permissions/actions.ts';
import { aliasesOf } from '../document/key-aliases.ts';
import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';
import { SpecError } from '../spec-error.ts';
import { type NamedThing, thingMeant, unknownArn } from './named-things.ts';

/** A resource, and the account that owns it; undefined for `*`, which has no owner. */
export interface NamedResource {
  readonly arn: string;
  readonly account: string | undefined;
}

/** The forms in which each kind of resource is given. */
const GIVEN: Readonly<Record<ActionTarget, string>> = {
  object:
    'an object: the name of its bucket and its key, as in my-bucket/hello.txt, or its ARN through an access point',
  bucket: 'a bucket, by its name, or an access point',
  key: 'a key, by its name in the scenario or its ARN',
  role: 'a role, by its name in the scenario or its ARN',
  identity: 'an identity, by its name in the scenario or its ARN',
  secret: 'a secret, by its name in the scenario or its ARN',
  table: 'a table, by its name in the scenario or its ARN, or an index, by its ARN',
  other: 'a resource by its ARN',
  nothing: 'no resource in particular: "*"',
};

/**
 * The resource that words name, for an action on such a resource. It is given by phrase, by name in scenario.yaml or by
 * ARN. An object is given as `write-only/hello.txt`, with the bucket's name in scenario.yaml or its real name.
 * Throws SpecError `unknown-name` for a resource that the scenario lacks, and for one of another kind.
 */
export function resolveResource(
  given: string,
  target: ActionTarget,
  provisioned: ProvisionedScenario,
): NamedResource {
  const words = provisioned.mapped(given);
  switch (target) {
    case 'nothing':
      if (words === '*') return { arn: '*', account: undefined };
      throw notMeant(words, target);
    case 'object':
      return objectMeant(words, provisioned);
    case 'bucket':
      if (isAccessPoint(words)) return accessPointMeant(words, provisioned);
      return { ...bucketMeant(words.replace(/^arn:aws:s3:::/, ''), provisioned, words) };
    case 'key':
      return owned(keyMeant(words, provisioned), provisioned);
    case 'secret':
      if (words.startsWith('arn:')) return byArn(words, target);
      return owned(required(words, ['secrets'], { target, provisioned }).arn, provisioned);
    case 'table':
      if (words.startsWith('arn:')) return byArn(words, target);
      return owned(required(words, ['tables'], { target, provisioned }).arn, provisioned);
    case 'other':
      return isAccessPoint(words) ? accessPointMeant(words, provisioned) : byArn(words, target);
    case 'role':
      return owned(required(words, ['roles'], { target, provisioned }).arn, provisioned);
    case 'identity':
      if (/^arn:aws:iam::\d{12}:[a-z-]+\/./.test(words)) return owned(words, provisioned);
      if (words === '*') return { arn: '*', account: undefined };
      return owned(required(words, ['roles', 'users'], { target, provisioned }).arn, provisioned);
  }
}

/** The forms of ARNs that contain the account. A scenario need not have the resource. */
const ARNS = {
  secret: /^arn:aws:secretsmanager:[a-z0-9-]+:\d{12}:secret:./,
  table: /^arn:aws:dynamodb:[a-z0-9-]+:\d{12}:table\/./,
  other: /^arn:aws:[a-z0-9-]+:[^:]*:\d{12}:./,
};

function byArn(words: string, target: keyof typeof ARNS): NamedResource {
  if (!ARNS[target].test(words)) throw notMeant(words, target);
  return { arn: words, account: words.split(':')[4] };
}

function owned(arn: string, provisioned: ProvisionedScenario): NamedResource {
  return { arn, account: provisioned.ownerOf(arn) };
}

function required(
  words: string,
  kinds: readonly NamedThing['kind'][],
  { target, provisioned }: { readonly target: ActionTarget; readonly provisioned: ProvisionedScenario },
): NamedThing {
  const thing = thingMeant(words, kinds, provisioned);
  if (thing === undefined) throw unknownArn(words, kinds, provisioned) ?? notMeant(words, target);
  return thing;
}

/** The ARN of a key, or of an alias: actions on aliases are about the alias as well. */
function keyMeant(words: string, provisioned: ProvisionedScenario): string {
  const { keys, region } = provisioned.scenario.document;
  const aliases = Object.values(keys).flatMap((key) =>
    aliasesOf(key).map((alias) => `arn:aws:kms:${region}:${provisioned.accountId(key.account)}:${alias}`),
  );
  if (aliases.includes(words)) return words;
  return required(words, ['keys'], { target: 'key', provisioned }).arn;
}

const ACCESS_POINT = /^arn:aws:s3:[a-z0-9-]+:\d{12}:accesspoint\/[^/]+$/;
const THROUGH_ACCESS_POINT = /^arn:aws:s3:[a-z0-9-]+:\d{12}:accesspoint\/[^/]+\/object\/./s;

function isAccessPoint(words: string): boolean {
  return ACCESS_POINT.test(words) || / access point$/.test(words);
}

/** An access point, by its ARN or its phrase. */
function accessPointMeant(words: string, provisioned: ProvisionedScenario): NamedResource {
  const { arn } = required(words, ['accessPoints'], { target: 'other', provisioned });
  return owned(arn, provisioned);
}

function objectMeant(words: string, provisioned: ProvisionedScenario): NamedResource {
  const [, through, point] = /^"(.+)" through (.+)$/.exec(words) ?? [];
  if (through !== undefined && point !== undefined) {
    const { arn, account } = accessPointMeant(point, provisioned);
    return { arn: `${arn}/object/${through}`, account };
  }
  const [, phrase, key] = /^([^/]+ access point)\/(.+)$/s.exec(words) ?? [];
  if (phrase !== undefined && key !== undefined) {
    const { arn, account } = accessPointMeant(phrase, provisioned);
    return { arn: `${arn}/object/${key}`, account };
  }
  if (THROUGH_ACCESS_POINT.test(words)) {
    const { account } = accessPointMeant(words.slice(0, words.indexOf('/object/')), provisioned);
    return { arn: words, account };
  }
  const [, quoted, inBucket] = /^"(.+)" in (.+)$/.exec(words) ?? [];
  if (quoted !== undefined && inBucket !== undefined)
    return objectIn(inBucket, quoted, { provisioned, words });
  const path = words.replace(/^arn:aws:s3:::/, '');
  const slash = path.indexOf('/');
  if (slash <= 0 || slash === path.length - 1) throw notMeant(words, 'object');
  return objectIn(path.slice(0, slash), path.slice(slash + 1), { provisioned, words });
}

function objectIn(
  bucket: string,
  key: string,
  { provisioned, words }: { readonly provisioned: ProvisionedScenario; readonly words: string },
): NamedResource {
  const { arn, account } = bucketMeant(bucket, provisioned, words);
  return { arn: `${arn}/${key}`, account };
}

function bucketMeant(name: string, provisioned: ProvisionedScenario, words: string): NamedResource {
  if (name.includes('/')) throw notMeant(words, 'bucket');
  const { buckets } = provisioned.scenario.document;
  const own = Object.values(buckets).find(({ bucketName }) => bucketName === name);
  if (own !== undefined) return owned(`arn:aws:s3:::${name}`, provisioned);
  return owned(required(name, ['buckets'], { target: 'bucket', provisioned }).arn, provisioned);
}

function notMeant(words: string, target: ActionTarget): SpecError {
  return new SpecError('unknown-name', `"${words}" is not a resource of this action: give ${GIVEN[target]}`);
}
