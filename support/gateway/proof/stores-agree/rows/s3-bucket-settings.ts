import type { Subject } from '../request.ts';
import { ask, Bucket, of, open, read, withAcls } from './s3-bucket-state.ts';

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

/** For tests: how S3 is asked about the other settings of a bucket. */
export const s3BucketSettings: readonly Subject[] = [
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
          undefined,
          {},
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
        'a policy without an owner': {
          input: { ACL: undefined, AccessControlPolicy: { Grants: [toOwner] } },
          after: [withAcls],
        },
        'a policy that grants to an address': {
          input: {
            ACL: undefined,
            AccessControlPolicy: granted({
              ...toOwner,
              Grantee: { Type: 'AmazonCustomerByEmail', EmailAddress: 'a@example.com' },
            }),
          },
          after: [withAcls],
        },
        'a policy that grants to an unknown type': {
          input: {
            ACL: undefined,
            AccessControlPolicy: granted({ ...toOwner, Grantee: { Type: 'nonsense' } }),
          },
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
          { Rules: [{ ...lifecycleRule, Transitions: [{ Days: 1 }] }] },
          { Rules: [{ ...lifecycleRule, Transitions: [{ Days: 1, StorageClass: 'STANDARD_IA' }] }] },
          { Rules: [{ ...lifecycleRule, Expiration: { Date: new Date('2040-01-01T12:00:00Z') } }] },
        ],
      },
    },
  ),
  of('GetBucketLifecycleConfiguration', { Bucket }),
  of('DeleteBucketLifecycle', { Bucket }, lifecycle),
];
