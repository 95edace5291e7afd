import { PutUserPolicyCommand } from '@aws-sdk/client-iam';
import {
  GetObjectAclCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject, setBucketPolicy } from '../../testing/buckets.ts';
import { type Clients, documentOf, type StatementText } from '../../testing/lab-under-test.ts';
import type { World } from './guide-examples.ts';

/** Account A owns the bucket; account B has the user Dave, account C the user Carol, and A the user Jill. */
export interface WalkWorld extends World {
  readonly jill: Clients;
  readonly dave: Clients;
  readonly third: Clients;
  readonly carol: Clients;
  readonly anonymous: Clients;
  readonly ids: Readonly<Record<'owner' | 'partner' | 'third', string>>;
}
/** The bucket of account A. */
export const Bucket = 'walkthrough';
/** Its ARN. */
export const BUCKET = `arn:aws:s3:::${Bucket}`;
/** Its objects. */
export const OBJECTS = `${BUCKET}/*`;
/** Account C. */
export const thirdAccount = '333333333333';
/** Prepares three accounts with their users. */
export async function prepare(world: World): Promise<WalkWorld> {
  const { lab, owner, partner } = world;
  const third = lab.as(thirdAccount);
  await newBucket(owner, Bucket, { ObjectOwnership: 'ObjectWriter' });
  await newObject(owner, { Bucket, Key: 'k' });
  const idOf = async ({ s3 }: Clients) => (await s3.send(new ListBucketsCommand({}))).Owner?.ID ?? '';
  const ids = { owner: await idOf(owner), partner: await idOf(partner), third: await idOf(third) };
  const [jill, dave, carol] = [
    await lab.user(account, 'Jill'),
    await lab.user(otherAccount, 'Dave'),
    await lab.user(thirdAccount, 'Carol'),
  ];
  return { ...world, third, jill, dave, carol, anonymous: lab.as('anonymous'), ids };
}
/** The principals that ask. */
export type Who = 'owner' | 'partner' | 'third' | 'jill' | 'dave' | 'carol' | 'anonymous';
/** Gives the bucket a policy. */
export const bucketPolicy =
  (...statements: readonly StatementText[]) =>
  ({ owner }: World) =>
    setBucketPolicy(owner, Bucket, ...statements);
/** Gives a user of an account an inline policy. */
export const userPolicy =
  (who: 'owner' | 'partner' | 'third', UserName: string, ...statements: readonly StatementText[]) =>
  (world: WalkWorld) =>
    world[who].iam.send(
      new PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument: documentOf(...statements) }),
    );
/** One after the other. */
export const steps =
  (...arrangements: readonly ((world: WalkWorld) => Promise<unknown>)[]) =>
  async (world: WalkWorld) => {
    for (const arrange of arrangements) await arrange(world);
  };
/** Reads an object. */
export const get =
  (who: Who, Key = 'k') =>
  (world: WalkWorld) =>
    world[who].s3.send(new GetObjectCommand({ Bucket, Key }));
/** Uploads an object. */
export const put =
  (who: Who, Key: string, more: Partial<PutObjectCommandInput> | ((world: WalkWorld) => object) = {}) =>
  (world: WalkWorld) =>
    newObject(world[who], { Bucket, Key, ...(typeof more === 'function' ? more(world) : more) });
/** Lists the bucket. */
export const list = (who: Who) => (world: WalkWorld) =>
  world[who].s3.send(new ListObjectsV2Command({ Bucket }));
/** Reads the ACL of an object. */
export const aclOf = (who: Who, Key: string) => (world: WalkWorld) =>
  world[who].s3.send(new GetObjectAclCommand({ Bucket, Key }));
