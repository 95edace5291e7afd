import {
  ListBucketsCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3';
import { otherAccount } from '../../../aws/testing/accounts.ts';
import { newObject } from '../../testing/buckets.ts';
import { allow, to } from '../../testing/lab-under-test.ts';
import type { World } from './guide-examples.ts';
import { Bucket, type PeopleWorld, prepare as preparePeople, USER_ARN } from './people.ts';

/** The people, an owner’s canonical id, and the versions of an object. */
export interface UploadWorld extends PeopleWorld {
  readonly ownerId: string;
  readonly versions: readonly string[];
}
const PUBLIC_KEYS = ['home/user/a', 'projects/a', 'public/a', 'tagged'];
/** Prepares what every example of uploads needs. */
export async function prepare(world: World): Promise<UploadWorld> {
  const people = await preparePeople(world);
  const { owner } = people;
  const ownerId = (await owner.s3.send(new ListBucketsCommand({}))).Owner?.ID ?? '';
  await owner.s3.send(
    new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  );
  for (const Key of PUBLIC_KEYS) await newObject(owner, { Bucket, Key, Tagging: 'data=finance' });
  const versions = [];
  for (const Body of ['1', '2'])
    versions.push((await newObject(owner, { Bucket, Key: 'v', Body })).VersionId ?? '');
  const outsider = await world.lab.user(otherAccount, 'Dave', allow('s3:*'));
  return { ...people, outsider, ownerId, versions };
}
/** Enables ACLs: an object is its writer’s. */
export const writers = async ({ owner }: World) => {
  const OwnershipControls = { Rules: [{ ObjectOwnership: 'ObjectWriter' as const }] };
  await owner.s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
};
/** The user, as a principal. */
export const USER = to(USER_ARN);
/** Uploads an object. */
export const put =
  (more: object = {}, who: 'user' | 'outsider' | 'owner' = 'user') =>
  (world: UploadWorld) =>
    newObject(world[who], { Bucket, Key: 'new', ...more });
/** An object of the bucket. */
export const at = (Key: string) => ({ Bucket, Key });
