import type { RequiredPermission } from '../../../authorization/permissions/rule.ts';
import { copyingTags } from '../../../authorization/permissions/s3-write-permissions.ts';
import { parseCopySource } from '../../../aws/copy-source.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { unlessMissing } from '../../policies/unless-missing.ts';
import { bucketOwner } from './bucket-owner.ts';
import { refuseOtherOwner } from './expected-owner.ts';
import type { ObjectMembers } from './object-members.ts';

/** The source of a copy, and whether it exists; undefined for other calls. Throws NoSuchBucket, InvalidArgument. */
export async function copySource(call: CallFacts<'s3'>, input: ObjectMembers) {
  if (input.CopySource === undefined) return undefined;
  const reference = parseCopySource(input.CopySource);
  const owner = await bucketOwner(call, reference.Bucket);
  refuseOtherOwner(call, 'x-amz-source-expected-bucket-owner', owner);
  const encryption = await call.store.encryptionOf(reference);
  return { reference, owner, encryption, missing: encryption === undefined };
}

/** The permissions that CopyObject needs for the tags that it copies. */
export async function tagsAlong(
  call: CallFacts<'s3'>,
  input: ObjectMembers,
  source: Awaited<ReturnType<typeof copySource>>,
): Promise<readonly RequiredPermission[]> {
  if (source === undefined || source.missing || call.operation !== 'CopyObject') return [];
  if (Reflect.get(call.input, 'TaggingDirective') === 'REPLACE') return [];
  const read = await unlessMissing('NoSuchTagSet', () =>
    call.store.read({
      service: 's3',
      operation: 'GetObjectTagging',
      input: source.reference,
      region: call.region,
      account: source.owner,
    }),
  );
  const keys = (read?.TagSet ?? []).map(({ Key = '' }) => Key);
  return copyingTags(input, { source: source.reference, keys });
}
