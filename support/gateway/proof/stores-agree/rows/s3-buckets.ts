import { requestsOf, type Step, type Subject, subjectsOf, type World } from '../request.ts';

const ask = requestsOf('s3');
const kms = requestsOf('kms');
const Bucket = '{bucket}';
const here = { LocationConstraint: 'eu-west-1' };
const create = ask('CreateBucket', { Bucket, CreateBucketConfiguration: here });
const canonicalId = ask('GetBucketAcl', { Bucket }, { keep: { canonicalId: 'Owner.ID' } });
const full = ask('PutObject', { Bucket, Key: 'k', Body: 'hello' });
const withAcls = ask('PutBucketOwnershipControls', {
  Bucket,
  OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
});
const open = ask('DeletePublicAccessBlock', { Bucket });

/** A bucket. */
const bucket: World = { steps: [create, canonicalId], reads: [] };
const of = subjectsOf('s3', bucket);

/** A subject about one configuration of a bucket: what reads it tells whether it was changed. */
const read = (step: Step) => ({ reads: [step], renew: [] });

const encryptionRule = (rule: object) => ({ Rules: [rule] });
const byDefault = (by: object) => encryptionRule({ ApplyServerSideEncryptionByDefault: by });
const encryption = read(ask('GetBucketEncryption', { Bucket }));
const policyOf = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
const allowed = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::{account}:root' },
  Action: 's3:GetObject',
};
const objectsOfBucket = 'arn:aws:s3:::{bucket}/*';
const policy = read(ask('GetBucketPolicy', { Bucket }));
const putPolicy = ask('PutBucketPolicy', {
  Bucket,
  Policy: policyOf({ ...allowed, Resource: objectsOfBucket }),
});
const publicAccess = read(ask('GetPublicAccessBlock', { Bucket }));
const ownership = read(ask('GetBucketOwnershipControls', { Bucket }));
const versioning = read(ask('GetBucketVersioning', { Bucket }));
const tagging = read(ask('GetBucketTagging', { Bucket }));
const acl = read(ask('GetBucketAcl', { Bucket }));
const cors = read(ask('GetBucketCors', { Bucket }));
const lifecycle = read(ask('GetBucketLifecycleConfiguration', { Bucket }));
const corsRule = { AllowedMethods: ['GET'], AllowedOrigins: ['*'] };
const lifecycleRule = { ID: 'r', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } };
const owner = { ID: '{canonicalId}' };
const granted = (grant: object) => ({ Owner: owner, Grants: [grant] });
const toOwner = { Grantee: { Type: 'CanonicalUser', ID: '{canonicalId}' }, Permission: 'FULL_CONTROL' };
const toAll = {
  Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
  Permission: 'READ',
};

/** For tests: how S3 is asked about buckets. */
export const s3Buckets: readonly Subject[] = [
  of(
    'CreateBucket',
    { Bucket: 'made-{c}', CreateBucketConfiguration: here },
    {
      renew: [],
      shows: [
        ask('GetBucketLocation', { Bucket: 'made-{c}' }),
        ask('GetBucketOwnershipControls', { Bucket: 'made-{c}' }),
        ask('GetBucketAcl', { Bucket: 'made-{c}' }),
        ask('GetObjectLockConfiguration', { Bucket: 'made-{c}' }),
      ],
      vary: {
        Bucket: [Bucket, 'Bad_Name', 'ab', 'a..b', '1.2.3.4', 'xn--a-{c}', 'a-{c}-s3alias', 'x'.repeat(64)],
        CreateBucketConfiguration: [
          undefined,
          {},
          { LocationConstraint: 'nonsense' },
          { LocationConstraint: 'us-east-1' },
          { LocationConstraint: 'EU' },
          { ...here, Tags: [{ Key: 'a', Value: 'b' }] },
        ],
        BucketNamespace: ['global', 'account-regional', 'nonsense'],
      },
      also: {
        'one of another account': { input: { Bucket }, as: 'other' },
        'with a public ACL and ACLs': { input: { ACL: 'public-read', ObjectOwnership: 'ObjectWriter' } },
        'with a private ACL and ACLs': { input: { ACL: 'private', ObjectOwnership: 'BucketOwnerPreferred' } },
      },
    },
  ),
  of(
    'DeleteBucket',
    { Bucket },
    {
      reads: [ask('HeadBucket', { Bucket })],
      renew: [create],
      also: { 'with an object': { after: [full] } },
    },
  ),
  of('HeadBucket', { Bucket }),
  of(
    'ListBuckets',
    {},
    {
      alone: true,
      vary: {
        Prefix: ['agree', 'zzz', ''],
        BucketRegion: ['eu-west-1', 'us-east-1', 'nonsense'],
        ContinuationToken: ['nonsense'],
      },
    },
  ),
  of('GetBucketLocation', { Bucket }),
  of(
    'PutBucketEncryption',
    { Bucket, ServerSideEncryptionConfiguration: byDefault({ SSEAlgorithm: 'AES256' }) },
    {
      ...encryption,
      vary: {
        ServerSideEncryptionConfiguration: [
          byDefault({ SSEAlgorithm: 'nonsense' }),
          byDefault({ SSEAlgorithm: 'aws:kms' }),
          byDefault({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/absent-{c}' }),
          byDefault({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: '' }),
          byDefault({ SSEAlgorithm: 'aws:kms:dsse' }),
          byDefault({ SSEAlgorithm: 'AES256', KMSMasterKeyID: 'alias/absent-{c}' }),
          byDefault({}),
          encryptionRule({ BucketKeyEnabled: true }),
          encryptionRule({}),
          encryptionRule({ BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } }),
          encryptionRule({
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
            BlockedEncryptionTypes: { EncryptionType: ['nonsense'] },
          }),
          encryptionRule({
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' },
            BucketKeyEnabled: true,
          }),
          { Rules: [] },
          {
            Rules: [
              { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
              { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
            ],
          },
        ],
      },
      also: {
        'a key of the account': {
          input: {
            ServerSideEncryptionConfiguration: byDefault({
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: '{key}',
            }),
          },
          after: [kms('CreateKey', {}, { keep: { key: 'KeyMetadata.Arn' } })],
        },
      },
    },
  ),
  of('GetBucketEncryption', { Bucket }),
  of('DeleteBucketEncryption', { Bucket }, encryption),
  of(
    'PutBucketPolicy',
    { Bucket, Policy: policyOf({ ...allowed, Resource: objectsOfBucket }) },
    {
      ...policy,
      vary: {
        Policy: [
          'nonsense',
          '{}',
          policyOf({ ...allowed, Resource: 'arn:aws:s3:::{bucket}' }),
          policyOf({ ...allowed, Resource: 'arn:aws:s3:::other/*' }),
          policyOf({ ...allowed, Action: 's3:Nonsense', Resource: objectsOfBucket }),
          policyOf({ ...allowed, Action: 'kms:Decrypt', Resource: objectsOfBucket }),
          policyOf({ ...allowed, Principal: '*', Resource: objectsOfBucket }),
          policyOf({
            ...allowed,
            Principal: { AWS: 'arn:aws:iam::{account}:user/absent' },
            Resource: objectsOfBucket,
          }),
          policyOf({ ...allowed, Resource: objectsOfBucket, Condition: { Nonsense: { a: 'b' } } }),
          policyOf({ Effect: 'Allow', Action: 's3:GetObject', Resource: objectsOfBucket }),
          policyOf({ ...allowed, Resource: objectsOfBucket, Sid: 'x'.repeat(20_480) }),
        ],
      },
    },
  ),
  of('GetBucketPolicy', { Bucket }, { also: { 'of a bucket with one': { after: [putPolicy] } } }),
  of(
    'DeleteBucketPolicy',
    { Bucket },
    { ...policy, also: { 'of a bucket with one': { after: [putPolicy] } } },
  ),
  of('GetBucketPolicyStatus', { Bucket }, { also: { 'of a bucket with one': { after: [putPolicy] } } }),
  of(
    'PutPublicAccessBlock',
    { Bucket, PublicAccessBlockConfiguration: { BlockPublicAcls: true } },
    {
      ...publicAccess,
      vary: {
        PublicAccessBlockConfiguration: [{}, { BlockPublicPolicy: false, RestrictPublicBuckets: true }],
      },
    },
  ),
  of('GetPublicAccessBlock', { Bucket }, { also: { 'of a bucket without': { after: [open] } } }),
  of('DeletePublicAccessBlock', { Bucket }, publicAccess),
  of(
    'PutBucketOwnershipControls',
    { Bucket, OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] } },
    {
      ...ownership,
      vary: {
        OwnershipControls: [
          { Rules: [] },
          { Rules: [{ ObjectOwnership: 'nonsense' }] },
          { Rules: [{ ObjectOwnership: 'ObjectWriter' }, { ObjectOwnership: 'ObjectWriter' }] },
        ],
      },
      also: {
        'without ACLs where they grant': {
          input: { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } },
          after: [withAcls, open, ask('PutBucketAcl', { Bucket, ACL: 'public-read' })],
        },
      },
    },
  ),
  of('GetBucketOwnershipControls', { Bucket }),
  of('DeleteBucketOwnershipControls', { Bucket }, ownership),
  of(
    'PutBucketVersioning',
    { Bucket, VersioningConfiguration: { Status: 'Enabled' } },
    {
      ...versioning,
      vary: {
        VersioningConfiguration: [
          {},
          { Status: 'Suspended' },
          { Status: 'nonsense' },
          { Status: 'Enabled', MFADelete: 'Enabled' },
          { Status: 'Enabled', MFADelete: 'nonsense' },
        ],
      },
    },
  ),
  of('GetBucketVersioning', { Bucket }),
  of(
    'PutBucketTagging',
    { Bucket, Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } },
    {
      ...tagging,
      vary: {
        Tagging: [
          { TagSet: [] },
          {
            TagSet: [
              { Key: 'a', Value: 'b' },
              { Key: 'a', Value: 'c' },
            ],
          },
          { TagSet: [{ Key: '', Value: 'b' }] },
          { TagSet: [{ Key: 'aws:a', Value: 'b' }] },
          { TagSet: [{ Key: 'x'.repeat(129), Value: 'b' }] },
          { TagSet: [{ Key: 'a', Value: 'x'.repeat(257) }] },
          { TagSet: Array.from({ length: 51 }, (_, i) => ({ Key: `k${i}`, Value: '' })) },
        ],
      },
    },
  ),
  of('GetBucketTagging', { Bucket }),
  of('DeleteBucketTagging', { Bucket }, tagging),
  of('GetBucketAcl', { Bucket }),
  of(
    'PutBucketAcl',
    { Bucket, ACL: 'private' },
    {
      ...acl,
      also: {
        'public where ACLs are on': { input: { ACL: 'public-read' }, after: [withAcls] },
        'public where nothing blocks it': { input: { ACL: 'public-read' }, after: [withAcls, open] },
        'unknown where ACLs are on': { input: { ACL: 'nonsense' }, after: [withAcls] },
        'a grant to all where ACLs are on': {
          input: { ACL: undefined, GrantRead: 'uri=http://acs.amazonaws.com/groups/global/AllUsers' },
          after: [withAcls],
        },
        'a grant to a user where ACLs are on': {
          input: { ACL: undefined, GrantRead: 'id={canonicalId}' },
          after: [withAcls],
        },
        'a grant to nothing where ACLs are on': {
          input: { ACL: undefined, GrantRead: 'id=nonsense' },
          after: [withAcls],
        },
        'a grant and a canned one': { input: { GrantRead: 'id={canonicalId}' }, after: [withAcls] },
        'a policy where ACLs are on': {
          input: { ACL: undefined, AccessControlPolicy: granted(toOwner) },
          after: [withAcls],
        },
        'a public policy where ACLs are on': {
          input: { ACL: undefined, AccessControlPolicy: granted(toAll) },
          after: [withAcls],
        },
        'a policy of an unknown permission': {
          input: { ACL: undefined, AccessControlPolicy: granted({ ...toOwner, Permission: 'nonsense' }) },
          after: [withAcls],
        },
        'a policy of another owner': {
          input: {
            ACL: undefined,
            AccessControlPolicy: { Owner: { ID: 'a'.repeat(64) }, Grants: [toOwner] },
          },
          after: [withAcls],
        },
        nothing: { input: { ACL: undefined }, after: [withAcls] },
      },
    },
  ),
  of(
    'PutBucketCors',
    { Bucket, CORSConfiguration: { CORSRules: [corsRule] } },
    {
      ...cors,
      vary: {
        CORSConfiguration: [
          { CORSRules: [] },
          { CORSRules: [{ ...corsRule, AllowedMethods: ['NONSENSE'] }] },
          { CORSRules: [{ ...corsRule, AllowedOrigins: ['*a*'] }] },
          { CORSRules: [{ ...corsRule, AllowedHeaders: ['*a*'] }] },
          { CORSRules: [{ ...corsRule, ExposeHeaders: ['*'] }] },
          { CORSRules: [{ ...corsRule, MaxAgeSeconds: -1 }] },
          { CORSRules: Array.from({ length: 101 }, () => corsRule) },
        ],
      },
    },
  ),
  of('GetBucketCors', { Bucket }),
  of('DeleteBucketCors', { Bucket }, cors),
  of(
    'PutBucketLifecycleConfiguration',
    { Bucket, LifecycleConfiguration: { Rules: [lifecycleRule] } },
    {
      ...lifecycle,
      vary: {
        LifecycleConfiguration: [
          undefined,
          { Rules: [] },
          { Rules: [{ ...lifecycleRule, Status: 'nonsense' }] },
          { Rules: [{ ...lifecycleRule, Filter: undefined }] },
          { Rules: [{ ...lifecycleRule, Expiration: { Days: 0 } }] },
          { Rules: [{ ...lifecycleRule, Expiration: { Days: 1, Date: new Date('2040-01-01T00:00:00Z') } }] },
          { Rules: [lifecycleRule, lifecycleRule] },
          { Rules: [{ ...lifecycleRule, ID: 'x'.repeat(256) }] },
          { Rules: [{ ID: 'r', Status: 'Enabled', Filter: {} }] },
        ],
      },
    },
  ),
  of('GetBucketLifecycleConfiguration', { Bucket }),
  of('DeleteBucketLifecycle', { Bucket }, lifecycle),
  of('GetBucketWebsite', { Bucket }),
  of('GetBucketReplication', { Bucket }),
  of('GetObjectLockConfiguration', { Bucket }),
  of('GetBucketLogging', { Bucket }),
  of('GetBucketNotificationConfiguration', { Bucket }),
  of('GetBucketAccelerateConfiguration', { Bucket }),
  of('GetBucketRequestPayment', { Bucket }),
  of('GetBucketAbac', { Bucket }),
];
