import { ACTIONS, type Action } from '../../aws/actions/action-catalogue.ts';

/**
 * The kind of resource of an action. `nothing` means that the action has no resource but `*`. `other` means that keyhole
 * has no name for the resource, which is given by its ARN.
 */
export type ActionTarget =
  | 'object'
  | 'bucket'
  | 'key'
  | 'role'
  | 'identity'
  | 'secret'
  | 'table'
  | 'other'
  | 'nothing';

/** The types of resource with a name of their own. If an action applies to several, the first in this list counts. */
const TARGETS: Readonly<Record<string, ActionTarget>> = {
  object: 'object',
  bucket: 'bucket',
  key: 'key',
  alias: 'key',
  role: 'role',
  secret: 'secret',
  table: 'table',
  index: 'table',
};

/** Actions that create their resource: no decision can be asked on a resource that does not exist yet. */
const OF_NEW_RESOURCES: ReadonlySet<string> = new Set(['s3:CreateBucket']);

/**
 * The actions that a decision can be asked for, spelled as AWS spells them, each with the kind of its resource.
 * Source: Service Authorization Reference, of every service that keyhole serves.
 */
export const actionTargets: ReadonlyMap<string, ActionTarget> = new Map(
  Object.values(ACTIONS).flatMap(({ actions }) =>
    actions
      .filter(({ name }) => !OF_NEW_RESOURCES.has(name))
      .map((action) => [action.name, targetOf(action)] as const),
  ),
);

function targetOf({ name, resourceTypes }: Action): ActionTarget {
  // The policies of IAM name identities by any ARN of IAM, and by `*`.
  if (name.startsWith('iam:')) return 'identity';
  if (resourceTypes.length === 0) return 'nothing';
  for (const [type, target] of Object.entries(TARGETS)) {
    if (resourceTypes.includes(type)) return target;
  }
  return 'other';
}
