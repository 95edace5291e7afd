import type { PublicAccess } from '../../world/imported-world.ts';
import { knownOrNone, writtenOrDenying } from '../../world/known-or-denying.ts';
import { noteOtherEndpoint } from '../../world/other-endpoint.ts';
import type { PropertyReader } from '../../world/property-reader.ts';
import { UNKNOWN_KEY, unknownResourcePolicy } from '../../world/stand-in-policies.ts';
import { bucketName, valueOfResource } from '../resource-values.ts';
import { knownName, type Mapper, ownedBy, partBy, tagsOf } from './mapped-resource.ts';

const bucket: Mapper = (resource) => {
  const { reader, builder } = resource;
  const given = reader.raw('BucketName');
  const name = knownName(resource, bucketName(resource));
  const encryption = defaultEncryption(reader);
  const objectOwnership = ownership(reader);
  const publicAccess = publicAccessOf(reader);
  const versioning = reader.within('VersioningConfiguration').text('Status') === 'Enabled';
  const abac = abacOf(reader);
  const tags = tagsOf(reader);
  noteAcl(reader);
  reader.ignore(...WITHOUT_ACCESS);
  if (name === undefined) return;
  if (!BUCKET_NAME.test(name)) {
    const reason = `"${given}" is not the name of a bucket`;
    reader.note('BucketName', reason, 'the resource is left out: what it allows and denies is missing here');
    return;
  }
  const own = { name, ...encryption, objectOwnership, publicAccess, versioning, abac, tags };
  builder.buckets.push({ ...ownedBy(resource), ...own });
};

/** The form of a bucket's name, which the scenario takes. */
const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Properties of a bucket that do not bear on who may do what. */
const WITHOUT_ACCESS = [
  'AccelerateConfiguration',
  'AnalyticsConfigurations',
  'BucketNamePrefix',
  'CorsConfiguration',
  'IntelligentTieringConfigurations',
  'InventoryConfigurations',
  'LifecycleConfiguration',
  'LoggingConfiguration',
  'MetadataConfiguration',
  'MetadataTableConfiguration',
  'MetricsConfigurations',
  'NotificationConfiguration',
  'ReplicationConfiguration',
  'WebsiteConfiguration',
];

function defaultEncryption(reader: PropertyReader) {
  const rules = reader.within('BucketEncryption').each('ServerSideEncryptionConfiguration');
  const rule = rules[0];
  if (rule === undefined) return { bucketKey: false };
  const byDefault = rule.within('ServerSideEncryptionByDefault');
  if (!byDefault.has('SSEAlgorithm')) return { bucketKey: rule.flag('BucketKeyEnabled') };
  const algorithm = byDefault.text('SSEAlgorithm', 'it is SSE-KMS here');
  const key = byDefault.text('KMSMasterKeyID', 'a key that no principal may use stands for it');
  const isUnknown = byDefault.has('KMSMasterKeyID') ? key === undefined : algorithm === undefined;
  const bucketKey = rule.flag('BucketKeyEnabled');
  byDefault.finish();
  rule.finish();
  if (algorithm === 'AES256') return { bucketKey };
  if (algorithm !== 'aws:kms' && algorithm !== undefined)
    byDefault.note(
      'SSEAlgorithm',
      `keyhole does not have ${algorithm}`,
      'it is SSE-KMS with the same key here',
    );
  return { encryption: key ?? (isUnknown ? UNKNOWN_KEY : 'aws:kms'), bucketKey };
}

function ownership(reader: PropertyReader): string | undefined {
  const controls = reader.within('OwnershipControls');
  const [rule] = controls.each('Rules');
  const value = rule?.text('ObjectOwnership', 'ACLs are disabled here');
  rule?.finish();
  controls.finish();
  return value;
}

/** The settings of Block Public Access. A new bucket has all four on, and a configuration has those off that it leaves out. */
export function publicAccessOf(reader: PropertyReader): PublicAccess {
  const isSet = reader.has('PublicAccessBlockConfiguration');
  const settings = reader.within('PublicAccessBlockConfiguration');
  const flag = (name: string) => settings.flag(name, !isSet, ON_IF_UNKNOWN);
  const access = {
    BlockPublicAcls: flag('BlockPublicAcls'),
    IgnorePublicAcls: flag('IgnorePublicAcls'),
    BlockPublicPolicy: flag('BlockPublicPolicy'),
    RestrictPublicBuckets: flag('RestrictPublicBuckets'),
  };
  settings.finish();
  return access;
}

const ON_IF_UNKNOWN = { consequence: 'the setting is on here', ifUnknown: true };

/** True if the tags of the bucket count in policies. */
function abacOf(reader: PropertyReader): boolean {
  return reader.enabled('AbacStatus', 'its tags do not count in policies here');
}

function noteAcl(reader: PropertyReader): void {
  const acl = reader.text('AccessControl') ?? 'Private';
  if (acl === 'Private' || acl === 'BucketOwnerFullControl') return;
  reader.note('AccessControl', `keyhole does not take the ACL ${acl} over`, 'what it allows is denied here');
}

const bucketPolicy: Mapper = (resource) => {
  const { reader, builder } = resource;
  const target = reader.text('Bucket', 'the policy is left out: what it allows and denies is missing here');
  if (target === undefined) return reader.ignoreRest();
  const told = { place: reader.placeOf('PolicyDocument'), gaps: builder.gaps };
  const denying = unknownResourcePolicy('s3', `arn:aws:s3:::${target}`);
  const policy = knownOrNone(reader.raw('PolicyDocument'), denying, told);
  builder.bucketParts.push({ ...partBy(resource), target, change: { policy } });
};

const endpoint: Mapper = (resource) => {
  const { reader, builder, stack } = resource;
  const service =
    reader.text('ServiceName', 'the endpoint is left out: its policy binds no request here') ?? '';
  const vpc = reader.text('VpcId') ?? '';
  const told = { place: reader.placeOf('PolicyDocument'), gaps: builder.gaps };
  const policy = writtenOrDenying(reader.raw('PolicyDocument'), DENY_ALL_THROUGH_ENDPOINT, told);
  reader.ignore(
    'PrivateDnsEnabled',
    'RouteTableIds',
    'SecurityGroupIds',
    'SubnetIds',
    'VpcEndpointType',
    'Tags',
    'DnsOptions',
    'IpAddressType',
    'ServiceRegion',
  );
  if (!service.endsWith('.s3')) return noteOtherEndpoint(reader, 'ServiceName', service);
  const id = String(valueOfResource(resource, undefined));
  if (!/^vpc-[0-9a-f]{8,17}$/.test(vpc)) {
    reader.note(
      'VpcId',
      `"${vpc}" is no id of a VPC`,
      'the endpoint is left out: its policy binds no request here',
    );
    return;
  }
  builder.endpoints.push({ origin: resource.origin, account: stack.account, id, vpc, policy });
};

/** Stands for the unknown policy of an endpoint. */
const DENY_ALL_THROUGH_ENDPOINT = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }],
});

/** The types of S3, and VPC endpoints for it. */
export const bucketTypes: Readonly<Record<string, Mapper>> = {
  'AWS::S3::Bucket': bucket,
  'AWS::S3::BucketPolicy': bucketPolicy,
  'AWS::EC2::VPCEndpoint': endpoint,
};
