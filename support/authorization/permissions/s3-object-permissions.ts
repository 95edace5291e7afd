import type { Input } from '../../aws/operations.ts';
import { orAbsent, type PermissionTable, type RequiredPermission } from './rule.ts';
import { comparing } from './s3-conditional-permissions.ts';
import { aclContext, type Context, objectTagContext, retentionContext } from './s3-context.ts';
import { type OnObject, objectArn } from './s3-resources.ts';

/** One action on an object or, if the request names a version, the action that most operations have for versions. */
function onVersion(
  input: OnObject,
  action: string,
  versionAction: string,
  context?: Context,
): RequiredPermission {
  const resource = objectArn(input);
  if (input.VersionId === undefined) return { action, resource, context };
  return { action: versionAction, resource, context: { ...context, 's3:VersionId': input.VersionId } };
}

/** One action on an object or any version of it, for which the reference does not list the condition key of the version. */
function onObject(input: OnObject, action: string, context?: Context): RequiredPermission {
  const resource = objectArn(input);
  if (input.VersionId === undefined) return { action, resource, context };
  const withVersion: Context = { ...context, 's3:VersionId': orAbsent(input.VersionId) };
  return { action, resource, context: withVersion };
}

interface Read extends OnObject {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/** The reference lists the condition keys of preconditions for writes alone. */
function reading(input: Read): readonly RequiredPermission[] {
  const { IfMatch, IfNoneMatch } = input;
  const conditional = (IfMatch ?? IfNoneMatch) !== undefined;
  const context: Context | undefined = conditional
    ? { 's3:if-match': orAbsent(IfMatch), 's3:if-none-match': orAbsent(IfNoneMatch) }
    : undefined;
  return [onVersion(input, 's3:GetObject', 's3:GetObjectVersion', context)];
}

/** A request to bypass a governance lock needs the permission, even if nothing is locked. */
function bypassing(input: OnObject, bypass: boolean | undefined): readonly RequiredPermission[] {
  return bypass === true ? [onObject(input, 's3:BypassGovernanceRetention')] : [];
}

/**
 * The permission to delete an object. A required ETag also needs the permission to read the object.
 * Source: Amazon S3 user guide, "Enforce conditional deletes on Amazon S3 buckets".
 */
function deleting(input: OnObject & { readonly IfMatch?: string | undefined }): RequiredPermission[] {
  const { IfMatch } = input;
  // The reference lists this key for the action on objects alone.
  const known = input.VersionId === undefined ? IfMatch : orAbsent(IfMatch);
  const context: Context | undefined = IfMatch === undefined ? undefined : { 's3:if-match': known };
  const needed = onVersion(input, 's3:DeleteObject', 's3:DeleteObjectVersion', context);
  return [needed, ...comparing(input)];
}

/** The number of permissions that DeleteObjects needs for one of its objects. */
export function permissionsToDelete({ ETag }: { readonly ETag?: string | undefined }): number {
  return deleting({ IfMatch: ETag }).length;
}

/**
 * The permissions for each key, in the order of the keys, because each key is answered separately; then the bypasses.
 */
function deleteObjects(input: Input<'s3', 'DeleteObjects'>): readonly RequiredPermission[] {
  const objects = (input.Delete?.Objects ?? []).map(({ Key, VersionId, ETag }) => ({
    Bucket: input.Bucket,
    Key,
    VersionId,
    IfMatch: ETag,
  }));
  return [
    ...objects.flatMap(deleting),
    ...objects.flatMap((object) => bypassing(object, input.BypassGovernanceRetention)),
  ];
}

function putObjectTagging(input: Input<'s3', 'PutObjectTagging'>): readonly RequiredPermission[] {
  const tags = (input.Tagging?.TagSet ?? []).map(({ Key = '', Value = '' }) => [Key, Value] as const);
  return [onVersion(input, 's3:PutObjectTagging', 's3:PutObjectVersionTagging', objectTagContext(tags))];
}

function putObjectRetention(input: Input<'s3', 'PutObjectRetention'>): readonly RequiredPermission[] {
  const { Mode, RetainUntilDate } = input.Retention ?? {};
  return [
    onObject(input, 's3:PutObjectRetention', retentionContext(Mode, RetainUntilDate)),
    ...bypassing(input, input.BypassGovernanceRetention),
  ];
}

/**
 * The permissions of the operations on existing objects.
 *
 * Differs: AWS decides s3:BypassGovernanceRetention only if a governance lock applies; keyhole decides it whenever the
 * header asks for the bypass.
 * Source: Service Authorization Reference, "Amazon S3"; Amazon S3 API reference, each operation, section "Permissions".
 */
export const s3ObjectPermissions = {
  GetObject: reading,
  HeadObject: reading,
  GetObjectAttributes: (input) => [
    onVersion(input, 's3:GetObject', 's3:GetObjectVersion'),
    onVersion(input, 's3:GetObjectAttributes', 's3:GetObjectVersionAttributes'),
  ],
  DeleteObject: (input) => [...deleting(input), ...bypassing(input, input.BypassGovernanceRetention)],
  DeleteObjects: deleteObjects,
  AbortMultipartUpload: (input) => [onObject(input, 's3:AbortMultipartUpload')],
  ListParts: (input) => [onObject(input, 's3:ListMultipartUploadParts')],
  GetObjectAcl: (input) => [onVersion(input, 's3:GetObjectAcl', 's3:GetObjectVersionAcl')],
  PutObjectAcl: (input) => [onVersion(input, 's3:PutObjectAcl', 's3:PutObjectVersionAcl', aclContext(input))],
  GetObjectTagging: (input) => [onVersion(input, 's3:GetObjectTagging', 's3:GetObjectVersionTagging')],
  PutObjectTagging: putObjectTagging,
  DeleteObjectTagging: (input) => [
    onVersion(input, 's3:DeleteObjectTagging', 's3:DeleteObjectVersionTagging'),
  ],
  GetObjectRetention: (input) => [onObject(input, 's3:GetObjectRetention')],
  PutObjectRetention: putObjectRetention,
  GetObjectLegalHold: (input) => [onObject(input, 's3:GetObjectLegalHold')],
  PutObjectLegalHold: (input) => [
    onObject(input, 's3:PutObjectLegalHold', { 's3:object-lock-legal-hold': input.LegalHold?.Status }),
  ],
} satisfies Partial<PermissionTable<'s3'>>;
