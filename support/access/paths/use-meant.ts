import type { ActionTarget } from '../../authorization/permissions/actions.ts';
import { resolveResource } from '../../scenario/cast/resolve-resource.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { classActionOf, isOfS3 } from '../access-classes.ts';
import type { AccessResource } from '../access-resources.ts';
import type { AccessUse } from '../access-use.ts';
import type { AccessWorld } from '../access-world.ts';
import { checkedWords } from '../decide-question.ts';
import { objectArn } from '../object-arn.ts';

/**
 * The use that an action and a resource in words mean. Reading and writing what is under a KMS key includes the key. Throws
 * SpecError `unknown-name`.
 */
export function useMeant(action: string, words: string, world: AccessWorld): AccessUse {
  const question = { principal: '', action, resource: words, context: [], without: [] };
  const { target } = checkedWords(question);
  const inWords = target === 'object' ? objectIn(words, world) : words;
  const { arn, account = '' } = resolveResource(inWords, target, world.played.provisioned);
  const [bucketArn = '', object] = splitObject(arn, target);
  const known = world.resources.find((resource) => resource.arn === (object === undefined ? arn : bucketArn));
  const resource: AccessResource = known ?? {
    ...{ id: arn, name: world.describing.names(arn) ?? arn, kind: 'other', arn, account },
    ...{ accountId: account, objects: [] },
  };
  const found = classActionOf(resource.kind, action);
  return {
    action: { ...found, ...(object !== undefined && { onObject: true }) },
    resource,
    object,
  };
}

/** The object that stands for all of a bucket or access point, if the words name one. Throws SpecError if policies tell its objects apart. */
function objectIn(words: string, { resources, played }: AccessWorld): string {
  const meant = played.provisioned.mapped(words);
  const found = resources.find(({ kind, name, arn }) => isOfS3(kind) && (name === meant || arn === meant));
  if (found === undefined) return words;
  const [only = '', ...others] = found.objects;
  if (others.length === 0) return objectArn(found.arn, only);
  const such = found.objects.map((key) => `"${key}" in ${found.name}`).join(', ');
  throw new SpecError(
    'unknown-name',
    `policies tell the objects of ${found.name} apart: give one, such as ${such}`,
  );
}

/** The ARN of a bucket and the key of an object in it. */
function splitObject(arn: string, target: ActionTarget): readonly [string, string | undefined] {
  const slash = arn.indexOf('/');
  return target === 'object' && slash > 0 ? [arn.slice(0, slash), arn.slice(slash + 1)] : [arn, undefined];
}
