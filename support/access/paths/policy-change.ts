import type { Clients } from '../../client/clients.ts';
import type { AccessResource } from '../access-resources.ts';
import type { AccessUse } from '../access-use.ts';

/** A change by which a principal gives itself access. */
export interface PolicyChange {
  /** The permission that the change needs. */
  readonly use: AccessUse;
  /** True for a change that puts a document in place of another, so that what the other denied is not denied any more. */
  readonly replaces?: true;
  /** True for a change that gives less than everything, so that another one may follow. */
  readonly isPartial?: true;
  /** The condition keys that the input of the request states; it has no others of an input. */
  readonly states?: Readonly<Record<string, readonly string[]>>;
  /** Makes the change. */
  readonly make: (clients: Clients) => Promise<unknown>;
}

/** The change that an action makes to a resource. `states` are the condition keys of its input. */
export function change(
  action: string,
  resource: AccessResource,
  make: PolicyChange['make'],
  states: PolicyChange['states'] = {},
): PolicyChange {
  return { use: { action: { action }, resource }, make, states };
}
