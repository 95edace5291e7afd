import { UNKNOWN_KEY, unknownResourcePolicy } from '../../world/stand-in-policies.ts';
import { nameAt, ownedBy, policyAt, type TerraformMapper, tagsOf } from './terraform-resource.ts';

const UNUSABLE = 'a key that no principal may use stands for it';

const table: TerraformMapper = (resource) => {
  const { reader, builder } = resource;
  const name = nameAt(resource, 'name');
  const types = new Map(reader.each('attribute').map((one) => [one.text('name'), one.text('type')]));
  const attributeAt = (property: string) => {
    const own = reader.has(property) ? reader.text(property) : undefined;
    return own === undefined || own === '' ? undefined : { name: own, type: types.get(own) ?? 'S' };
  };
  const [sse] = reader.each('server_side_encryption');
  const isOn = sse?.flag('enabled') === true;
  const hasKey = sse?.has('kms_key_arn') === true && sse.raw('kms_key_arn') !== '';
  const keyArn = hasKey ? (sse?.text('kms_key_arn', UNUSABLE) ?? UNKNOWN_KEY) : undefined;
  const sortKey = attributeAt('range_key');
  const partitionKey = attributeAt('hash_key') ?? { name: 'id', type: 'S' };
  const tags = tagsOf(resource);
  if (reader.each('replica').length > 0)
    reader.note('replica', 'a scenario has one region', 'replicas of the table are left out');
  reader.ignoreRest();
  if (name === undefined) return;
  builder.tables.push({
    ...ownedBy(resource),
    name,
    partitionKey,
    sortKey,
    encryption: isOn ? (keyArn ?? 'aws:kms') : undefined,
    tags,
  });
};

const tablePolicy: TerraformMapper = (resource) => {
  const { reader, builder } = resource;
  reader.ignore('id', 'revision_id', 'confirm_remove_self_resource_access');
  const target = reader.text(
    'resource_arn',
    'the policy is left out: what it allows and denies is missing here',
  );
  const policy = policyAt(resource, 'policy', unknownResourcePolicy('dynamodb', '*'));
  if (target !== undefined) builder.tableParts.push({ ...ownedBy(resource), target, change: { policy } });
};

const secret: TerraformMapper = (resource) => {
  const { reader, builder, isReal } = resource;
  const name = nameAt(resource, 'name');
  const arn = nameAt(resource, 'arn');
  const policy = policyAt(resource, 'policy', unknownResourcePolicy('secretsmanager', '*'));
  const hasKey = reader.has('kms_key_id') && reader.raw('kms_key_id') !== '';
  const encryption = hasKey ? (reader.text('kms_key_id', UNUSABLE) ?? UNKNOWN_KEY) : undefined;
  reader.ignore('kms_key_id');
  const tags = tagsOf(resource);
  if (reader.each('replica').length > 0)
    reader.note('replica', 'a scenario has one region', 'replicas of the secret are left out');
  reader.ignore(
    'id',
    'name_prefix',
    'description',
    'recovery_window_in_days',
    'force_overwrite_replica_secret',
    'rotation_enabled',
    'rotation_rules',
    'rotation_lambda_arn',
  );
  if (name === undefined || arn === undefined) return;
  builder.secrets.push({
    ...ownedBy(resource),
    name,
    arn,
    isReal,
    encryption,
    policy,
    tags,
  });
};

const secretPolicy: TerraformMapper = (resource) => {
  const { reader, builder } = resource;
  reader.ignore('id', 'block_public_policy');
  const target = reader.text(
    'secret_arn',
    'the policy is left out: what it allows and denies is missing here',
  );
  const policy = policyAt(resource, 'policy', unknownResourcePolicy('secretsmanager', '*'));
  if (target !== undefined) builder.secretParts.push({ ...ownedBy(resource), target, change: { policy } });
};

/** The types of DynamoDB and Secrets Manager. */
export const tableAndSecretTypes: Readonly<Record<string, TerraformMapper>> = {
  aws_dynamodb_table: table,
  aws_dynamodb_resource_policy: tablePolicy,
  aws_secretsmanager_secret: secret,
  aws_secretsmanager_secret_policy: secretPolicy,
};
