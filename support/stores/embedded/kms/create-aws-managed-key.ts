import { type AwsManagedKeyScope, awsManagedKeyPolicy } from '../../../aws/aws-managed-key-policy.ts';
import { awsManagedKeyNamed } from '../../../aws/aws-managed-keys.ts';
import { addKey } from './add-key.ts';
import { newMaterialVersion } from './key-material.ts';
import type { Alias, KmsState } from './kms-state.ts';

/**
 * Creates the AWS managed key behind a predefined alias, as DescribeKey and the first use by its service do.
 * Returns the alias, or undefined if the name is not predefined.
 */
export function createAwsManagedKey(
  state: KmsState,
  aliasName: string,
  scope: AwsManagedKeyScope,
): Alias | undefined {
  const service = awsManagedKeyNamed(aliasName);
  if (service === undefined) return undefined;
  const now = state.now();
  const { account, region } = scope;
  const key = addKey(state, {
    // A request's context stands for the scope: nothing else of it belongs to the key.
    ...{ account, region },
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    manager: 'AWS',
    description: service.description,
    policy: awsManagedKeyPolicy(service, scope),
    // AWS rotates its managed keys every year. Customers cannot change that.
    rotation: { periodInDays: 365, since: now },
    material: { kind: 'symmetric', versions: [newMaterialVersion(now)] },
  });
  const arn = `arn:aws:kms:${region}:${account}:${aliasName}`;
  const alias: Alias = { arn, name: aliasName, targetArn: key.arn, created: now, updated: now };
  state.aliases.set(arn, alias);
  return alias;
}
