import { parseCopySource } from '../../aws/copy-source.ts';
import type { ObjectReference } from '../../aws/object-reference.ts';
import type { Input } from '../../aws/operations.ts';
import { Readings, UNKNOWABLE } from '../terms/permission.ts';
import { orAbsent, type PermissionTable, type RequiredPermission, withListed } from './rule.ts';
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

/** The headers that all operations writing objects have. */
interface WriteHeaders extends OnObject, AclHeaders, ObjectLockHeaders {
  readonly ServerSideEncryption?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/** `true` if the request completes an object; parts and the start of a multipart upload do not. */
type Creation = 'true' | 'false';

/**
 * The condition keys of s3:PutObject that headers determine. `s3:x-amz-server-side-encryption` is only the header's
 * value. Without the header the key is absent, even if the bucket's default encrypts the object.
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

/** The condition keys that the reference lists for the actions on what a write sets besides the content. */
const LISTED = {
  's3:PutObjectAcl': /^s3:x-amz-(?:acl$|grant-|storage-class$)/,
  's3:PutObjectLegalHold': /^s3:object-lock-legal-hold$/,
  's3:PutObjectRetention': /^s3:object-lock-(?:mode|remaining-retention-days|retain-until-date)$/,
  's3:PutObjectTagging': /^s3:RequestObjectTag/,
} as const;

/** The permission s3:PutObject, and those that an access control list, tags, a lock or an ETag in the headers need. */
function writing(
  input: WriteHeaders,
  tagging: string | undefined,
  own: Context,
): readonly RequiredPermission[] {
  const resource = objectArn(input);
  const tags = taggingHeader(tagging);
  const context: Context = tags.length === 0 ? own : { ...own, ...objectTagContext(tags) };
  const needed: RequiredPermission[] = [{ action: 's3:PutObject', resource, context }];
  const add = (action: keyof typeof LISTED) =>
    needed.push({ action, resource, context: withListed(context, LISTED[action]) });
  if (hasAcl(input)) add('s3:PutObjectAcl');
  if (tags.length > 0) add('s3:PutObjectTagging');
  if ((input.ObjectLockMode ?? input.ObjectLockRetainUntilDate) !== undefined) add('s3:PutObjectRetention');
  if (input.ObjectLockLegalHoldStatus !== undefined) add('s3:PutObjectLegalHold');
  needed.push(...comparing(input));
  return needed;
}

/**
 * The value of `s3:x-amz-copy-source` in the plain spelling that policies use.
 * Undocumented: the value for a header in another valid spelling, percent-encoded or with a leading slash. A condition is
 * decided if all spellings have one result.
 */
function spelledSource(header = ''): string | Readings {
  const { Bucket, Key } = parseCopySource(header);
  const plain = `${Bucket}/${Key}`;
  if (header === plain || header.startsWith(`${plain}?`)) return header;
  const version = header.includes('?versionId=') ? header.slice(header.indexOf('?versionId=')) : '';
  const spellings = [plain, `/${plain}`].flatMap((spelling) => [spelling, spelling + version]);
  return new Readings([...new Set([header, header.replace(/^\//, ''), ...spellings])]);
}

/**
 * The condition keys of s3:PutObject for parts of an upload, whose encryption is already fixed. The gateway gives those of
 * encryption their values, as it knows the upload.
 */
function partContext(input: WriteHeaders, creation: Creation): Context {
  return {
    ...putContext(input, creation),
    's3:x-amz-server-side-encryption': UNKNOWABLE,
    's3:x-amz-server-side-encryption-aws-kms-key-id': UNKNOWABLE,
  };
}

/** The permission to read the source of a copy; on its version, if the source names one. */
function readingSource(copySource: string | undefined): RequiredPermission {
  const source = parseCopySource(copySource ?? '');
  const resource = objectArn(source);
  if (source.VersionId === undefined) return { action: 's3:GetObject', resource, ofSource: true };
  const context = { 's3:VersionId': source.VersionId };
  return { action: 's3:GetObjectVersion', resource, ofSource: true, context };
}

/** The tags that CopyObject copies from its source. */
export interface CopiedTags {
  readonly source: ObjectReference;
  /** Their keys. */
  readonly keys: readonly string[];
}

/**
 * The permissions of CopyObject for copied tags, which only the source shows: to read them there and to set them here.
 * Source: AWS Knowledge Center, "Why can't I copy an object between two Amazon S3 buckets?".
 */
export function copyingTags(input: OnObject, { source, keys }: CopiedTags): readonly RequiredPermission[] {
  if (keys.length === 0) return [];
  const { VersionId } = source;
  const reading = VersionId === undefined ? 's3:GetObjectTagging' : 's3:GetObjectVersionTagging';
  return [
    { action: reading, resource: objectArn(source), ofSource: true, context: { 's3:VersionId': VersionId } },
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
 * The permissions of UpdateObjectEncryption. The reference lists the condition keys of encryption for it, and not that of the version.
 * Undocumented: whether s3:PutObject has them too, as no header states them.
 */
function updateEncryption(input: Input<'s3', 'UpdateObjectEncryption'>): readonly RequiredPermission[] {
  const resource = objectArn(input);
  const key = input.ObjectEncryption?.SSEKMS?.KMSKeyArn;
  const context: Context = {
    's3:VersionId': orAbsent(input.VersionId),
    's3:x-amz-server-side-encryption': key && 'aws:kms',
    's3:x-amz-server-side-encryption-aws-kms-key-id': key,
  };
  return [
    { action: 's3:PutObject', resource, context: withListed(context, NOTHING) },
    { action: 's3:UpdateObjectEncryption', resource, context },
  ];
}

const NOTHING = /^$/;

/**
 * The permissions of the operations that write objects. The gateway adds
 * `s3:x-amz-server-side-encryption-aws-kms-key-id`, the effective key, and the permissions for a source's tags, because
 * the input does not hold them.
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
  UpdateObjectEncryption: updateEncryption,
} satisfies Partial<PermissionTable<'s3'>>;
