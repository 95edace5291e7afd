import type { Service } from '../../../aws/operations.ts';
import { account } from '../../../aws/testing/accounts.ts';
import { dynamodbPermissions } from '../dynamodb.ts';
import { iamPermissions } from '../iam.ts';
import { kmsPermissions } from '../kms.ts';
import { organizationsPermissions } from '../organizations.ts';
import type { RequiredPermission, Scope } from '../rule.ts';
import { s3Permissions } from '../s3.ts';
import { s3controlPermissions } from '../s3control.ts';
import { secretsPermissions } from '../secretsmanager.ts';
import { stsPermissions } from '../sts.ts';

const scope: Scope = {
  ...{ region: 'eu-west-1', account, callerName: 'ana' },
  aliasTarget: () => KEY,
  setByToken: { sessionTags: { team: 'a' }, transitiveTagKeys: ['team'], sourceIdentity: 'ana' },
  organization: {
    arnOf: (id) => `arn:aws:organizations::${account}:policy/o-exampleorgid/service_control_policy/${id}`,
    arnOfNewPolicy: () =>
      `arn:aws:organizations::${account}:policy/o-exampleorgid/service_control_policy/p-????????`,
    typeOf: () => 'SERVICE_CONTROL_POLICY',
  },
};
const KEY = `arn:aws:kms:eu-west-1:${account}:key/12345678-1234-1234-1234-123456789012`;
const TABLE = `arn:aws:dynamodb:eu-west-1:${account}:table/orders`;
const iam = (resource: string) => `arn:aws:iam::${account}:${resource}`;

/** The type of a request's member, by its name; any other member holds a text. */
const MEMBERS: Readonly<Record<string, unknown>> = {
  Bucket: 'records',
  Key: 'a/b.txt',
  CopySource: 'records/c.txt',
  KeyId: KEY,
  TargetKeyId: KEY,
  SourceKeyId: KEY,
  DestinationKeyId: KEY,
  AliasName: 'alias/main',
  PolicyArn: iam('policy/reading'),
  PolicySourceArn: iam('role/reader'),
  RoleArn: iam('role/reader'),
  SerialNumber: iam('mfa/phone'),
  OpenIDConnectProviderArn: iam('oidc-provider/oidc.example.com'),
  SecretId: `arn:aws:secretsmanager:eu-west-1:${account}:secret:login-a1b2c3`,
  TableName: 'orders',
  ResourceArn: TABLE,
  Path: '/team/',
  NewPath: '/team/',
  PathPrefix: '/team/',
  RetiringPrincipal: iam('role/reader'),
  Tags: [{ Key: 'team', Value: 'a' }],
  Tagging: 'team=a',
  Delete: { Objects: [{ Key: 'a' }, { Key: 'b', VersionId: '1' }] },
  AddReplicaRegions: [{ Region: 'eu-west-2' }],
  TagKeys: ['team'],
  TransitiveTagKeys: ['team'],
  PolicyArns: [{ arn: iam('policy/reading') }],
  Operations: ['Decrypt'],
  RequestItems: { orders: [] },
  TransactItems: [{ Get: { TableName: 'orders' }, Put: { TableName: 'orders' } }],
  BypassGovernanceRetention: true,
  ValidTo: new Date('2030-01-01'),
  Constraints: {},
  EncryptionContext: { a: 'b' },
  SourceEncryptionContext: { a: 'b' },
  DestinationEncryptionContext: { a: 'b' },
  Recipient: {},
  AccessControlPolicy: {},
  ObjectLockRetainUntilDate: new Date('2030-01-01'),
  Retention: { Mode: 'GOVERNANCE', RetainUntilDate: new Date('2030-01-01') },
};

/** Members that name an entity; a request to tag has only the member of its own kind. */
const NAMES: Readonly<Record<string, string>> = { UserName: 'User', RoleName: 'Role', PolicyArn: 'Policy' };

/** Members of one operation, whose type is another than that of other operations. */
const OF_OPERATION: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  CreateBucket: {
    CreateBucketConfiguration: {
      LocationConstraint: 'eu-west-1',
      Tags: [{ Key: 'team', Value: 'a' }],
    },
    ObjectLockEnabledForBucket: true,
  },
  CreateGrant: { Constraints: { EncryptionContextEquals: { a: 'b' }, SourceArn: 'arn:aws:s3:::records' } },
  DeleteObjects: {
    Delete: {
      Objects: [
        { Key: 'a', ETag: 'e' },
        { Key: 'b', VersionId: '1' },
      ],
    },
  },
  HeadBucket: {},
  PutBucketInventoryConfiguration: { InventoryConfiguration: { OptionalFields: ['Size'] } },
  PutObjectLegalHold: { LegalHold: { Status: 'ON' } },
  PutObjectTagging: { Tagging: { TagSet: [{ Key: 'team', Value: 'a' }] } },
  UpdateObjectEncryption: { ObjectEncryption: { SSEKMS: { KMSKeyArn: KEY } } },
};

/** Members of other operations that these do not have. */
const ABSENT: Readonly<Record<string, RegExp>> = {
  AbortMultipartUpload: /^VersionId$/,
  CompleteMultipartUpload: /^(?:ACL|Grant|ObjectLock|StorageClass|Website)/,
  CreateOrganizationalUnit: /^context$/,
  ListParts: /^VersionId$/,
  ListTagsForResource: /^Tag(?:s|Keys)$/,
  UploadPart: /^(?:ACL|Grant|ObjectLock|StorageClass|Website|IfMatch|IfNoneMatch)/,
  UploadPartCopy: /^(?:ACL|Grant|ObjectLock|StorageClass|Website|IfMatch|IfNoneMatch)/,
};

/** Members that AWS Organizations has for policies alone. */
const OF_POLICIES = /^(?:Filter|PolicyId|PolicyType|Type)$/;

/** A request with every member that a rule may read. */
function fullInput(operation: string): object {
  const [, tagged] = /^(?:Tag|Untag)(User|Role|Policy)$/.exec(operation) ?? [];
  const get = (_: object, name: string | symbol): unknown => {
    const member = String(name);
    const isAbsent = tagged !== undefined && (NAMES[member] ?? tagged) !== tagged;
    // A request sets tags or removes them.
    if (isAbsent || (member === 'TagKeys' && operation.startsWith('Tag'))) return undefined;
    if (ABSENT[operation]?.test(member)) return undefined;
    if (/^(?!.*Polic)/.test(operation) && OF_POLICIES.test(member)) return undefined;
    return OF_OPERATION[operation]?.[member] ?? MEMBERS[member] ?? 'x';
  };
  return new Proxy({}, { get });
}

/** For tests: a permission that a rule lists for an operation. */
export interface Asked {
  readonly service: Service;
  readonly operation: string;
  readonly permission: RequiredPermission;
}

/** The permissions of every served operation, for a request with every member. */
function askedOf(service: Service, table: Readonly<Record<string, unknown>>): readonly Asked[] {
  return Object.entries(table).flatMap(([operation, rule]) => {
    if (typeof rule !== 'function') return [];
    const permissions: readonly RequiredPermission[] = rule(fullInput(operation), scope);
    return permissions.map((permission) => ({ service, operation, permission }));
  });
}

/** For tests: the permissions of all served operations, for requests with every member. */
export const askedPermissions: readonly Asked[] = [
  ...askedOf('s3', s3Permissions),
  ...askedOf('s3control', s3controlPermissions),
  ...askedOf('kms', kmsPermissions),
  ...askedOf('iam', iamPermissions),
  ...askedOf('sts', stsPermissions),
  ...askedOf('secretsmanager', secretsPermissions),
  ...askedOf('dynamodb', dynamodbPermissions),
  ...askedOf('organizations', organizationsPermissions),
];
