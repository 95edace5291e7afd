import type { PropertyReader } from '../../world/property-reader.ts';
import { UNKNOWN_KEY, unknownResourcePolicy } from '../../world/stand-in-policies.ts';
import { accessPointTypes } from './map-access-points.ts';
import { ALL_ON, publicAccessOf } from './public-access.ts';
import {
  nameAt,
  ownedBy,
  policyAt,
  type TerraformMapper,
  type TerraformResource,
  tagsOf,
} from './terraform-resource.ts';

const bucket: TerraformMapper = (resource) => {
  const { reader, builder } = resource;
  const name = nameAt(resource, 'bucket');
  const policy = policyAt(resource, 'policy', unknownResourcePolicy('s3', `arn:aws:s3:::${name}`));
  const encryption = encryptionOf(reader.each('server_side_encryption_configuration')[0]?.each('rule')[0]);
  const versioning = reader.each('versioning')[0]?.flag('enabled') ?? false;
  const tags = tagsOf(resource);
  noteAcl(reader);
  noteGrants(reader, resource);
  if (reader.flag('object_lock_enabled') || reader.each('object_lock_configuration').length > 0)
    reader.note(
      'object_lock_enabled',
      'keyhole does not take Object Lock over',
      'deletions that it prevents are allowed here',
    );
  if (reader.text('request_payer') === 'Requester')
    reader.note(
      'request_payer',
      'keyhole does not take Requester Pays over',
      'requests without a payer are allowed here',
    );
  reader.ignore(...WITHOUT_ACCESS);
  if (name === undefined) return;
  builder.buckets.push({
    ...ownedBy(resource),
    name,
    policy,
    ...encryption,
    publicAccess: ALL_ON,
    versioning,
    tags,
  });
};

/** Attributes of a bucket that do not bear on who may do what. */
const WITHOUT_ACCESS = [
  'acceleration_status',
  'arn',
  'bucket_domain_name',
  'bucket_prefix',
  'bucket_region',
  'bucket_regional_domain_name',
  'cors_rule',
  'force_destroy',
  'hosted_zone_id',
  'id',
  'lifecycle_rule',
  'logging',
  'region',
  'replication_configuration',
  'timeouts',
  'website',
  'website_domain',
  'website_endpoint',
];

/** The default encryption that a rule sets. */
function encryptionOf(rule: PropertyReader | undefined): {
  readonly encryption?: string;
  readonly bucketKey: boolean;
} {
  if (rule === undefined) return { bucketKey: false };
  const byDefault = rule.each('apply_server_side_encryption_by_default')[0];
  const bucketKey = rule.flag('bucket_key_enabled');
  if (byDefault?.has('sse_algorithm') !== true) return { bucketKey };
  const algorithm = byDefault.text('sse_algorithm', 'it is SSE-KMS here');
  const hasKey = byDefault.has('kms_master_key_id') && byDefault.raw('kms_master_key_id') !== '';
  const key = hasKey
    ? byDefault.text('kms_master_key_id', 'a key that no principal may use stands for it')
    : undefined;
  if (algorithm === 'AES256') return { bucketKey };
  if (algorithm !== 'aws:kms' && algorithm !== undefined)
    byDefault.note(
      'sse_algorithm',
      `keyhole does not have ${algorithm}`,
      'it is SSE-KMS with the same key here',
    );
  const isUnknown = hasKey ? key === undefined : algorithm === undefined;
  return { encryption: key ?? (isUnknown ? UNKNOWN_KEY : 'aws:kms'), bucketKey };
}

function noteAcl(reader: PropertyReader): void {
  const acl = reader.text('acl') ?? 'private';
  if (acl === 'private' || acl === '' || acl === 'bucket-owner-full-control') return;
  reader.note('acl', `keyhole does not take the ACL ${acl} over`, 'what it allows is denied here');
}

/** Lists grants of an ACL to others than the owner: a state has that of the owner too. */
function noteGrants(reader: PropertyReader, { isReal }: TerraformResource): void {
  const grants = reader.each('grant');
  const others = grants.filter((grant) => grant.text('type') === 'Group' || !isReal);
  if (others.length > 0)
    reader.note('grant', 'keyhole does not take grants of ACLs over', 'what they allow is denied here');
}

/** The bucket that a part is of. Without it, the part is left out. */
function targetOf({ reader }: TerraformResource): string | undefined {
  reader.ignore('id', 'expected_bucket_owner', 'region', 'timeouts');
  return reader.text('bucket', 'it is left out: what it says of its bucket is missing here');
}

const bucketPolicy: TerraformMapper = (resource) => {
  const target = targetOf(resource);
  if (target === undefined) return resource.reader.ignoreRest();
  const policy = policyAt(resource, 'policy', unknownResourcePolicy('s3', `arn:aws:s3:::${target}`));
  resource.builder.bucketParts.push({ ...ownedBy(resource), target, change: { policy } });
};

const encryption: TerraformMapper = (resource) => {
  const target = targetOf(resource);
  const change = encryptionOf(resource.reader.each('rule')[0]);
  if (target !== undefined) resource.builder.bucketParts.push({ ...ownedBy(resource), target, change });
};

const versioning: TerraformMapper = (resource) => {
  const target = targetOf(resource);
  const settings = resource.reader.each('versioning_configuration')[0];
  const change = { versioning: settings?.text('status') === 'Enabled' };
  settings?.ignore('mfa_delete');
  resource.reader.ignore('mfa');
  if (target !== undefined) resource.builder.bucketParts.push({ ...ownedBy(resource), target, change });
};

const abac: TerraformMapper = (resource) => {
  const target = targetOf(resource);
  const settings = resource.reader.each('abac_status')[0];
  if (target !== undefined)
    resource.builder.bucketParts.push({
      ...ownedBy(resource),
      target,
      change: { abac: settings?.enabled('status', 'its tags do not count in policies here') === true },
    });
};

const publicAccess: TerraformMapper = (resource) => {
  const target = targetOf(resource);
  const change = { publicAccess: publicAccessOf(resource.reader) };
  resource.reader.ignore('skip_destroy');
  if (target !== undefined) resource.builder.bucketParts.push({ ...ownedBy(resource), target, change });
};

const accountPublicAccess: TerraformMapper = ({ reader, builder, account }) => {
  reader.ignore('id', 'account_id');
  builder.accountPublicAccess[account] = publicAccessOf(reader);
};

const ownership: TerraformMapper = (resource) => {
  const target = targetOf(resource);
  const objectOwnership = resource.reader.each('rule')[0]?.text('object_ownership', 'ACLs are disabled here');
  if (target !== undefined)
    resource.builder.bucketParts.push({ ...ownedBy(resource), target, change: { objectOwnership } });
};

const acl: TerraformMapper = (resource) => {
  targetOf(resource);
  noteAcl(resource.reader);
  const { reader } = resource;
  const isWritten = reader.has('access_control_policy') && !resource.isReal;
  reader.ignore('access_control_policy');
  if (isWritten)
    reader.note(
      'access_control_policy',
      'keyhole does not take grants of ACLs over',
      'what they allow is denied here',
    );
};

/** The types of S3 with access points. */
export const bucketTypes: Readonly<Record<string, TerraformMapper>> = {
  aws_s3_bucket: bucket,
  aws_s3_bucket_policy: bucketPolicy,
  aws_s3_bucket_server_side_encryption_configuration: encryption,
  aws_s3_bucket_versioning: versioning,
  aws_s3_bucket_abac: abac,
  aws_s3_bucket_public_access_block: publicAccess,
  aws_s3_account_public_access_block: accountPublicAccess,
  aws_s3_bucket_ownership_controls: ownership,
  aws_s3_bucket_acl: acl,
  ...accessPointTypes,
};
