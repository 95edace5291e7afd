import type { Tag } from '@aws-sdk/client-s3';
import { checkTags } from '../../../../aws/s3-tags.ts';
import type { Deciding } from '../../../desk/deciding.ts';
import type { Answers } from '../../../desk/service-desk.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { bucketTags, setBucketTags } from '../../s3/bucket-tags.ts';
import { namedBucket } from '../../s3/named-bucket.ts';
import { bucketNamed } from '../bucket-named.ts';

/**
 * The answers about tags of buckets. The store has them, and the gateway sets them there as a whole.
 *
 * Source: Amazon S3 API reference, TagResource, UntagResource and ListTagsForResource.
 * Differs: of two requests at the same time for one bucket, the later can undo the earlier.
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
  ListTagsForResource: async ({ input }, { store }) => {
    const bucket = await namedBucket(store, bucketNamed(input));
    const tags = await bucketTags(store, bucket);
    return { Tags: tags.map(({ Key, Value }) => ({ Key, Value })) };
  },
};

type OfBucket = CallFacts<'s3control', 'TagResource'> | CallFacts<'s3control', 'UntagResource'>;

async function change(
  { input, facts, region }: OfBucket,
  { store, isRehearsal }: Deciding,
  changed: (tags: readonly Tag[]) => readonly Tag[],
): Promise<void> {
  const bucket = await namedBucket(store, bucketNamed(input));
  const tags = changed(await bucketTags(store, bucket));
  checkTags(tags, 'bucket');
  if (isRehearsal !== true) await setBucketTags(store, bucket, { tags, region, principal: facts.principal });
}
