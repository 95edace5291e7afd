import { digitsFor, standInKeyId, standInName } from '../world/stand-in.ts';
import { UnknownValue } from '../world/unknown-value.ts';
import { organizationValues } from './organization-values.ts';
import type { Valued, ValueOf } from './valued-resource.ts';

/** The value of Ref, if no attribute is given, or of Fn::GetAtt; undefined for an attribute that the type does not have. */
export function valueOfResource(resource: Valued, attribute: string | undefined): unknown {
  const valueOfType = TYPES[resource.type];
  if (valueOfType !== undefined) {
    return (
      valueOfType(resource, attribute) ??
      new UnknownValue(`keyhole does not know ${named(resource, attribute)}`)
    );
  }
  if (/^Custom::|^AWS::CloudFormation::/.test(resource.type))
    return new UnknownValue(`${named(resource, attribute)} is known only after deployment`);
  return standInOf(resource, attribute);
}

function named({ id, type }: Valued, attribute: string | undefined): string {
  return attribute === undefined ? `the value of Ref ${id} (${type})` : `${id}.${attribute} (${type})`;
}

/** A value that stands in for one of a type without a part in access: an ARN or an id. */
function standInOf(resource: Valued, attribute: string | undefined): string {
  const { stack, id, type } = resource;
  const [, service = 'aws', kind = 'resource'] = type.toLowerCase().split('::');
  if (attribute === undefined ? REF_IS_ARN.test(type) : attribute.endsWith('Arn'))
    return `arn:aws:${service}:${stack.region}:${stack.accountId}:${kind}/${standInName([stack.name, id], 64)}`;
  const name = standInName([stack.name, id], 64);
  return attribute === undefined ? name : `${name}-${attribute.toLowerCase()}`;
}

/** Types of other services whose Ref is their ARN, which policies name as a resource. */
const REF_IS_ARN =
  /^AWS::(?:ACMPCA::CertificateAuthority|AppSync::GraphQLApi|Batch::\w+|CertificateManager::Certificate|CodeArtifact::(?:Domain|Repository)|CodeConnections::Connection|CodeStarConnections::Connection|DataSync::\w+|ECS::(?:Service|TaskDefinition)|ElasticLoadBalancingV2::(?:Listener|ListenerRule|LoadBalancer|TargetGroup)|ImageBuilder::\w+|Lambda::(?:Alias|LayerVersion|Version)|MSK::Cluster|NetworkFirewall::\w+|SNS::Subscription|Serverless::LayerVersion|StepFunctions::Activity|Transfer::Server)$/;

/** The name that a property gives, or one as CloudFormation makes it. */
export function physicalName(resource: Valued, property: string, most = 64): string | UnknownValue {
  const given = resource.property(property);
  if (given instanceof UnknownValue) return given;
  if (typeof given === 'string' || typeof given === 'number') return String(given);
  return standInName([resource.stack.name, resource.id], most);
}

/** The name of a bucket. */
export function bucketName(resource: Valued): string | UnknownValue {
  const name = physicalName(resource, 'BucketName', 63);
  return typeof name === 'string' ? name.toLowerCase().replaceAll(/[^a-z0-9.-]/g, '-') : name;
}

/** The id that stands in for that of a key. */
export function keyId({ stack, id }: Valued): string {
  return standInKeyId(`${stack.account}/${stack.name}/${id}`);
}

/** The path of an IAM entity. */
export function iamPathOf(resource: Valued): string | UnknownValue {
  const path = resource.property('Path') ?? '/';
  return path instanceof UnknownValue ? path : String(path);
}

function iamArn(kind: string, name: string): (resource: Valued) => string | UnknownValue {
  return (resource) => {
    const path = iamPathOf(resource);
    const own = physicalName(resource, name, kind === 'policy' ? 128 : 64);
    if (path instanceof UnknownValue) return path;
    return own instanceof UnknownValue
      ? own
      : `arn:aws:iam::${resource.stack.accountId}:${kind}${path}${own}`;
  };
}

/** The ARN of a managed policy. */
export const managedPolicyArn = iamArn('policy', 'ManagedPolicyName');

/** The ARN that stands in for that of a secret. */
export function secretArn(resource: Valued): string | UnknownValue {
  const name = physicalName(resource, 'Name', 64);
  if (name instanceof UnknownValue) return name;
  const { stack, id } = resource;
  const end = digitsFor(`secret/${stack.account}/${stack.name}/${id}`, 6);
  return `arn:aws:secretsmanager:${stack.region}:${stack.accountId}:secret:${name}-${end}`;
}

/** The name of a table. */
export function tableName(resource: Valued): string | UnknownValue {
  return physicalName(resource, 'TableName', 255);
}

function concat(start: string, end: string | UnknownValue, rest = ''): string | UnknownValue {
  return end instanceof UnknownValue ? end : `${start}${end}${rest}`;
}

const regional = (service: string, { stack }: Valued, resource: string) =>
  `arn:aws:${service}:${stack.region}:${stack.accountId}:${resource}`;

/** An IAM entity: its Ref is its name, or its ARN. */
function entity(kind: string, property: string): ValueOf {
  const arn = iamArn(kind, property);
  return (resource, attribute) => {
    if (attribute === undefined) return physicalName(resource, property);
    return attribute === 'Arn' ? arn(resource) : undefined;
  };
}

const table: ValueOf = (resource, attribute) => {
  const name = tableName(resource);
  if (attribute === undefined) return name;
  const arn = concat(regional('dynamodb', resource, 'table/'), name);
  if (attribute === 'Arn') return arn;
  return attribute === 'StreamArn' ? concat('', arn, '/stream/2026-01-01T00:00:00.000') : undefined;
};

/** A resource of a service whose names are in its ARN. */
function inArn(service: string, property: string, prefix: string, refIsArn = false): ValueOf {
  return (resource, attribute) => {
    const name = physicalName(resource, property);
    const arn = concat(regional(service, resource, prefix), name);
    if (attribute === undefined) return refIsArn ? arn : name;
    return attribute.endsWith('Arn') || attribute === 'Arn' ? arn : standInOf(resource, attribute);
  };
}

/** The values of types whose references matter in policies. */
const TYPES: Readonly<Record<string, ValueOf>> = {
  'AWS::S3::Bucket': (resource, attribute) => {
    const name = bucketName(resource);
    if (attribute === undefined) return name;
    if (attribute === 'Arn') return concat('arn:aws:s3:::', name);
    return /^(?:Regional|DualStack)?DomainName$|^WebsiteURL$/.test(attribute)
      ? concat('', name, '.s3.amazonaws.com')
      : undefined;
  },
  'AWS::S3::AccessPoint': inArn('s3', 'Name', 'accesspoint/'),
  'AWS::KMS::Key': (resource, attribute) => {
    if (attribute === undefined || attribute === 'KeyId') return keyId(resource);
    return attribute === 'Arn' ? regional('kms', resource, `key/${keyId(resource)}`) : undefined;
  },
  'AWS::KMS::Alias': (resource, attribute) =>
    attribute === undefined ? resource.property('AliasName') : undefined,
  'AWS::IAM::Role': entity('role', 'RoleName'),
  'AWS::IAM::User': entity('user', 'UserName'),
  'AWS::IAM::Group': entity('group', 'GroupName'),
  'AWS::IAM::InstanceProfile': entity('instance-profile', 'InstanceProfileName'),
  'AWS::IAM::ManagedPolicy': (resource, attribute) =>
    attribute === undefined || attribute === 'PolicyArn' ? managedPolicyArn(resource) : undefined,
  'AWS::IAM::OIDCProvider': (resource, attribute) => {
    if (attribute !== undefined && attribute !== 'Arn') return undefined;
    const url = resource.property('Url');
    return typeof url === 'string'
      ? `arn:aws:iam::${resource.stack.accountId}:oidc-provider/${url.replace(/^https:\/\//, '')}`
      : url;
  },
  'AWS::IAM::SAMLProvider': (resource, attribute) =>
    attribute === undefined || attribute === 'Arn'
      ? concat(`arn:aws:iam::${resource.stack.accountId}:saml-provider/`, physicalName(resource, 'Name'))
      : undefined,
  'AWS::IAM::AccessKey': ({ id }) => new UnknownValue(`the access key ${id} is a secret`),
  'AWS::SecretsManager::Secret': (resource, attribute) =>
    attribute === undefined || attribute === 'Id' ? secretArn(resource) : undefined,
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::EC2::VPC': ({ stack, id }, attribute) =>
    attribute === undefined || attribute === 'VpcId'
      ? `vpc-0${digitsFor(`${stack.name}/${id}`, 16)}`
      : undefined,
  'AWS::EC2::VPCEndpoint': ({ stack, id }, attribute) =>
    attribute === undefined || attribute === 'Id'
      ? `vpce-0${digitsFor(`${stack.name}/${id}`, 16)}`
      : undefined,
  'AWS::CloudFront::Distribution': ({ stack, id }, attribute) =>
    attribute === undefined || attribute === 'Id'
      ? `E${digitsFor(`${stack.name}/${id}`, 13).toUpperCase()}`
      : `${id.toLowerCase()}.cloudfront.net`,
  'AWS::CloudFront::CloudFrontOriginAccessIdentity': ({ stack, id }, attribute) =>
    attribute === 'S3CanonicalUserId'
      ? digitsFor(`${stack.name}/${id}`, 64)
      : `E${digitsFor(`${stack.name}/${id}`, 13).toUpperCase()}`,
  'AWS::EKS::Cluster': (resource, attribute) => {
    const { stack, id } = resource;
    return attribute === 'OpenIdConnectIssuerUrl'
      ? `https://oidc.eks.${stack.region}.amazonaws.com/id/${digitsFor(`${stack.name}/${id}`, 32).toUpperCase()}`
      : inArn('eks', 'Name', 'cluster/')(resource, attribute);
  },
  'AWS::Serverless::StateMachine': inArn('states', 'Name', 'stateMachine:', true),
  'AWS::Lambda::Function': inArn('lambda', 'FunctionName', 'function:'),
  'AWS::Serverless::Function': inArn('lambda', 'FunctionName', 'function:'),
  'AWS::SNS::Topic': inArn('sns', 'TopicName', '', true),
  'AWS::SQS::Queue': inArn('sqs', 'QueueName', ''),
  'AWS::Logs::LogGroup': inArn('logs', 'LogGroupName', 'log-group:'),
  'AWS::StepFunctions::StateMachine': inArn('states', 'StateMachineName', 'stateMachine:', true),
  ...organizationValues,
};
