import { CreateAliasCommand, CreateKeyCommand, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import { importKeyMaterial } from '../../client/key-material.ts';
import { realKeyId } from '../document/real-names.ts';
import type { ScenarioDocument } from '../document/scenario-schema.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';

type Key = ScenarioDocument['keys'][string];

/** Creates a key of the scenario with its alias. Returns the id that KMS chose. */
export async function createKey(provisioned: ProvisionedScenario, key: Key): Promise<string> {
  const { kms } = provisioned.root(key.account);
  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({
      Description: key.description,
      // A policy that names keys by their ids on AWS is not about the new keys. Until they are known, the default one holds.
      Policy: namesKeys(provisioned, key) ? undefined : provisioned.policy(key.policy),
      Origin: key.origin,
      BypassPolicyLockoutSafetyCheck: key.bypassLockoutCheck,
      Tags: Object.entries(key.tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
    }),
  );
  const keyId = KeyMetadata?.KeyId;
  if (keyId === undefined) throw new Error('CreateKey returned no key id');
  if (key.origin === 'EXTERNAL') await importKeyMaterial(kms, keyId);
  if (key.alias !== undefined)
    await kms.send(new CreateAliasCommand({ AliasName: key.alias, TargetKeyId: keyId }));
  return keyId;
}

/** Sets the policy of a key that names keys by their ids on AWS, once the ids of all created keys are known. */
export async function mapKeyPolicy(provisioned: ProvisionedScenario, name: string, key: Key): Promise<void> {
  if (!namesKeys(provisioned, key)) return;
  await provisioned.root(key.account).kms.send(
    new PutKeyPolicyCommand({
      KeyId: provisioned.value(`keys.${name}.id`),
      Policy: provisioned.policy(key.policy),
      BypassPolicyLockoutSafetyCheck: key.bypassLockoutCheck,
    }),
  );
}

/** True if the policy of a key names keys of the scenario by their ids on AWS. */
function namesKeys({ scenario }: ProvisionedScenario, { policy }: Key): boolean {
  const text = scenario.policies.get(policy) ?? '';
  const ids = Object.values(scenario.document.keys).flatMap((key) => realKeyId(key) ?? []);
  return ids.some((id) => text.includes(id));
}
