import { describe, expect, test } from '@jest/globals';
import { actionNamed, resourceTypeOf } from '../../aws/actions/action-catalogue.ts';
import type { Service } from '../../aws/operations.ts';
import { account } from '../../aws/testing/accounts.ts';
import { dynamodbPermissions } from './dynamodb.ts';
import { iamPermissions } from './iam.ts';
import { kmsPermissions } from './kms.ts';
import type { RequiredPermission, Scope } from './rule.ts';
import { s3Permissions } from './s3.ts';
import { secretsPermissions } from './secretsmanager.ts';
import { stsPermissions } from './sts.ts';

const scope: Scope = { region: 'eu-west-1', account: account, callerName: 'ana', aliasTarget: () => KEY };
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

/** A request with every member that a rule may read. */
function fullInput(operation: string): object {
  const [, tagged] = /^(?:Tag|Untag)(User|Role|Policy)$/.exec(operation) ?? [];
  const get = (_: object, name: string | symbol): unknown => {
    const member = String(name);
    const absent = tagged !== undefined && (NAMES[member] ?? tagged) !== tagged;
    return absent ? undefined : (MEMBERS[member] ?? 'x');
  };
  return new Proxy({}, { get });
}

interface Asked {
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

const ASKED = [
  ...askedOf('s3', s3Permissions),
  ...askedOf('kms', kmsPermissions),
  ...askedOf('iam', iamPermissions),
  ...askedOf('sts', stsPermissions),
  ...askedOf('secretsmanager', secretsPermissions),
  ...askedOf('dynamodb', dynamodbPermissions),
];

/** Operations whose resource has a type that the reference does not list for the action, each with the reason. */
const OTHER_RESOURCE: Readonly<Record<string, string>> = {
  'CreateKey: kms:TagResource': 'the new key has no ARN yet',
  'GetFederationToken: sts:TagSession': 'the reference lists no resource for federated users',
  'ReplicateKey: kms:TagResource': 'the new key has no ARN yet',
  'GetAccessKeyLastUsed: iam:GetAccessKeyLastUsed': 'the request names an access key, not its user',
};

describe('Each permission that the gateway asks for', () => {
  test('is among many', () => {
    expect(ASKED.length).toBeGreaterThan(200);
  });

  test('is an action of the Service Authorization Reference', () => {
    const unknown = ASKED.map(({ permission }) => permission.action).filter((action) => !actionNamed(action));
    expect(unknown).toEqual([]);
  });

  test('is on a resource that the action applies to', () => {
    const amiss = ASKED.filter(({ service, permission: { action, resource } }) => {
      const types = actionNamed(action)?.resourceTypes ?? [];
      // AWS's refusals name the kind of entity that is listed, although the reference has no resource for lists.
      if (types.length === 0) return resource !== '*' && !/:List/.test(action);
      if (resource === '*') return true;
      const type = resourceTypeOf(service, resource);
      return type === undefined || !types.includes(type);
    });
    const found = amiss.map(({ operation, permission: { action } }) => `${operation}: ${action}`);
    expect([...new Set(found)].toSorted()).toEqual(Object.keys(OTHER_RESOURCE).toSorted());
  });

  test('covers every operation that is served', () => {
    expect(ASKED.length).toBeGreaterThan(250);
  });
});
