import { digitsFor, standInKeyId } from '../world/stand-in.ts';
import { UnknownValue } from '../world/unknown-value.ts';
import type { Instance } from './read-terraform.ts';

/** The surroundings of an instance, and its other attributes. */
export interface Computing {
  readonly accountId: string;
  readonly region: string;
  readonly attribute: (name: string) => unknown;
}

type Compute = (name: string, computing: Computing, instance: Instance) => unknown;

/** The value that AWS will give an attribute, as far as it can be told before; undefined if it cannot. */
export function computedValue(instance: Instance, name: string, computing: Computing): unknown {
  return TYPES[instance.type]?.(name, computing, instance);
}

/** The name that the configuration gives, or one that stands in for it. */
function nameOf(
  attribute: string,
  { attribute: valueOfAttribute }: Computing,
  { address }: Instance,
): string {
  const given = valueOfAttribute(attribute);
  if (typeof given === 'string' && given !== '') return given;
  const words = address
    .replaceAll(/[^a-zA-Z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase();
  return `${words.slice(-40)}-${digitsFor(address, 8)}`.replace(/^-+/, '');
}

function iam(kind: string, idIsArn = false): Compute {
  return (name, computing, instance) => {
    const own = () => nameOf('name', computing, instance);
    const path = Object(instance.values).path ?? '/';
    const arn = () => `arn:aws:iam::${computing.accountId}:${kind}${path}${own()}`;
    if (name === 'arn') return arn();
    if (name === 'id') return idIsArn ? arn() : own();
    return name === 'name' ? standInFor('name', computing, instance) : undefined;
  };
}

/** A name that stands in for one which AWS chooses. It is asked for only if the configuration gives none. */
function standInFor(attribute: string, computing: Computing, instance: Instance): string {
  return nameOf(attribute, { ...computing, attribute: () => undefined }, instance);
}

const key: Compute = (name, { accountId, region }, { address }) => {
  const id = standInKeyId(`${accountId}/${address}`);
  if (name === 'id' || name === 'key_id') return id;
  return name === 'arn' ? `arn:aws:kms:${region}:${accountId}:key/${id}` : undefined;
};

const TYPES: Readonly<Record<string, Compute>> = {
  aws_s3_bucket: (name, computing, instance) => {
    const bucket = () => nameOf('bucket', computing, instance);
    if (name === 'bucket') return standInFor('bucket', computing, instance);
    if (name === 'id') return bucket();
    if (name === 'arn') return `arn:aws:s3:::${bucket()}`;
    return /domain_name$/.test(name) ? `${bucket()}.s3.amazonaws.com` : undefined;
  },
  aws_s3_access_point: (name, computing, instance) => {
    const { region, accountId } = computing;
    const point = nameOf('name', computing, instance);
    if (name === 'arn') return `arn:aws:s3:${region}:${accountId}:accesspoint/${point}`;
    return name === 'id' ? `${accountId}:${point}` : undefined;
  },
  aws_kms_key: key,
  aws_kms_external_key: key,
  aws_kms_alias: (name, computing, instance) => {
    const alias = () => nameOf('name', computing, instance);
    if (name === 'id') return alias();
    return name === 'arn' ? `arn:aws:kms:${computing.region}:${computing.accountId}:${alias()}` : undefined;
  },
  aws_iam_role: iam('role'),
  aws_iam_user: iam('user'),
  aws_iam_group: iam('group'),
  aws_iam_policy: iam('policy', true),
  aws_iam_instance_profile: iam('instance-profile'),
  aws_iam_openid_connect_provider: (name, { accountId, attribute }) => {
    const url = attribute('url');
    if (name !== 'arn' && name !== 'id') return undefined;
    return typeof url === 'string'
      ? `arn:aws:iam::${accountId}:oidc-provider/${url.replace(/^https:\/\//, '')}`
      : url;
  },
  aws_secretsmanager_secret: (name, computing, instance) => {
    const { region, accountId } = computing;
    if (name === 'name') return standInFor('name', computing, instance);
    if (name !== 'arn' && name !== 'id') return undefined;
    const end = digitsFor(`secret/${accountId}/${instance.address}`, 6);
    return `arn:aws:secretsmanager:${region}:${accountId}:secret:${nameOf('name', computing, instance)}-${end}`;
  },
  aws_dynamodb_table: (name, computing, instance) => {
    const table = () => nameOf('name', computing, instance);
    if (name === 'id') return table();
    return name === 'arn'
      ? `arn:aws:dynamodb:${computing.region}:${computing.accountId}:table/${table()}`
      : undefined;
  },
  aws_vpc: (name, _, { address }) => (name === 'id' ? `vpc-0${digitsFor(address, 16)}` : undefined),
  aws_vpc_endpoint: (name, _, { address }) => (name === 'id' ? `vpce-0${digitsFor(address, 16)}` : undefined),
  aws_cloudfront_distribution: (name, { accountId }, { address }) => {
    const id = `E${digitsFor(address, 13).toUpperCase()}`;
    if (name === 'id') return id;
    return name === 'arn' ? `arn:aws:cloudfront::${accountId}:distribution/${id}` : undefined;
  },
  aws_cloudfront_origin_access_identity: (name, _, { address }) => {
    const id = `E${digitsFor(address, 13).toUpperCase()}`;
    if (name === 'id') return id;
    if (name === 's3_canonical_user_id') return digitsFor(address, 64);
    return name === 'iam_arn'
      ? `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${id}`
      : undefined;
  },
  aws_iam_saml_provider: (name, { accountId, attribute }) => {
    const own = attribute('name');
    if (name !== 'arn' && name !== 'id') return undefined;
    return typeof own === 'string' ? `arn:aws:iam::${accountId}:saml-provider/${own}` : own;
  },
  aws_organizations_policy: (name, _, { address }) =>
    name === 'id' ? `p-${digitsFor(address, 8)}` : undefined,
  aws_organizations_organization: (name) => (name === 'id' ? 'o-keyholeimport' : undefined),
  aws_organizations_organizational_unit: (name, _, { address }) =>
    name === 'id' ? `ou-kh00-${digitsFor(address, 8)}` : undefined,
  aws_organizations_account: (name, _, { address }) =>
    name === 'id' ? new UnknownValue(`the id of ${address} is chosen by AWS`) : undefined,
};
