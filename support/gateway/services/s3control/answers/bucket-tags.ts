import type { Tag } from '@aws-sdk/client-s3';
import { checkTags } from '../../../../aws/s3-tags.ts';
import type { Deciding } from '../../../desk/deciding.ts';
import { requireDecided, requireKept } from '../../../desk/require-decided.ts';
import type { AnsweredCall, Answers } from '../../../desk/service-desk.ts';
import { bucketTags, setBucketTags } from '../../s3/bucket-tags.ts';
import { decidedBucket } from '../../s3/named-bucket.ts';
import { bucketNamed } from '../bucket-named.ts';

/**
 * The answers about tags of buckets. The store has them, and the gateway sets them there as a whole.
 *
 * Source: Amazon S3 API reference, TagResource, UntagResource and ListTagsForResource.
 * Differs: at an endpoint, tags that another client sets there at that moment, behind the gateway, can be lost.
 */
export const bucketTagAnswers: Answers<'s3control'> = {
  TagResource: async (call, deciding) => {
    const added = call.input.Tags ?? [];
    const keys = new Set(added.map(({ Key }) => Key));
    await change(call, deciding, (tags) => [...tags.filter(({ Key }) => !keys.has(Key)), ...added]);
    return {};
  },
  UntagResource: async (call, deciding) => {
    const keys = new Set(call.input.TagKeys);
    await change(call, deciding, (tags) => tags.filter(({ Key }) => !keys.has(Key ?? '')));
    return {};
  },
  ListTagsForResource: async ({ input, conditions }, deciding) => {
    const tags = await bucketTags(deciding.store, decidedBucket(bucketNamed(input), conditions));
    const holding = requireDecided(conditions, deciding);
    if (holding !== undefined) await holding;
    return { Tags: tags.map(({ Key, Value }) => ({ Key, Value })) };
  },
};

type OfBucket = AnsweredCall<'s3control', 'TagResource'> | AnsweredCall<'s3control', 'UntagResource'>;

async function change(
  { input, facts, region, conditions }: OfBucket,
  deciding: Deciding,
  changed: (tags: readonly Tag[]) => readonly Tag[],
): Promise<void> {
  const { store, surroundings, isRehearsal } = deciding;
  const bucket = decidedBucket(bucketNamed(input), conditions);
  const tags = changed(await bucketTags(store, bucket));
  checkTags(tags, 'bucket');
  requireKept(conditions ?? {}, surroundings);
  const { principal } = facts;
  if (isRehearsal !== true) await setBucketTags(store, bucket, { tags, region, principal, conditions });
}
