import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as secretsmanager from '@aws-sdk/client-secrets-manager';
import * as sts from '@aws-sdk/client-sts';
import { describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, codeOf, documentOf, newKey, to } from '../../testing/lab-under-test.ts';

const sdk = { dynamodb, iam, kms, secretsmanager } as const;
type Asked = keyof typeof sdk;
type Command = new (input: object) => never;
interface Sending {
  send(command: never): Promise<unknown>;
}

const lab = labOfEachTest();
const Tags = [{ Key: 'a', Value: 'b' }];
const policy = documentOf(allow('s3:GetObject'));
const ID = '7b6d5c4e-1a2b-4c3d-8e9f-0123456789ab';
const of = {
  role: `arn:aws:iam::${account}:role/one`,
  user: `arn:aws:iam::${account}:user/one`,
  profile: `arn:aws:iam::${account}:instance-profile/one`,
  policy: `arn:aws:iam::${account}:policy/one`,
  provider: `arn:aws:iam::${account}:oidc-provider/one.example`,
  saml: `arn:aws:iam::${account}:saml-provider/one`,
  device: `arn:aws:iam::${account}:mfa/one`,
  alias: `arn:aws:kms:eu-west-1:${account}:alias/one`,
  key: `arn:aws:kms:eu-west-1:${account}:key/${ID}`,
  secret: `arn:aws:secretsmanager:eu-west-1:${account}:secret:one-AbCdEf`,
  table: `arn:aws:dynamodb:eu-west-1:${account}:table/one`,
  index: `arn:aws:dynamodb:eu-west-1:${account}:table/one/index/one`,
  stream: `arn:aws:dynamodb:eu-west-1:${account}:table/one/stream/2026-01-01T00:00:00.000`,
  backup: `arn:aws:dynamodb:eu-west-1:${account}:table/one/backup/01`,
};

/** Sends a request of the root user. */
function ask(service: Asked, operation: string, input: object): Promise<string> {
  const command: Command | undefined = Reflect.get(sdk[service], `${operation}Command`);
  if (command === undefined) throw new TypeError(`${service} has no ${operation}`);
  const client = lab.as(account)[service] as unknown as Sending;
  return codeOf(client.send(new command(input)));
}

type Row = readonly [operation: string, more?: object];

/** Each operation is asked about each thing of another kind. */
function refuses(
  service: Asked,
  member: string,
  {
    rows,
    things,
    code,
  }: { readonly rows: readonly Row[]; readonly things: readonly string[]; readonly code: RegExp },
): void {
  test.each(rows)(`${service}:%s by ${member}`, async (operation, more = {}) => {
    for (const thing of things) {
      const answer = await ask(service, operation, { ...more, [member]: thing });
      expect(`${thing} ${answer}`).toMatch(code);
    }
  });
}

describe('A request refuses the ARN of another kind of thing than it names', () => {
  const noPolicies = [of.role, of.user, of.profile, of.provider, of.saml, of.device, of.key];
  const VersionId = 'v1';
  refuses('iam', 'PolicyArn', {
    rows: [
      ['GetPolicy'],
      ['DeletePolicy'],
      ['ListPolicyVersions'],
      ['GetPolicyVersion', { VersionId }],
      ['DeletePolicyVersion', { VersionId }],
      ['SetDefaultPolicyVersion', { VersionId }],
      ['CreatePolicyVersion', { PolicyDocument: policy }],
      ['ListEntitiesForPolicy'],
      ['ListPolicyTags'],
      ['TagPolicy', { Tags }],
      ['UntagPolicy', { TagKeys: ['a'] }],
      ...['User', 'Role', 'Group'].flatMap((kind): Row[] => [
        [`Attach${kind}Policy`, { [`${kind}Name`]: 'one' }],
        [`Detach${kind}Policy`, { [`${kind}Name`]: 'one' }],
      ]),
    ],
    things: noPolicies,
    code: / 400 InvalidInputException$/,
  });
  refuses('iam', 'PermissionsBoundary', {
    rows: [
      ['CreateUser', { UserName: 'two' }],
      ['PutUserPermissionsBoundary', { UserName: 'one' }],
      ['PutRolePermissionsBoundary', { RoleName: 'one' }],
    ],
    things: noPolicies,
    code: / 400 InvalidInputException$/,
  });
  refuses('iam', 'OpenIDConnectProviderArn', {
    rows: [
      ['GetOpenIDConnectProvider'],
      ['DeleteOpenIDConnectProvider'],
      ['AddClientIDToOpenIDConnectProvider', { ClientID: 'c' }],
      ['RemoveClientIDFromOpenIDConnectProvider', { ClientID: 'c' }],
      ['UpdateOpenIDConnectProviderThumbprint', { ThumbprintList: ['a'.repeat(40)] }],
      ['ListOpenIDConnectProviderTags'],
      ['TagOpenIDConnectProvider', { Tags }],
      ['UntagOpenIDConnectProvider', { TagKeys: ['a'] }],
    ],
    things: [of.role, of.user, of.profile, of.policy, of.saml, of.device, of.key],
    code: / 400 InvalidInputException$/,
  });
  refuses('iam', 'SerialNumber', {
    rows: [
      ['DeleteVirtualMFADevice'],
      ['GetMFADevice'],
      ['TagMFADevice', { Tags }],
      ['UntagMFADevice', { TagKeys: ['a'] }],
    ],
    things: [of.role, of.user, of.policy, of.provider, of.saml],
    code: / 404 NoSuchEntityException$/,
  });
  refuses('secretsmanager', 'SecretId', {
    rows: [
      ['DescribeSecret'],
      ['GetSecretValue'],
      ['ListSecretVersionIds'],
      ['PutSecretValue', { SecretString: 'x' }],
      ['UpdateSecret', { Description: 'x' }],
      ['DeleteSecret'],
      ['DeleteSecret', { ForceDeleteWithoutRecovery: true }],
      ['RestoreSecret'],
      ['RotateSecret'],
      ['TagResource', { Tags }],
      ['UntagResource', { TagKeys: ['a'] }],
      ['GetResourcePolicy'],
      ['PutResourcePolicy', { ResourcePolicy: documentOf({ ...allow('secretsmanager:*'), ...to(account) }) }],
      ['DeleteResourcePolicy'],
      ['UpdateSecretVersionStage', { VersionStage: 'x' }],
    ],
    things: [
      of.role,
      of.key,
      of.table,
      of.secret.replace(':secret:', ':key:'),
      of.secret.replace(':secretsmanager:', ':s3:'),
      of.secret.replace('eu-west-1', 'eu-west-2'),
    ],
    code: / 400 ResourceNotFoundException$/,
  });
  const Key = { id: { S: 'a' } };
  refuses('dynamodb', 'TableName', {
    rows: [
      ['DescribeTable'],
      ['UpdateTable', { DeletionProtectionEnabled: false }],
      ['DeleteTable'],
      ['GetItem', { Key }],
      ['PutItem', { Item: Key }],
      ['UpdateItem', { Key }],
      ['DeleteItem', { Key }],
      ['Scan'],
      ['Query', { KeyConditionExpression: 'id = :a', ExpressionAttributeValues: { ':a': { S: 'a' } } }],
    ],
    things: [of.index, of.stream, of.backup, of.role, of.key, of.table.replace(':dynamodb:', ':s3:')],
    code: / 400 ValidationException$/,
  });
  const ofTable = { ...allow('dynamodb:GetItem', of.table), ...to(account) };
  refuses('dynamodb', 'ResourceArn', {
    rows: [
      ['TagResource', { Tags }],
      ['UntagResource', { TagKeys: ['a'] }],
      ['ListTagsOfResource'],
      ['GetResourcePolicy'],
      ['PutResourcePolicy', { Policy: documentOf(ofTable) }],
      ['DeleteResourcePolicy'],
    ],
    things: [of.index, of.backup, of.role, of.key, of.table.replace(':dynamodb:', ':s3:'), 'one'],
    code: / 400 ValidationException$/,
  });
});

describe('KMS refuses an alias, and its ARN, where it takes the id or ARN of a key alone', () => {
  const GrantId = 'a'.repeat(64);
  const rows: readonly Row[] = [
    ['CancelKeyDeletion'],
    ['CreateGrant', { GranteePrincipal: `arn:aws:iam::${account}:root`, Operations: ['Decrypt'] }],
    ['DeleteImportedKeyMaterial'],
    ['DisableKey'],
    ['DisableKeyRotation'],
    ['EnableKey'],
    ['EnableKeyRotation'],
    ['GetKeyPolicy'],
    ['GetKeyRotationStatus'],
    ['GetParametersForImport', { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' }],
    ['ListAliases'],
    ['ListGrants'],
    ['ListKeyPolicies'],
    ['ListKeyRotations'],
    ['ListResourceTags'],
    ['PutKeyPolicy', { Policy: documentOf({ ...allow('kms:*'), ...to(account) }) }],
    ['ReplicateKey', { ReplicaRegion: 'eu-west-2' }],
    ['RetireGrant', { GrantId }],
    ['RevokeGrant', { GrantId }],
    ['RotateKeyOnDemand'],
    ['ScheduleKeyDeletion'],
    ['TagResource', { Tags: [{ TagKey: 'a', TagValue: 'b' }] }],
    ['UntagResource', { TagKeys: ['a'] }],
    ['UpdateKeyDescription', { Description: 'x' }],
    ['UpdatePrimaryRegion', { PrimaryRegion: 'eu-west-2' }],
  ];
  test.each(rows)('kms:%s', async (operation, more = {}) => {
    const { kms: root } = lab.as(account);
    const TargetKeyId = await newKey({ kms: root });
    await root.send(new kms.CreateAliasCommand({ AliasName: 'alias/one', TargetKeyId }));
    for (const KeyId of [of.alias, 'alias/one', of.role, of.secret]) {
      const answer = await ask('kms', operation, { ...more, KeyId });
      expect(`${KeyId} ${answer}`).toMatch(/ 400 (NotFound|InvalidArn)Exception$/);
    }
  });
});

test('no role is assumed by the ARN of something else', async () => {
  const user = await lab.user(account, 'ada', allow('sts:*'));
  for (const RoleArn of [of.user, of.profile, of.policy, of.provider, of.device, of.key]) {
    const asked = user.sts.send(new sts.AssumeRoleCommand({ RoleArn, RoleSessionName: 'one' }));
    expect(`${RoleArn} ${await codeOf(asked)}`).toMatch(/ (403 AccessDenied|400 ValidationError)$/);
  }
});
