import { clientsInProcess } from '../../client/clients-in-process.ts';
import { rootOf } from '../../client/identity.ts';
import { isRefusal } from '../../client/is-refusal.ts';
import type { AccessWorld } from '../access-world.ts';
import type { PolicyChange } from './policy-change.ts';

/**
 * Makes a change that was decided before, for the class of requests that may make it. The request of the change is not decided again,
 * since it could not have every condition of the class. False if the change is refused for its form or for the state that it meets.
 */
export async function isMade({ played }: AccessWorld, { use, make }: PolicyChange): Promise<boolean> {
  const { gateway, provisioned } = played;
  const { arn, accountId } = use.resource;
  const region = arn.split(':')[3] || provisioned.scenario.document.region;
  const clients = clientsInProcess({ call: gateway.arrange });
  try {
    await make(clients({ endpoint: gateway.endpoint, identity: rootOf(accountId), region }));
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}
