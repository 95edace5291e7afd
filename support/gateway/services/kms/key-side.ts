import { parsedPolicy } from '../../../authorization/parse-policy.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import type { NamedPolicy } from '../../../authorization/terms/policies-in-force.ts';
import { parseArn } from '../../../aws/arn.ts';
import { type Awaitable, whenKnown } from '../../../stores/awaitable.ts';
import type { Store } from '../../../stores/store.ts';
import type { KeptReads, ResourceSide } from '../../policies/kept-reads.ts';
import { unlessMissing } from '../../policies/unless-missing.ts';
import { keyGrants } from './key-grants.ts';

/** The policy and the grants of the key that a permission is about. */
export function keySide({ resource }: Permission, kept: KeptReads): Awaitable<ResourceSide> {
  if (!resource.startsWith('arn:aws:kms:') || !resource.includes(':key/')) return {};
  const policy = kept.get('resources', resource, async () => ({
    resource: await keyPolicy(kept.store, resource),
  }));
  return whenKnown(policy, (side) =>
    whenKnown(
      kept.get('grants', resource, () => keyGrants(kept.store, resource)),
      (grants) => (grants.length === 0 ? side : { ...side, grants }),
    ),
  );
}

/**
 * Resource control policies do not bind AWS managed keys.
 *
 * Source: AWS Organizations user guide, "Resource control policies (RCPs)".
 */
export function isAwsManagedKey({ resource }: Permission, kept: KeptReads): Awaitable<boolean> {
  return kept.get('resources', `manager of ${resource}`, () => readIsAwsManaged(kept.store, resource));
}

/** The key policy of a KMS key given by its ARN, or undefined if there is no such key. */
async function keyPolicy(store: Store, keyArn: string): Promise<NamedPolicy | undefined> {
  const arn = parseArn(keyArn);
  if (!arn) return undefined;
  const output = await unlessMissing('NotFoundException', () =>
    store.read({
      service: 'kms',
      operation: 'GetKeyPolicy',
      input: { KeyId: keyArn, PolicyName: 'default' },
      region: arn.region,
      account: arn.account,
    }),
  );
  if (!output?.Policy) return undefined;
  return {
    name: `the key policy of ${keyArn}`,
    layer: 'key policy',
    policy: parsedPolicy(output.Policy, 'key'),
  };
}

/** True for a KMS key, given by its ARN, that AWS manages, such as `aws/s3`. */
async function readIsAwsManaged(store: Store, keyArn: string): Promise<boolean> {
  const arn = parseArn(keyArn);
  if (!arn?.resource.startsWith('key/')) return false;
  const output = await unlessMissing('NotFoundException', () =>
    store.read({
      service: 'kms',
      operation: 'DescribeKey',
      input: { KeyId: keyArn },
      region: arn.region,
      account: arn.account,
    }),
  );
  return output?.KeyMetadata?.KeyManager === 'AWS';
}
