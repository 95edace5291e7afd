import type { AccessPrincipal } from './access-principals.ts';
import type { AccessUse } from './access-use.ts';
import type { AccessWorld } from './access-world.ts';
import { decideKey, keyOfUse } from './decide-key.ts';
import { decideUpload } from './decide-upload.ts';
import type { ClassOutcome } from './explore-classes.ts';
import { outsideVpc } from './outside-vpc.ts';
import { isUpload } from './upload-encryption.ts';
import { type AskedClass, questionOf } from './use-question.ts';

type Outcome = Omit<ClassOutcome, 'when'>;

/**
 * Decides a use for one class of requests, by the gateway's own decisions: first the action, then the permission on the KMS
 * key. Throws UndecidableError if it depends on a further condition key.
 */
export async function decideUse(
  world: AccessWorld,
  who: AccessPrincipal,
  use: AccessUse,
  asked: AskedClass,
): Promise<Outcome> {
  const outside = outsideVpc(world, use, asked.when);
  if (outside !== undefined) return { result: 'denied', decisions: [], reason: outside };
  if (isUpload(use)) return decideUpload(world, who, use, asked);
  const first = await world.played.gateway.decide(questionOf(world, who, use, asked));
  if (first.result === 'Denied') return { result: 'denied', decisions: [first] };
  if (use.action.kms === undefined || use.resource.key === undefined)
    return { result: 'allowed', decisions: [first] };
  const key = await keyOfUse(world, who, use);
  const second = await decideKey(world, who, { use, key }, asked);
  if ('reason' in second) return { ...second, decisions: [first] };
  return { result: second.result === 'Denied' ? 'denied' : 'allowed', decisions: [first, second] };
}
