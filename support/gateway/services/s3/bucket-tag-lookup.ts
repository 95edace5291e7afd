import { ALL_BUCKETS } from '../../../authorization/permissions/s3-resources.ts';
import { Readings } from '../../../authorization/terms/permission.ts';
import { bucketOfArn } from '../../../aws/arn.ts';
import type { Store } from '../../../stores/store.ts';
import type { TagValues } from '../../context/request-context.ts';
import type { PermissionInContext } from '../../desk/service-desk.ts';
import { accessPointIn, bucketAccountOf } from '../../surroundings/access-point.ts';
import { bucketTags } from './bucket-tags.ts';
import { namedBucket } from './named-bucket.ts';

/** The condition keys that hold the tags of a bucket. */
const FAMILIES = ['aws:resourcetag/', 's3:buckettag/'] as const;

/**
 * Gives a permission the tags of its bucket, if some policy asks for them. An object has those of its bucket. They are absent
 * unless ABAC is enabled for the bucket.
 *
 * Source: Amazon S3 user guide, "Using tags with S3 general purpose buckets".
 * Undocumented: the value of s3:BucketTag for a permission on an access point, and of either key for one that manages it. That of
 * aws:ResourceTag there as well: one page of AWS says the bucket's tags, and another the access point's own, which has none
 * here. A request is decided if both give the same answer.
 */
export async function lookUpBucketTags(
  store: Store,
  permission: PermissionInContext,
  asks: (prefix: string) => boolean,
): Promise<void> {
  const asked = FAMILIES.filter(asks);
  if (asked.length === 0) return;
  const bucket = await taggedBucket(store, permission);
  if (bucket === 'unknown') return;
  const { tags, isOn } = bucket === undefined ? NONE : await tagsOf(store, bucket, permission);
  const isThroughPoint = accessPointIn(permission.resource) !== undefined;
  for (const family of asked)
    if (!isOn) noteAbsent(permission, family, tags);
    else if (!isThroughPoint) permission.context.supplyTags(family, tags);
    else if (family === 'aws:resourcetag/') permission.context.supplyTags(family, bothReadings(tags));
}

/** The tags of no bucket. */
const NONE: TagsOfBucket = { tags: {}, isOn: true };

interface TagsOfBucket {
  readonly tags: Readonly<Record<string, string>>;
  /** True if they count in policies. */
  readonly isOn: boolean;
}

/** Leaves the keys of a family absent, and notes the tags that would be their values. */
function noteAbsent(
  { context }: PermissionInContext,
  family: (typeof FAMILIES)[number],
  tags: Readonly<Record<string, string>>,
): void {
  context.supplyTags(family, {});
  context.noteWithoutAbac(family, tags);
}

/** The tags of a bucket as the tags of its access point: each is there, or none is. */
function bothReadings(tags: Readonly<Record<string, string>>): TagValues {
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [key, new Readings([value, undefined])]),
  );
}

interface Tagged {
  readonly name: string;
  readonly owner: string;
}

/** The bucket whose tags count for a permission; undefined for a permission without one. */
async function taggedBucket(
  store: Store,
  { action, resource, resourceAccount: owner, context }: PermissionInContext,
): Promise<Tagged | 'unknown' | undefined> {
  if (accessPointIn(resource) !== undefined) {
    const { accessPoint } = context.facts;
    if (accessPoint === undefined) return 'unknown';
    return { name: accessPoint.bucket, owner: bucketAccountOf(accessPoint) };
  }
  if (resource === '*' || resource === ALL_BUCKETS) return undefined;
  const name = bucketOfArn(resource);
  if (name === undefined) return 'unknown';
  // CreateBucket also asks for permissions on a bucket that does not exist yet, whose ABAC is disabled.
  const existing = await store.bucketOwner(name);
  if (existing === undefined) return undefined;
  // Undocumented: whether a bucket counts that its owner creates again.
  return action === 's3:CreateBucket' ? 'unknown' : { name, owner };
}

async function tagsOf(store: Store, bucket: Tagged, { context }: PermissionInContext): Promise<TagsOfBucket> {
  const now = await namedBucket(store, bucket.name);
  if (now.owner !== bucket.owner) return NONE;
  const isOn = context.facts.surroundings?.isUnderAbac(now) === true;
  const tags = await bucketTags(store, bucket);
  return { tags: Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value])), isOn };
}
