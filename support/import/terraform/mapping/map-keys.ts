import { type KeyPurpose, policyOfKind } from '../../world/asymmetric-key.ts';
import type { Tags } from '../../world/imported-world.ts';
import type { PropertyReader } from '../../world/property-reader.ts';
import { defaultKeyPolicy, unknownKeyPolicy } from '../../world/stand-in-policies.ts';
import {
  nameAt,
  ownedBy,
  policyOrDefaultAt,
  requiredPolicyAt,
  type TerraformMapper,
  tagsOf,
} from './terraform-resource.ts';

const COMPUTED = ['arn', 'id', 'key_id', 'timeouts', 'region'];

const key: TerraformMapper = (resource) => {
  const { reader, builder, accountId, isReal, type } = resource;
  const id = nameAt(resource, type === 'aws_kms_external_key' ? 'id' : 'key_id');
  const written = policyOrDefaultAt(resource, 'policy', unknownKeyPolicy(accountId));
  const isEnabled = reader.flag(type === 'aws_kms_external_key' ? 'enabled' : 'is_enabled', true);
  if (!isEnabled)
    reader.note('is_enabled', 'the key is disabled', 'a policy that denies everything stands for its state');
  const purpose = purposeOf(reader);
  reader.ignore(...COMPUTED, 'deletion_window_in_days', 'enable_key_rotation', 'rotation_period_in_days');
  reader.ignore(
    'custom_key_store_id',
    'xks_key_id',
    'key_material_base64',
    'key_state',
    'expiration_model',
    'valid_to',
  );
  if (id === undefined) return;
  builder.keys.push({
    ...ownedBy(resource),
    id,
    isReal: isReal && /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/.test(id),
    description: reader.text('description'),
    policy: isEnabled
      ? policyOfKind(written ?? defaultKeyPolicy(accountId), purpose)
      : unknownKeyPolicy(accountId),
    purpose,
    aliases: [],
    grants: [],
    materialOrigin: type === 'aws_kms_external_key' ? 'EXTERNAL' : 'AWS_KMS',
    bypassLockoutCheck: reader.flag('bypass_policy_lockout_safety_check'),
    tags: tagsOf(resource),
    multiRegion: reader.flag('multi_region'),
  });
};

/** A replica is a part of its primary key. Without its Region it cannot be placed. */
const replica: TerraformMapper = (resource) => {
  const { reader, builder, accountId, region, scenarioRegion, origin } = resource;
  const missing = 'the replica is left out: what its policy allows is not asked for';
  reader.ignore(...COMPUTED, 'deletion_window_in_days', 'key_rotation_enabled', 'key_spec', 'key_usage');
  const target = reader.text('primary_key_arn', missing);
  const written = policyOrDefaultAt(resource, 'policy', unknownKeyPolicy(accountId));
  const isEnabled = reader.flag('enabled', true);
  const description = reader.text('description');
  const tags = tagsOf(resource);
  reader.ignore('bypass_policy_lockout_safety_check');
  if (target === undefined) return;
  if (region === undefined)
    return reader.note(undefined, 'no source says in which Region the replica is', missing);
  if (region === scenarioRegion)
    return reader.note(undefined, `the replica is in ${region}, where its primary key is here`, missing);
  if (!isEnabled)
    reader.note('enabled', 'the key is disabled', 'a policy that denies everything stands for its state');
  const policy = isEnabled ? (written ?? defaultKeyPolicy(accountId)) : unknownKeyPolicy(accountId);
  const change = { replica: { origin, region, description, policy, tags } };
  builder.keyParts.push({ ...ownedBy(resource), target, change });
};

/** Lists a key that keyhole does not have: one for signatures, or one of another specification. */
function purposeOf(reader: PropertyReader): KeyPurpose {
  const spec = reader.text('customer_master_key_spec') ?? 'SYMMETRIC_DEFAULT';
  if (spec !== 'SYMMETRIC_DEFAULT')
    reader.note(
      'customer_master_key_spec',
      `keyhole has no keys of the specification ${spec}`,
      'a statement of its policy denies what AWS refuses for it',
    );
  const usage = reader.text('key_usage') ?? 'ENCRYPT_DECRYPT';
  if (usage !== 'ENCRYPT_DECRYPT')
    reader.note(
      'key_usage',
      `keyhole has no keys for ${usage}`,
      'a statement of its policy denies what AWS refuses for it',
    );
  return { spec, usage };
}

const keyPolicy: TerraformMapper = (resource) => {
  const { reader, builder, accountId } = resource;
  reader.ignore('id');
  const target = reader.text('key_id', 'the policy is left out: what it allows and denies is missing here');
  const policy = requiredPolicyAt(resource, 'policy', unknownKeyPolicy(accountId));
  const bypassLockoutCheck = reader.flag('bypass_policy_lockout_safety_check');
  if (target !== undefined)
    builder.keyParts.push({ ...ownedBy(resource), target, change: { policy, bypassLockoutCheck } });
};

const alias: TerraformMapper = (resource) => {
  const { reader, builder } = resource;
  reader.ignore('arn', 'id', 'name_prefix', 'target_key_arn');
  const name = nameAt(resource, 'name');
  const target = reader.text('target_key_id', 'the alias is left out: requests that name it fail here');
  if (name !== undefined && target !== undefined)
    builder.keyParts.push({ ...ownedBy(resource), target, change: { alias: name } });
};

const grant: TerraformMapper = (resource) => {
  const { reader, builder } = resource;
  const missing = 'the grant is left out: what it allows is denied here';
  reader.ignore('id', 'grant_id', 'grant_token', 'grant_creation_tokens', 'retire_on_delete');
  const target = reader.text('key_id', missing);
  const grantee = reader.text('grantee_principal', missing);
  const retiring = reader.text('retiring_principal', 'the grant has no retiring principal here');
  const operations = reader.texts('operations', missing);
  const name = reader.has('name') ? reader.text('name') : undefined;
  const isUnknown = reader.has('constraints') && reader.known('constraints', missing) === undefined;
  const [constraints] = isUnknown ? [] : reader.each('constraints');
  const context = (property: string): Tags | undefined => {
    const value = constraints?.raw(property);
    return value === undefined || Object.keys(Object(value)).length === 0 ? undefined : Object(value);
  };
  const encryptionContextEquals = context('encryption_context_equals');
  const encryptionContextSubset = context('encryption_context_subset');
  const isEmpty =
    constraints !== undefined &&
    [encryptionContextEquals, encryptionContextSubset].every((one) => one === undefined);
  if (isEmpty) reader.note('constraints', 'they name no encryption context', missing);
  if (target === undefined || grantee === undefined || isUnknown || isEmpty) return;
  const change = {
    grant: { name, grantee, retiring, operations, encryptionContextEquals, encryptionContextSubset },
  };
  builder.keyParts.push({ ...ownedBy(resource), target, change });
};

/** The types of KMS. */
export const keyTypes: Readonly<Record<string, TerraformMapper>> = {
  aws_kms_key: key,
  aws_kms_external_key: key,
  aws_kms_replica_key: replica,
  aws_kms_key_policy: keyPolicy,
  aws_kms_alias: alias,
  aws_kms_grant: grant,
};
