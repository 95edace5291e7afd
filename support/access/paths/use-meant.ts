import { resolveResource } from '../../scenario/cast/resolve-resource.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { classActionOf, isOfS3, type ResourceKind } from '../access-classes.ts';
import type { AccessResource } from '../access-resources.ts';
import type { AccessUse } from '../access-use.ts';
import type { AccessWorld } from '../access-world.ts';
import { targetOf } from '../decide-question.ts';
import { objectArn, splitObject } from '../object-arn.ts';

/**
 * The use that an action and a resource in words mean. Reading and writing what is under a KMS key includes the key. Throws
 * SpecError `unknown-name`, also for a secret or a table that the scenario lacks, if its key decides.
 */
export function useMeant(action: string, words: string, world: AccessWorld): AccessUse {
  const target = targetOf(action);
  const inWords = target === 'object' ? objectIn(words, world) : words;
  const { arn, account = '' } = resolveResource(inWords, target, world.played.provisioned);
  const [holder, object] = target === 'object' ? splitObject(arn) : [arn, undefined];
  const table = target === 'table' ? holder.replace(/\/index\/[^/]+$/, '') : holder;
  const known = world.resources.find((resource) => resource.arn === table);
  // An index is under its table's policy and key.
  const resource: AccessResource = (known && { ...known, arn: holder }) ?? {
    ...{ id: arn, name: world.describing.names(arn) ?? arn, kind: 'other', arn, account },
    ...{ accountId: account, objects: [] },
  };
  if (known === undefined && (target === 'secret' || target === 'table') && mayNeedKey(target, action))
    throw new SpecError(
      'unknown-name',
      `the scenario has no ${target} "${words}", so keyhole cannot know whether it is under a KMS key; ${knownOf(target, world)}`,
    );
  const found = classActionOf(resource.kind, action);
  return {
    action: { ...found, ...(object !== undefined && { onObject: true }) },
    resource,
    object,
  };
}

/** True for an action that needs the key of a resource under a KMS key. */
function mayNeedKey(kind: ResourceKind, action: string): boolean {
  return classActionOf(kind, action).kms !== undefined;
}

function knownOf(sought: ResourceKind, { resources }: AccessWorld): string {
  const names = resources.filter(({ kind }) => kind === sought).map(({ name }) => name);
  return names.length === 0 ? 'it has none' : `known: ${names.toSorted().join(', ')}`;
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
