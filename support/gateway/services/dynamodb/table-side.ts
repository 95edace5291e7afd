import { parsedPolicy } from '../../../authorization/parse-policy.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import type { NamedPolicy } from '../../../authorization/terms/policies-in-force.ts';
import { parseArn } from '../../../aws/arn.ts';
import type { Principal } from '../../../aws/principal.ts';
import type { Awaitable } from '../../../stores/awaitable.ts';
import type { Store } from '../../../stores/store.ts';
import type { KeptReads, ResourceSide } from '../../policies/kept-reads.ts';
import { unlessMissing } from '../../policies/unless-missing.ts';

/** The resource policy of the table that a permission is about. */
export function tableSide({ resource }: Permission, kept: KeptReads): Awaitable<ResourceSide> {
  return kept.get('resources', resource, async () => ({
    resource: await tablePolicy(kept.store, resource),
  }));
}

/**
 * A root user can always remove the policy of a table of its account, whatever the policy denies.
 *
 * Source: Amazon DynamoDB API reference, DeleteResourcePolicy.
 */
export function isBeyondTablePolicy(principal: Principal, { action, resourceAccount }: Permission): boolean {
  return (
    action === 'dynamodb:DeleteResourcePolicy' &&
    principal.type === 'Root' &&
    principal.accountId === resourceAccount
  );
}

/** The codes of stores without this operation: such a store keeps no policies of tables either. */
const WITHOUT_TABLE_POLICIES = ['NotImplemented', 'UnknownOperationException'];

/** The resource policy of a table, which its indexes share; undefined if it has none or there is no such table. */
async function tablePolicy(store: Store, resourceArn: string): Promise<NamedPolicy | undefined> {
  const arn = parseArn(resourceArn);
  const [kind, name] = arn?.resource.split('/') ?? [];
  if (!arn || kind !== 'table' || name === undefined || name === '*') return undefined;
  const tableArn = `arn:aws:dynamodb:${arn.region}:${arn.account}:table/${name}`;
  const none = ['PolicyNotFoundException', 'ResourceNotFoundException', ...WITHOUT_TABLE_POLICIES];
  const output = await unlessMissing(none, () =>
    store.read({
      service: 'dynamodb',
      operation: 'GetResourcePolicy',
      input: { ResourceArn: tableArn },
      region: arn.region,
      account: arn.account,
    }),
  );
  if (!output?.Policy) return undefined;
  return {
    name: `the resource policy of ${tableArn}`,
    layer: 'resource',
    policy: parsedPolicy(output.Policy, 'table'),
  };
}
