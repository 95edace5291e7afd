import { parsedPolicy } from '../../../authorization/parse-policy.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import type { NamedPolicy } from '../../../authorization/terms/policies-in-force.ts';
import { parseArn } from '../../../aws/arn.ts';
import type { Awaitable } from '../../../stores/awaitable.ts';
import type { Store } from '../../../stores/store.ts';
import type { KeptReads, ResourceSide } from '../../policies/kept-reads.ts';
import { unlessMissing } from '../../policies/unless-missing.ts';

/** The resource policy of the secret that a permission is about. The ARN of a secret that does not exist ends in `-??????`. */
export function secretSide({ resource }: Permission, kept: KeptReads): Awaitable<ResourceSide> {
  if (!resource.startsWith('arn:aws:secretsmanager:') || resource.endsWith('-??????')) return {};
  return kept.get('resources', resource, async () => ({
    resource: await secretPolicy(kept.store, resource),
  }));
}

/** The resource policy of a secret given by its ARN, or undefined if it has none or there is no such secret. */
async function secretPolicy(store: Store, secretArn: string): Promise<NamedPolicy | undefined> {
  const arn = parseArn(secretArn);
  if (!arn) return undefined;
  const output = await unlessMissing('ResourceNotFoundException', () =>
    store.read({
      service: 'secretsmanager',
      operation: 'GetResourcePolicy',
      input: { SecretId: secretArn },
      region: arn.region,
      account: arn.account,
    }),
  );
  if (!output?.ResourcePolicy) return undefined;
  return {
    name: `the resource policy of ${secretArn}`,
    layer: 'resource',
    policy: parsedPolicy(output.ResourcePolicy, 'secret'),
  };
}
