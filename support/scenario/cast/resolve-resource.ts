import type { ActionTarget } from '../../authorization/permissions/actions.ts';
import type { Topology } from '../provision/topology.ts';
import { SpecError } from '../spec-error.ts';
import { type NamedThing, thingMeant } from './named-things.ts';

/** A resource, and the account that owns it; undefined for what nobody owns: `*`. */
export interface NamedResource {
  readonly arn: string;
  readonly account: string | undefined;
}

/** How each kind of resource is given. */
const GIVEN: Readonly<Record<ActionTarget, string>> = {
  object: 'an object: the name of its bucket and its key, as in my-bucket/hello.txt',
  bucket: 'a bucket, by its name',
  key: 'a key, by its name in the scenario or its ARN',
  role: 'a role, by its name in the scenario or its ARN',
  identity: 'an identity, by its name in the scenario or its ARN',
  secret: 'a secret, by its ARN',
  table: 'a table or an index, by its ARN',
  other: 'a resource by its ARN',
  nothing: 'no resource in particular: "*"',
};

/**
 * The resource that words mean, for an action on such: by what features call it, its name in scenario.yaml, or its ARN;
 * objects as `write-only/hello.txt`, with the bucket's name in scenario.yaml or its own.
 * Throws SpecError `unknown-name` for what the scenario does not have, and for what the action is not about.
 */
export function resolveResource(words: string, target: ActionTarget, topology: Topology): NamedResource {
  switch (target) {
    case 'nothing':
      if (words === '*') return { arn: '*', account: undefined };
      throw notMeant(words, target);
    case 'object':
      return objectMeant(words, topology);
    case 'bucket':
      return { ...bucketMeant(words.replace(/^arn:aws:s3:::/, ''), topology, words) };
    case 'key':
      return owned(keyMeant(words, topology), topology);
    case 'secret':
    case 'table':
    case 'other':
      return byArn(words, target);
    case 'role':
      return owned(required(words, ['roles'], { target, topology }).arn, topology);
    case 'identity':
      if (/^arn:aws:iam::\d{12}:[a-z-]+\/./.test(words)) return owned(words, topology);
      if (words === '*') return { arn: '*', account: undefined };
      return owned(required(words, ['roles', 'users'], { target, topology }).arn, topology);
  }
}

/** The forms of ARNs of resources that no scenario has a name for; the account is a part of each. */
const ARNS = {
  secret: /^arn:aws:secretsmanager:[a-z0-9-]+:\d{12}:secret:./,
  table: /^arn:aws:dynamodb:[a-z0-9-]+:\d{12}:table\/./,
  other: /^arn:aws:[a-z0-9-]+:[^:]*:\d{12}:./,
};

function byArn(words: string, target: keyof typeof ARNS): NamedResource {
  if (!ARNS[target].test(words)) throw notMeant(words, target);
  return { arn: words, account: words.split(':')[4] };
}

function owned(arn: string, topology: Topology): NamedResource {
  return { arn, account: topology.ownerOf(arn) };
}

function required(
  words: string,
  kinds: readonly NamedThing['kind'][],
  { target, topology }: { readonly target: ActionTarget; readonly topology: Topology },
): NamedThing {
  const thing = thingMeant(words, kinds, topology);
  if (thing === undefined) throw notMeant(words, target);
  return thing;
}

/** Actions on aliases are about the alias as well. */
function keyMeant(words: string, topology: Topology): string {
  const aliases = Object.entries(topology.values).filter(([name]) => name.endsWith('.aliasArn'));
  if (aliases.some(([, arn]) => arn === words)) return words;
  return required(words, ['keys'], { target: 'key', topology }).arn;
}

function objectMeant(words: string, topology: Topology): NamedResource {
  const [, quoted, inBucket] = /^"(.+)" in (.+)$/.exec(words) ?? [];
  if (quoted !== undefined && inBucket !== undefined) return objectIn(inBucket, quoted, { topology, words });
  const path = words.replace(/^arn:aws:s3:::/, '');
  const slash = path.indexOf('/');
  if (slash <= 0 || slash === path.length - 1) throw notMeant(words, 'object');
  return objectIn(path.slice(0, slash), path.slice(slash + 1), { topology, words });
}

function objectIn(
  bucket: string,
  key: string,
  { topology, words }: { readonly topology: Topology; readonly words: string },
): NamedResource {
  const { arn, account } = bucketMeant(bucket, topology, words);
  return { arn: `${arn}/${key}`, account };
}

function bucketMeant(name: string, topology: Topology, words: string): NamedResource {
  if (name.includes('/')) throw notMeant(words, 'bucket');
  const { buckets } = topology.scenario.document;
  const own = Object.values(buckets).find(({ bucketName }) => bucketName === name);
  if (own !== undefined) return owned(`arn:aws:s3:::${name}`, topology);
  return owned(required(name, ['buckets'], { target: 'bucket', topology }).arn, topology);
}

function notMeant(words: string, target: ActionTarget): SpecError {
  return new SpecError('unknown-name', `"${words}" does not do: the action takes ${GIVEN[target]}`);
}
