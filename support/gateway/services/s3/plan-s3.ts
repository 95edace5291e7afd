import type { PermissionRule } from '../../../authorization/permissions/rule.ts';
import { parseArn } from '../../../aws/arn.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import type { KnownInitiator } from '../../../aws/upload-initiator.ts';
import { type Awaitable, whenKnown } from '../../../stores/awaitable.ts';
import type { StoredEncryption } from '../../../stores/store.ts';
import { resolveKeyReference } from '../../kms-use/resolve-key-reference.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check, Plan } from '../../plan/check.ts';
import { accessPointChecks } from './access-point-checks.ts';
import { conditionalRead } from './conditional-read.ts';
import { conditionsOf } from './conditions-of-call.ts';
import { type CopySource, copySource, tagsAlong } from './copy-source.ts';
import { blockedEncryptionChecks, customerKeyChecks } from './customer-key-checks.ts';
import { decidedPlaces } from './decided-places.ts';
import { type EffectiveEncryption, effectiveEncryption } from './effective-encryption.ts';
import { refuseOtherOwner } from './expected-owner.ts';
import { withDefaults, withEncryption } from './explicit-input.ts';
import { objectEncryptionChecks } from './input-checks/object-encryption.ts';
import { kmsCallsOf } from './kms-calls-of-operation.ts';
import { checksumChecks, kmsChecks } from './kms-checks.ts';
import { locationElsewhereChecks } from './location-elsewhere.ts';
import { type NamedBucket, namedBucket } from './named-bucket.ts';
import { type ObjectMembers, objectMembers } from './object-members.ts';
import { refuseOtherEndpoint } from './other-endpoint.ts';
import { requesterPaysChecks } from './requester-pays.ts';
import { listChecks, s3Checks } from './s3-check.ts';
import { callsToRead } from './s3-kms-calls.ts';

type S3Input = Input<'s3', Operation<'s3'>>;

/** Operations that create an object or upload under an encryption of their own. */
const encryptingWrites: ReadonlySet<string> = new Set<Operation<'s3'>>([
  'PutObject',
  'CopyObject',
  'CreateMultipartUpload',
]);

/** Reads of one object. A caller that may not list the bucket gets 403, not 404, if the object is missing. */
const objectReads: ReadonlySet<string> = new Set<Operation<'s3'>>([
  'GetObject',
  'HeadObject',
  'GetObjectAttributes',
]);

/**
 * The checks of an S3 call: S3's own permissions first, then, as the requester, the KMS calls that S3 makes.
 *
 * Source: Amazon S3 user guide, "Using server-side encryption with AWS KMS keys", and "Uploading and copying objects
 * using multipart upload", permissions. NoSuchBucket is thrown here: it precedes every decision.
 */
export async function planS3(
  call: CallFacts<'s3'>,
  rule: PermissionRule<'s3', Operation<'s3'>>,
): Promise<Plan<S3Input>> {
  const input = objectMembers(call.input);
  const places = decidedPlaces(call);
  const naming = existingBucket(call, input.Bucket);
  const bucket = naming instanceof Promise ? await naming : naming;
  const owner = bucket?.owner ?? call.account;
  const encrypting = encryptingWrites.has(call.operation) ? encryptionOfWrite(call, input, owner) : undefined;
  const effective = encrypting instanceof Promise ? await encrypting : encrypting;
  const reading = storedEncryption(call, input);
  const stored = reading instanceof Promise ? await reading : reading;
  const source = input.CopySource === undefined ? undefined : await copySource(call, input.CopySource);
  const evaluating = conditionalRead(call, input, { owner, source });
  const read = evaluating instanceof Promise ? await evaluating : evaluating;

  const checks: Check[] = [...accessPointChecks(call)];
  const upload = input.UploadId === undefined ? undefined : stored;
  const finding = initiatorOfUpload(call, input);
  const initiator = finding instanceof Promise ? await finding : finding;
  const alongside = source === undefined ? [] : await tagsAlong(call, input, source);
  const copiedTags = alongside.at(-1)?.context;
  const asking = { call, bucket, source: source?.bucket, effective, upload, initiator, copiedTags };
  for (const required of rule(call.input, { region: call.region, account: call.account }))
    checks.push(...s3Checks(required, asking));
  for (const required of alongside) checks.push(...s3Checks(required, asking));
  checks.push(...uploadChecks(call));
  if (objectReads.has(call.operation) && stored === undefined)
    checks.push(...listChecks(input.Bucket ?? '', asking));
  if (source?.missing) checks.push(...listChecks(source.reference.Bucket, asking, { ofSource: true }));
  const target = call.operation === 'UpdateObjectEncryption' ? await rewrapTarget(call, owner) : undefined;
  for (const kmsCall of kmsCallsOf(call.operation, input, { effective, stored, source, target })) {
    checks.push(...kmsChecks(call, kmsCall));
  }
  checks.push(...objectEncryptionChecks(call, { owner, stored }));
  checks.push(...customerKeyChecks(call, { stored, source: source?.encryption }));
  if (effective?.algorithm === 'SSE-C')
    checks.push(...(await blockedEncryptionChecks(call, { name: input.Bucket ?? '', owner })));
  if (stored !== undefined && asksForChecksums(call)) {
    const object = { Bucket: input.Bucket ?? '', Key: input.Key ?? '' };
    checks.push(...callsToRead(stored, object).flatMap((kmsCall) => checksumChecks(call, kmsCall)));
  }
  const paying = requesterPaysChecks(call, [bucket, source?.bucket]);
  checks.push(...(paying instanceof Promise ? await paying : paying));
  if (call.operation === 'GetBucketLocation') checks.push(...(await locationElsewhereChecks(call, bucket)));
  return {
    checks: [...checks, ...read.checks],
    input: effective
      ? withEncryption(read.input, effective, onto(input, source))
      : withDefaults(call.operation, read.input),
    conditions: conditionsOf(call.operation, { bucket, stored, source, eTag: read.eTag, places }),
  };
}

/** The bucket that a call names; undefined if it names none, or makes it. Throws NoSuchBucket, AccessDenied, PermanentRedirect. */
function existingBucket(call: CallFacts<'s3'>, name: string | undefined): Awaitable<NamedBucket | undefined> {
  if (name === undefined || call.operation === 'CreateBucket') return undefined;
  return whenKnown(namedBucket(call.store, name), (bucket) => {
    refuseOtherOwner(call, 'x-amz-expected-bucket-owner', bucket.owner);
    return whenKnown(refuseOtherEndpoint(call, bucket), () => bucket);
  });
}

function encryptionOfWrite(
  { store, account, region }: CallFacts<'s3'>,
  input: ObjectMembers,
  bucketOwner: string,
): Awaitable<EffectiveEncryption> {
  return effectiveEncryption(store, input, { account, region, bucketOwner });
}

/** Multipart uploads have an initiator, whatever policies allow. */
function uploadChecks({ operation, facts }: CallFacts<'s3'>): Check[] {
  if (operation === 'CreateMultipartUpload' && facts.principal.type === 'Anonymous')
    return [{ kind: 'error', error: anonymousUpload() }];
  return [];
}

function anonymousUpload(): AwsError {
  return new AwsError(
    'AccessDenied',
    403,
    'Anonymous users cannot initiate multipart uploads.  Please authenticate.',
  );
}

/** The encryption of the object that is read, or of the upload that a part belongs to. AbortMultipartUpload needs none. */
function storedEncryption(
  call: CallFacts<'s3'>,
  input: ObjectMembers,
): Awaitable<StoredEncryption | undefined> {
  const { Bucket, Key, VersionId, UploadId } = input;
  if (Bucket === undefined || Key === undefined || encryptingWrites.has(call.operation)) return undefined;
  if (call.operation === 'AbortMultipartUpload') return undefined;
  return call.store.encryptionOf({ Bucket, Key, VersionId, UploadId }, { believed: answerTells(call) });
}

/** The initiator of the upload whose parts are listed, or that is aborted: S3 allows it both by default. */
function initiatorOfUpload(
  { operation, store }: CallFacts<'s3'>,
  { Bucket, Key, UploadId }: ObjectMembers,
): Awaitable<KnownInitiator | undefined> {
  if (operation !== 'ListParts' && operation !== 'AbortMultipartUpload') return undefined;
  if (Bucket === undefined || Key === undefined || UploadId === undefined) return undefined;
  return store.uploadInitiator({ Bucket, Key, UploadId });
}

/** True if GetObjectAttributes is asked for the checksums of an object or of its parts. */
function asksForChecksums({ operation, input }: CallFacts<'s3'>): boolean {
  const asked: unknown = operation === 'GetObjectAttributes' && Reflect.get(input, 'ObjectAttributes');
  return Array.isArray(asked) && (asked.includes('Checksum') || asked.includes('ObjectParts'));
}

/** True if the answer tells how the object is encrypted. A "not modified" does not. */
function answerTells({ operation, input }: CallFacts<'s3'>): boolean {
  return operation === 'GetObject' && !Object.keys(input).some((member) => member.startsWith('If'));
}

/**
 * The key that UpdateObjectEncryption asks for. Undefined if the request cannot succeed: the key must be given by its
 * full ARN and belong to the bucket's owner.
 */
async function rewrapTarget(call: CallFacts<'s3'>, bucketOwner: string) {
  // The operation says which of S3's inputs this is.
  const { ObjectEncryption } = call.input as Input<'s3', 'UpdateObjectEncryption'>;
  const { KMSKeyArn, BucketKeyEnabled } = ObjectEncryption?.SSEKMS ?? {};
  const arn = parseArn(KMSKeyArn ?? '');
  if (KMSKeyArn === undefined || !arn?.resource.startsWith('key/') || arn.account !== bucketOwner)
    return undefined;
  const key = await resolveKeyReference(call.store, KMSKeyArn, {
    account: call.account,
    region: call.region,
  });
  return { key, bucketKeyEnabled: BucketKeyEnabled === true };
}

/** True if a copy replaces its own source. */
function onto({ Bucket, Key }: ObjectMembers, source: CopySource | undefined): boolean {
  return source !== undefined && source.reference.Bucket === Bucket && source.reference.Key === Key;
}
