import type { RequiredPermission } from '../../../authorization/permissions/rule.ts';
import { ALL_BUCKETS } from '../../../authorization/permissions/s3-resources.ts';
import { UNKNOWABLE } from '../../../authorization/terms/permission.ts';
import { bucketOfArn } from '../../../aws/arn.ts';
import type { KnownInitiator } from '../../../aws/upload-initiator.ts';
import type { StoredEncryption } from '../../../stores/store.ts';
import { CallContext, suppliedValues } from '../../context/request-context.ts';
import type { RequestFacts } from '../../context/request-facts.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check } from '../../plan/check.ts';
import { accessPointArn, accessPointContext } from '../../surroundings/access-point.ts';
import { aclOfNewObject } from './acl-write.ts';
import type { EffectiveEncryption } from './effective-encryption.ts';
import type { NamedBucket } from './named-bucket.ts';
import { s3Surfaces } from './s3-surfaces.ts';

type PermissionCheck = Extract<Check, { readonly kind: 'permission' }>;

/** A call that asks for permissions, and the buckets that they can be about. */
export interface AskingS3 {
  readonly call: CallFacts<'s3'>;
  /** The bucket that the call names; undefined if it makes it. */
  readonly bucket: NamedBucket | undefined;
  /** The bucket of the source of a copy. */
  readonly source: NamedBucket | undefined;
  /** The encryption of the object that the call writes. */
  readonly effective: EffectiveEncryption | undefined;
  /** The encryption of the upload that the call is a part or the end of. */
  readonly upload?: StoredEncryption | undefined;
  /** The initiator of the upload that the call lists or aborts. */
  readonly initiator?: KnownInitiator | undefined;
  /** The condition keys of the tags that the call copies. */
  readonly copiedTags?: RequiredPermission['context'];
}

/**
 * The checks of one permission on a bucket of the call, or on an object in it. A request through an access point needs it on
 * the access point and on the bucket.
 *
 * Source: Amazon S3 user guide, "Configuring IAM policies for using access points".
 */
export function s3Checks(required: RequiredPermission, askingAll: AskingS3): readonly Check[] {
  const asking =
    required.ofSource === true ? { ...askingAll, call: callAtSource(askingAll.call) } : askingAll;
  const { accessPoint } = asking.call.facts;
  const ofBucket = s3Check(required, asking);
  if (accessPoint === undefined) return [ofBucket];
  const key = required.resource.slice(`arn:aws:s3:::${accessPoint.bucket}`.length);
  const arn = accessPointArn(accessPoint);
  const resource = key === '' ? arn : `${arn}/object${key}`;
  const ofPoint = s3Check({ ...required, resource }, asking);
  return [
    required.action === LISTS_UPLOADS ? { ...ofPoint, otherReading: uploadsReading(ofBucket) } : ofPoint,
    { ...ofBucket, surface: s3Surfaces['s3 behind an access point'] },
  ];
}

export const LISTS_UPLOADS = 's3:ListBucketMultipartUploads';

/**
 * The permission to list uploads as the reference reads.
 *
 * Undocumented: whether it is decided on the access point. AWS says that both the access point and the bucket must permit a request, and
 * its reference lists the bucket alone for this action. A denial that the access point alone makes is not decided.
 */
function uploadsReading({ permission }: PermissionCheck): NonNullable<PermissionCheck['otherReading']> {
  return { permission, fact: `whether an access point has ${LISTS_UPLOADS}` };
}

/** A copy as its source sees it, which comes through the access point that names the source, or through none. */
function callAtSource(call: CallFacts<'s3'>): CallFacts<'s3'> {
  const { accessPoint, sourceAccessPoint } = call.facts;
  if (accessPoint === sourceAccessPoint) return call;
  return { ...call, facts: { ...call.facts, accessPoint: sourceAccessPoint } };
}

/** The check of one permission on a bucket of the call, on an object in it, or on the same through an access point. */
function s3Check(required: RequiredPermission, asking: AskingS3): PermissionCheck {
  const { call, effective, upload } = asking;
  const { action, resource } = required;
  const resourceAccount = ownerOf(resource, asking);
  const ofNewObject = createsObject(call) && PROPERTIES.has(action);
  const permissionWith = (encryption: RequiredPermission['context']) => {
    const context = contextWith(call.facts, { ...required.context, ...encryption }, resourceAccount);
    const begun = OF_UPLOADS.has(action) && { uploadInitiator: asking.initiator };
    return { action, resource, resourceAccount, context, ...(ofNewObject && { ofNewObject }), ...begun };
  };
  const check = { kind: 'permission', surface: s3Surfaces.s3 } as const;
  if (action !== 's3:PutObject') return { ...check, permission: permissionWith({}) };
  if (upload !== undefined) {
    const ofUpload = uploadContext(upload);
    const unstated = { ...ofUpload, [ALGORITHM]: undefined };
    const otherReading = { permission: permissionWith(unstated), fact: ALGORITHM };
    return { ...check, permission: permissionWith(ofUpload), otherReading };
  }
  const ofEncryption: RequiredPermission['context'] = effective && { [KEY_ID]: effectiveKeyId(effective) };
  return { ...check, permission: permissionWith({ ...asking.copiedTags, ...ofEncryption }) };
}

/**
 * The context of a permission with the condition keys of the operation. The decision log keeps it, so it refers to nothing else of
 * the call: the input of an upload has its request, with the socket.
 */
function contextWith(
  facts: RequestFacts,
  ofOperation: NonNullable<RequiredPermission['context']>,
  resourceAccount: string,
): CallContext {
  // Undocumented: how s3:x-amz-copy-source spells a source that an access point names.
  const isSpelled = facts.sourceAccessPoint === undefined || ofOperation[COPY_SOURCE] === undefined;
  const copySource: RequiredPermission['context'] = isSpelled ? undefined : { [COPY_SOURCE]: UNKNOWABLE };
  return new CallContext(facts, () =>
    suppliedValues(
      { ...ofOperation, ...copySource, ...accessPointContext(facts.accessPoint) },
      { 'aws:ResourceAccount': resourceAccount, 's3:ResourceAccount': resourceAccount },
    ),
  );
}

/** The permissions that S3 gives the initiator of an upload by default. */
const OF_UPLOADS: ReadonlySet<string> = new Set(['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts']);

const COPY_SOURCE = 's3:x-amz-copy-source';
const ALGORITHM = 's3:x-amz-server-side-encryption';
const KEY_ID = 's3:x-amz-server-side-encryption-aws-kms-key-id';

/**
 * The condition keys of encryption for a part of an upload and for its end, whose requests state none.
 *
 * Undocumented: which values they have. Policies that AWS's guides print deny s3:PutObject without an encryption, and uploads
 * in parts work under them. So the keys hold what the upload states. What it states is not known: its caller could begin it
 * without a header only if policies allow that too. So an allowed part is allowed; a denial is made if the part is also denied
 * without the header.
 */
function uploadContext(upload: StoredEncryption): NonNullable<RequiredPermission['context']> {
  if (upload.algorithm === 'SSE-C') return { [ALGORITHM]: undefined, [KEY_ID]: undefined };
  return { [ALGORITHM]: upload.algorithm, [KEY_ID]: 'keyArn' in upload ? upload.keyArn : undefined };
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
export function listChecks(
  bucket: string,
  asking: AskingS3,
  of: Pick<RequiredPermission, 'ofSource'> = {},
): readonly Check[] {
  return s3Checks({ action: 's3:ListBucket', resource: `arn:aws:s3:::${bucket}`, ...of }, asking);
}

/** The account of a resource: the caller's for all buckets, and for a bucket that is being made. */
function ownerOf(resource: string, { call, bucket, source }: AskingS3): string {
  const { accessPoint } = call.facts;
  if (accessPoint !== undefined && resource.startsWith(accessPointArn(accessPoint)))
    return accessPoint.account;
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
