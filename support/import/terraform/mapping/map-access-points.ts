import { unknownResourcePolicy } from '../../world/stand-in-policies.ts';
import { ALL_ON, publicAccessOf } from './public-access.ts';
import { nameAt, ownedBy, policyAt, type TerraformMapper } from './terraform-resource.ts';

const accessPoint: TerraformMapper = (resource) => {
  const { reader, builder, accountId, region, scenarioRegion } = resource;
  const name = nameAt(resource, 'name');
  const bucket = nameAt(resource, 'bucket');
  const arn = `arn:aws:s3:${region ?? scenarioRegion}:${accountId}:accesspoint/${name}`;
  const policy = policyAt(resource, 'policy', unknownResourcePolicy('s3', arn));
  const block = reader.each('public_access_block_configuration')[0];
  const vpc = reader.each('vpc_configuration')[0]?.text('vpc_id', 'requests may come from the internet here');
  reader.ignore(...WITHOUT_ACCESS);
  if (name === undefined || bucket === undefined) return;
  builder.accessPoints.push({
    ...ownedBy(resource),
    ...{ name, bucket, policy, vpc },
    publicAccess: block === undefined ? ALL_ON : publicAccessOf(block),
  });
};

/** Attributes of an access point that do not bear on who may do what. */
const WITHOUT_ACCESS = [
  'account_id',
  'alias',
  'arn',
  'bucket_account_id',
  'domain_name',
  'endpoints',
  'has_public_access_policy',
  'id',
  'network_origin',
  'region',
  'tags',
  'tags_all',
];

const policyOfPoint: TerraformMapper = (resource) => {
  const { reader, builder } = resource;
  reader.ignore('id', 'has_public_access_policy', 'region');
  const target = reader.text('access_point_arn', 'the policy is left out: what it allows is missing here');
  if (target === undefined) return reader.ignoreRest();
  const policy = policyAt(resource, 'policy', unknownResourcePolicy('s3', target));
  builder.accessPointParts.push({ ...ownedBy(resource), target, change: { policy } });
};

/** The types of access points of S3, and of their policies. */
export const accessPointTypes: Readonly<Record<string, TerraformMapper>> = {
  aws_s3_access_point: accessPoint,
  aws_s3control_access_point_policy: policyOfPoint,
};
