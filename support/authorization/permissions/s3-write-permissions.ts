import { type CopySource, parseCopySource } from '../../aws/copy-source.ts';
import type { Input } from '../../aws/operations.ts';
import { UNKNOWABLE } from '../terms/permission.ts';
import type { PermissionTable, RequiredPermission } from './rule.ts';
import { comparing } from './s3-conditional-permissions.ts';
import {
  type AclHeaders,
  aclContext,
  type Context,
  copiedTagContext,
  hasAcl,
  type ObjectLockHeaders,
  objectTagContext,
  retentionContext,
  taggingHeader,
} from './s3-context.ts';
import { type OnObject, objectArn } from './s3-resources.ts';

/** The headers that the operations which make objects share. */
interface WriteHeaders extends OnObject, AclHeaders, ObjectLockHeaders {
  readonly ServerSideEncryption?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/** Whether the request makes an object: parts and the start of a multipart upload do not. */
type Creation = 'true' | 'false';

/**
 * The condition keys of s3:PutObject that headers determine. `s3:x-amz-server-side-encryption` is the header and
 * nothing else: without it the key is absent, although the bucket's default encrypts the object.
 *
 * Source: Amazon S3 user guide, "Bucket policy examples using condition keys", section "Enforce conditional writes".
 */
function putContext(input: WriteHeaders, creation: Creation): Context {
  return {
    's3:ObjectCreationOperation': creation,
    's3:x-amz-server-side-encryption': input.ServerSideEncryption,
    's3:x-amz-server-side-encryption-customer-algorithm': input.SSECustomerAlgorithm,
    's3:x-amz-storage-class': input.StorageClass,
    's3:x-amz-website-redirect-location': input.WebsiteRedirectLocation,
    's3:if-match': input.IfMatch,
    's3:if-none-match': input.IfNoneMatch,
    's3:object-lock-legal-hold': input.ObjectLockLegalHoldStatus,
    ...retentionContext(input.ObjectLockMode, input.ObjectLockRetainUntilDate),
    ...aclContext(input),
  };
}

/** s3:PutObject, and what an access control list, tags, a lock or an ETag in the headers take besides. */
function writing(
  input: WriteHeaders,
  tagging: string | undefined,
  own: Context,
): readonly RequiredPermission[] {
  const resource = objectArn(input);
  const tags = taggingHeader(tagging);
  const context: Context = tags.length === 0 ? own : { ...own, ...objectTagContext(tags) };
  const needed: RequiredPermission[] = [{ action: 's3:PutObject', resource, context }];
  const add = (action: string) => needed.push({ action, resource, context });
  if (hasAcl(input)) add('s3:PutObjectAcl');
  if (tags.length > 0) add('s3:PutObjectTagging');
  if ((input.ObjectLockMode ?? input.ObjectLockRetainUntilDate) !== undefined) add('s3:PutObjectRetention');
  if (input.ObjectLockLegalHoldStatus !== undefined) add('s3:PutObjectLegalHold');
  needed.push(...comparing(input));
  return needed;
}

/**
 * `s3:x-amz-copy-source` as policies spell it. AWS does not say what it holds where the header spells its source in
 * another of the ways it may, percent-encoded or with a slash in front.
 */
function spelledSource(header: string | undefined): string | typeof UNKNOWABLE {
  const { Bucket, Key } = parseCopySource(header ?? '');
  const plain = `${Bucket}/${Key}`;
  return header === plain || header?.startsWith(`${plain}?`) ? header : UNKNOWABLE;
}

/**
 * The condition keys of s3:PutObject for what goes into an upload that has its encryption already. Whether they hold
 * that encryption AWS does not say, and reports contradict each other.
 */
function partContext(input: WriteHeaders, creation: Creation): Context {
  return {
    ...putContext(input, creation),
    's3:x-amz-server-side-encryption': UNKNOWABLE,
    's3:x-amz-server-side-encryption-aws-kms-key-id': UNKNOWABLE,
  };
}

/** Reading what is copied: the version's own action where the source names one. */
function readingSource(copySource: string | undefined): RequiredPermission {
  const source = parseCopySource(copySource ?? '');
  const resource = objectArn(source);
  if (source.VersionId === undefined) return { action: 's3:GetObject', resource };
  return { action: 's3:GetObjectVersion', resource, context: { 's3:VersionId': source.VersionId } };
}

/** The tags that CopyObject takes along from its source. */
export interface CopiedTags {
  readonly source: CopySource;
  /** Their keys. */
  readonly keys: readonly string[];
}

/**
 * What CopyObject needs where it takes tags along, which the input does not tell: reading them there and setting them
 * here. Source: AWS Knowledge Center, "Why can't I copy an object between two Amazon S3 buckets?".
 */
export function copyingTags(input: OnObject, { source, keys }: CopiedTags): readonly RequiredPermission[] {
  if (keys.length === 0) return [];
  const { VersionId } = source;
  const reading = VersionId === undefined ? 's3:GetObjectTagging' : 's3:GetObjectVersionTagging';
  return [
    { action: reading, resource: objectArn(source), context: { 's3:VersionId': VersionId } },
    { action: 's3:PutObjectTagging', resource: objectArn(input), context: copiedTagContext(keys) },
  ];
}

function copyObject(input: Input<'s3', 'CopyObject'>): readonly RequiredPermission[] {
  const context: Context = {
    ...putContext(input, 'true'),
    's3:x-amz-copy-source': spelledSource(input.CopySource),
    's3:x-amz-metadata-directive': input.MetadataDirective,
  };
  const tagging = input.TaggingDirective === 'REPLACE' ? input.Tagging : undefined;
  return [readingSource(input.CopySource), ...writing(input, tagging, context)];
}

function uploadPartCopy(input: Input<'s3', 'UploadPartCopy'>): readonly RequiredPermission[] {
  const context: Context = {
    ...partContext(input, 'false'),
    's3:x-amz-copy-source': spelledSource(input.CopySource),
  };
  return [readingSource(input.CopySource), { action: 's3:PutObject', resource: objectArn(input), context }];
}

/**
 * The permissions of the operations that write objects. `s3:x-amz-server-side-encryption-aws-kms-key-id`, the
 * effective key, is not the input's to tell, nor are the tags of a source: the gateway adds what they take.
 *
 * Source: Service Authorization Reference, "Amazon S3"; Amazon S3 API reference, each operation, section "Permissions";
 * Amazon S3 user guide, "Multipart upload API and permissions".
 */
export const s3WritePermissions = {
  PutObject: (input) => writing(input, input.Tagging, putContext(input, 'true')),
  CopyObject: copyObject,
  CreateMultipartUpload: (input) => writing(input, input.Tagging, putContext(input, 'false')),
  UploadPart: (input) => writing(input, undefined, partContext(input, 'false')),
  UploadPartCopy: uploadPartCopy,
  CompleteMultipartUpload: (input) => writing(input, undefined, partContext(input, 'true')),
  UpdateObjectEncryption: (input) => {
    const resource = objectArn(input);
    const context = { 's3:VersionId': input.VersionId };
    return [
      { action: 's3:PutObject', resource, context },
      { action: 's3:UpdateObjectEncryption', resource, context },
    ];
  },
} satisfies Partial<PermissionTable<'s3'>>;
