import { parsedPolicy } from '../../../authorization/parse-policy.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import type { NamedPolicy } from '../../../authorization/terms/policies-in-force.ts';
import { parseArn } from '../../../aws/arn.ts';
import type { Awaitable } from '../../../stores/awaitable.ts';
import type { Store } from '../../../stores/store.ts';
import type { KeptReads, ResourceSide } from '../../policies/kept-reads.ts';
import { iamReader, unlessAbsent } from './iam-reader.ts';

/** The trust policy of the role that a permission is about. */
export function trustSide({ resource }: Permission, kept: KeptReads): Awaitable<ResourceSide> {
  if (!resource.startsWith('arn:aws:iam:')) return {};
  return kept.get('resources', resource, async () => ({
    resource: await trustPolicy(kept.store, resource),
  }));
}

/** The trust policy of a role given by its ARN, or undefined if there is no such role. */
async function trustPolicy(store: Store, roleArn: string): Promise<NamedPolicy | undefined> {
  const arn = parseArn(roleArn);
  const name = arn?.resource.split('/').at(-1);
  if (!arn?.resource.startsWith('role/') || !name) return undefined;
  const output = await unlessAbsent(iamReader(store, arn.account)('GetRole', { RoleName: name }));
  if (output?.Role?.Arn !== roleArn) return undefined;
  const document = decodeURIComponent(output.Role.AssumeRolePolicyDocument ?? '');
  return {
    name: `the trust policy of the role ${name}`,
    layer: 'trust policy',
    policy: parsedPolicy(document, 'trust'),
  };
}
