import type { RequiredPermission } from '../../../authorization/permissions/rule.ts';
import { ALL_BUCKETS } from '../../../authorization/permissions/s3-resources.ts';
import { UNKNOWABLE } from '../../../authorization/terms/permission.ts';
import { bucketOfArn } from '../../../aws/arn.ts';
import { CallContext, suppliedValues } from '../../context/request-context.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check } from '../../plan/check.ts';
import { aclOfNewObject } from './acl-write.ts';
import type { EffectiveEncryption } from './effective-encryption.ts';
import type { NamedBucket } from './named-bucket.ts';
import { s3Surfaces } from './s3-surfaces.ts';

/** A call that asks for permissions, and the buckets that they can be about. */
export interface AskingS3 {
  readonly call: CallFacts<'s3'>;
  /** The bucket that the call names; undefined if it makes it. */
  readonly bucket: NamedBucket | undefined;
  /** The bucket of the source of a copy. */
  readonly source: NamedBucket | undefined;
  /** The encryption of the object that the call writes. */
  readonly effective: EffectiveEncryption | undefined;
}

/** The check of one permission on a bucket of the call, or on an object in it. */
export function s3Check(required: RequiredPermission, asking: AskingS3): Check {
  const { call, effective } = asking;
  const { action, resource } = required;
  const resourceAccount = ownerOf(resource, asking);
  const supplied = () =>
    suppliedValues(required.context, {
      's3:x-amz-server-side-encryption-aws-kms-key-id':
        action === 's3:PutObject' && effective ? effectiveKeyId(effective) : undefined,
      'aws:ResourceAccount': resourceAccount,
      's3:ResourceAccount': resourceAccount,
    });
  const context = new CallContext(call.facts, supplied);
  const ofNewObject = createsObject(call) && PROPERTIES.has(action);
  return {
    kind: 'permission',
    permission: { action, resource, resourceAccount, context, ...(ofNewObject && { ofNewObject }) },
    surface: s3Surfaces.s3,
  };
}

/** The permissions for what a request that creates an object sets on it besides its content. */
const PROPERTIES: ReadonlySet<string> = new Set([
  's3:PutObjectAcl',
  's3:PutObjectLegalHold',
  's3:PutObjectRetention',
  's3:PutObjectTagging',
]);

function createsObject({ operation }: CallFacts<'s3'>): boolean {
  return aclOfNewObject.has(operation);
}

/** Only a caller that may list the bucket learns that an object is missing: others are refused for s3:ListBucket. */
export function listCheck(bucket: string, asking: AskingS3): Check {
  return s3Check({ action: 's3:ListBucket', resource: `arn:aws:s3:::${bucket}` }, asking);
}

/** The account of a resource: the caller's for all buckets, and for a bucket that is being made. */
function ownerOf(resource: string, { call, bucket, source }: AskingS3): string {
  if (resource === ALL_BUCKETS || call.operation === 'CreateBucket') return call.account;
  const name = bucketOfArn(resource);
  const named = name === bucket?.name ? bucket : source;
  if (named === undefined || named.name !== name)
    throw new TypeError(
      `${call.operation} asks for a permission on ${resource}, a bucket that it does not name`,
    );
  return named.owner;
}

/**
 * `s3:x-amz-server-side-encryption-aws-kms-key-id` holds the *effective* key, from the header or the bucket's default.
 * Undocumented: its value for an alias. A policy that tests it is then not decided.
 */
function effectiveKeyId(effective: EffectiveEncryption): string | typeof UNKNOWABLE | undefined {
  if (effective.algorithm !== 'aws:kms' && effective.algorithm !== 'aws:kms:dsse') return undefined;
  const { key } = effective;
  if (key.kind === 'missing') return UNKNOWABLE;
  if (key.kind === 'key' && key.alias !== undefined && key.alias !== 'alias/aws/s3') return UNKNOWABLE;
  return key.arn;
}
