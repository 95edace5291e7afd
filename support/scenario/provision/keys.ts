import {
  CreateAliasCommand,
  CreateKeyCommand,
  PutKeyPolicyCommand,
  ReplicateKeyCommand,
} from '@aws-sdk/client-kms';
import { importKeyMaterial } from '../../client/key-material.ts';
import { aliasesOf } from '../document/key-aliases.ts';
import { realKeyId } from '../document/real-names.ts';
import type { ScenarioDocument } from '../document/scenario-schema.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';

type Key = ScenarioDocument['keys'][string];

/** Creates a key of the scenario with its aliases. Returns the id that KMS chose. */
export async function createKey(provisioned: ProvisionedScenario, key: Key): Promise<string> {
  const { kms } = provisioned.root(key.account);
  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({
      Description: key.description,
      Policy: waits(provisioned, key) ? policyMeanwhile(provisioned) : provisioned.policy(key.policy),
      Origin: key.origin,
      ...(key.multiRegion && { MultiRegion: true }),
      BypassPolicyLockoutSafetyCheck: key.bypassLockoutCheck,
      Tags: Object.entries(key.tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
    }),
  );
  const keyId = KeyMetadata?.KeyId;
  if (keyId === undefined) throw new Error('CreateKey returned no key id');
  if (key.origin === 'EXTERNAL') await importKeyMaterial(kms, keyId);
  for (const AliasName of aliasesOf(key))
    await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: keyId }));
  return keyId;
}

/** Sets the policy of a key that could not have it from the start, once keys, tables and secrets are created. */
export async function setKeyPolicy(provisioned: ProvisionedScenario, name: string, key: Key): Promise<void> {
  if (!waits(provisioned, key)) return;
  await provisioned.root(key.account).kms.send(
    new PutKeyPolicyCommand({
      KeyId: provisioned.value(`keys.${name}.id`),
      Policy: provisioned.policy(key.policy),
      BypassPolicyLockoutSafetyCheck: key.bypassLockoutCheck,
    }),
  );
}

/** Replicates a multi-Region key, once it has its policy, and all that policies name exists. */
export async function createReplicas(
  provisioned: ProvisionedScenario,
  name: string,
  key: Key,
): Promise<void> {
  const { kms } = provisioned.root(key.account);
  for (const [ReplicaRegion, { description, policy, tags }] of Object.entries(key.replicas))
    await kms.send(
      new ReplicateKeyCommand({
        KeyId: provisioned.value(`keys.${name}.id`),
        ReplicaRegion,
        Description: description,
        Policy: provisioned.policy(policy),
        BypassPolicyLockoutSafetyCheck: key.bypassLockoutCheck,
        Tags: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
      }),
    );
}

/**
 * True if another policy holds until everything that needs the key exists. A policy that names keys by placeholders
 * or by their ids on AWS is not about the new keys. Tables and secrets are created by root users, whom the policy may not let use the key; so are grants.
 */
function waits({ scenario }: ProvisionedScenario, { policy, grants, replicas }: Key): boolean {
  const { tables, secrets } = scenario.document;
  if (Object.keys({ ...tables, ...secrets, ...grants, ...replicas }).length > 0) return true;
  const text = scenario.policies.get(policy) ?? '';
  if (/\{\{\s*keys\./.test(text)) return true;
  const ids = Object.values(scenario.document.keys).flatMap((key) => realKeyId(key) ?? []);
  return ids.some((id) => text.includes(id));
}

/** A policy under which the root users of all accounts create what needs the key. */
function policyMeanwhile({ scenario }: ProvisionedScenario): string {
  const AWS = Object.values(scenario.document.accounts).map((id) => `arn:aws:iam::${id}:root`);
  const statement = { Effect: 'Allow', Principal: { AWS }, Action: 'kms:*', Resource: '*' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}
