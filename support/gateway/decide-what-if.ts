import type { Decision } from '../authorization/terms/decision.ts';
import { isService } from '../aws/services.ts';
import { decidePermission } from './decide-plan.ts';
import type { Asking } from './desk/deciding.ts';
import type { Around, WhatIf } from './desk/what-if.ts';
import { desks } from './desks.ts';
import { whatIfPermission } from './what-if-permission.ts';

/** Decides a what-if question: one permission, or several if its service decides such a request by several. */
export async function decideWhatIf(asked: WhatIf, around: Around, asking: Asking): Promise<Decision> {
  const service = asked.action.slice(0, asked.action.indexOf(':'));
  // VPC endpoints are for S3 alone: S3's own calls to KMS do not come through them.
  const deciding = asked.action.startsWith('s3:') ? { ...asking, endpoint: around.endpoint } : asking;
  const decideOne = async (question: WhatIf, facts: Parameters<typeof whatIfPermission>[2] = {}) =>
    decidePermission(whatIfPermission(question, around, facts), deciding);
  const through = isService(service) ? desks[service].decideThrough : undefined;
  return through?.(asked, around, decideOne) ?? decideOne(asked);
}
