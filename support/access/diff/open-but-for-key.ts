import { isOfS3 } from '../access-classes.ts';
import type { ClassOutcome } from '../explore-classes.ts';
import type { ComparedClass, ComparedUse } from './compared-use.ts';

/**
 * The reads of a bucket that more classes of requests are allowed by every policy but that of the key. Objects that are not under the
 * key become readable. A later change of the key opens the others. Undefined if there are none.
 */
export function openButForKey(use: ComparedUse): ComparedUse | undefined {
  if (!isOfS3(use.resource.kind) || use.action.kms !== 'kms:Decrypt') return undefined;
  const classes = use.classes
    .filter(isOpenedButForKey)
    .map((one) => ({ ...one, after: withoutKey(one.after) }));
  if (classes.length === 0) return undefined;
  const { kms: _, ...action } = use.action;
  return { ...use, action, classes };
}

/** True for a class that the bucket denied before and allows now, while its key denies it. */
export function isOpenedButForKey({ before, after }: ComparedClass): boolean {
  return (
    before.result === 'denied' && after.result === 'denied' && isDeniedAtFirst(before) && passesFirst(after)
  );
}

type Outcome = Pick<ClassOutcome, 'decisions'>;

function isDeniedAtFirst({ decisions: [first] }: Outcome): boolean {
  return first?.result === 'Denied';
}

function passesFirst({ decisions: [first] }: Outcome): boolean {
  return first?.result === 'Granted';
}

function withoutKey({ decisions }: Outcome): ComparedClass['after'] {
  return { result: 'allowed', decisions: decisions.slice(0, 1) };
}
