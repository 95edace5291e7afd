import { ACTIONS, type Action } from '../../aws/actions/action-catalogue.ts';

/**
 * The kind of resource of an action: `nothing` if it addresses no resource but `*`, `other` for resources that keyhole
 * has no name for, which go by their ARN.
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

/** The types of resource that have a name of their own; of several that an action applies to, the first one counts. */
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

/** Actions whose resource does not exist until the request was performed: no decision can be asked on it. */
const OF_NEW_RESOURCES: ReadonlySet<string> = new Set(['s3:CreateBucket']);

/**
 * The actions that a decision can be asked for, by their names as AWS spells them, each with what it is about.
 * Source: Service Authorization Reference, of all services that keyhole speaks.
 */
export const actionTargets: ReadonlyMap<string, ActionTarget> = new Map(
  Object.values(ACTIONS).flatMap(({ actions }) =>
    actions
      .filter(({ name }) => !OF_NEW_RESOURCES.has(name))
      .map((action) => [action.name, targetOf(action)] as const),
  ),
);

function targetOf({ name, resourceTypes }: Action): ActionTarget {
  // IAM's policies name identities by any ARN of IAM, and by `*`.
  if (name.startsWith('iam:')) return 'identity';
  if (resourceTypes.length === 0) return 'nothing';
  for (const [type, target] of Object.entries(TARGETS)) {
    if (resourceTypes.includes(type)) return target;
  }
  return 'other';
}
