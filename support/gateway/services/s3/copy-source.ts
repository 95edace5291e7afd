import type { RequiredPermission } from '../../../authorization/permissions/rule.ts';
import { copyingTags } from '../../../authorization/permissions/s3-write-permissions.ts';
import { parseCopySource } from '../../../aws/copy-source.ts';
import type { ObjectReference } from '../../../aws/object-reference.ts';
import type { DecidedPlace, StoredEncryption } from '../../../stores/store.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { unlessMissing } from '../../policies/unless-missing.ts';
import { decidedSource } from './decided-places.ts';
import { refuseOtherOwner } from './expected-owner.ts';
import { type NamedBucket, namedBucket } from './named-bucket.ts';
import type { ObjectMembers } from './object-members.ts';

/** The source of a copy. */
export interface CopySource {
  readonly reference: ObjectReference;
  readonly bucket: NamedBucket;
  readonly encryption: StoredEncryption | undefined;
  /** True if the object does not exist. */
  readonly missing: boolean;
  /** Its state before anything of it was read, if the store can compare it. */
  readonly places: readonly DecidedPlace[];
}

/** The source that a copy names, and whether it exists. Throws NoSuchBucket, InvalidArgument. */
export async function copySource(call: CallFacts<'s3'>, named: string): Promise<CopySource> {
  const reference = parseCopySource(named);
  const places = decidedSource(call, reference);
  const bucket = await namedBucket(call.store, reference.Bucket);
  refuseOtherOwner(call, 'x-amz-source-expected-bucket-owner', bucket.owner);
  const encryption = await call.store.encryptionOf(reference);
  return { reference, bucket, encryption, missing: encryption === undefined, places };
}

/** The permissions that CopyObject needs for the tags that it copies. */
export async function tagsAlong(
  call: CallFacts<'s3'>,
  input: ObjectMembers,
  source: CopySource,
): Promise<readonly RequiredPermission[]> {
  if (source.missing || call.operation !== 'CopyObject') return [];
  if (Reflect.get(call.input, 'TaggingDirective') === 'REPLACE') return [];
  const read = await unlessMissing('NoSuchTagSet', () =>
    call.store.read({
      service: 's3',
      operation: 'GetObjectTagging',
      input: source.reference,
      region: call.region,
      account: source.bucket.owner,
    }),
  );
  const keys = (read?.TagSet ?? []).map(({ Key = '' }) => Key);
  return copyingTags(input, { source: source.reference, keys });
}
