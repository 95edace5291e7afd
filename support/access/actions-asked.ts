import type { AccessUse } from './access-use.ts';
import type { ClassOutcome } from './explore-classes.ts';

/** The actions of a use. That on a key is among them if the resource has a key, or if some request takes one. */
export function actionsAsked(
  { action: { action, kms }, resource }: Pick<AccessUse, 'action' | 'resource'>,
  outcomes: readonly Pick<ClassOutcome, 'decisions'>[],
): readonly string[] {
  if (kms === undefined) return [action];
  const isAsked = outcomes.some(({ decisions }) =>
    decisions.some(({ permission }) => permission.action === kms),
  );
  return resource.key !== undefined || isAsked ? [action, kms] : [action];
}
