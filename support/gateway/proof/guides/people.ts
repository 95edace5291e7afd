import {
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject, setBucketPolicy } from '../../testing/buckets.ts';
import { type Clients, documentOf, type StatementText } from '../../testing/lab-under-test.ts';
import type { World } from './guide-examples.ts';

/** A user without policies, a partner's user without policies, and a bucket of the owner with the object `k`. */
export interface PeopleWorld extends World {
  readonly user: Clients;
  readonly outsider: Clients;
}

/** The principals that ask. */
export type Who = 'user' | 'outsider' | 'owner' | 'partner';

/** The bucket of the owner. */
export const Bucket = 'records';
/** Its ARN. */
export const BUCKET = `arn:aws:s3:::${Bucket}`;
/** Its objects. */
export const OBJECTS = `${BUCKET}/*`;
/** The ARN of the user. */
export const USER_ARN = `arn:aws:iam::${account}:user/user`;

/** Prepares what every example of people needs. */
export async function prepare(world: World): Promise<PeopleWorld> {
  const { lab, owner } = world;
  await newBucket(owner, Bucket);
  await newObject(owner, { Bucket, Key: 'k' });
  const user = await lab.user(account, 'user');
  return { ...world, user, outsider: await lab.user(otherAccount, 'outsider') };
}

/** Gives the user an inline policy. */
export const identity =
  (...statements: readonly StatementText[]) =>
  ({ owner }: World) =>
    owner.iam.send(
      new PutUserPolicyCommand({
        UserName: 'user',
        PolicyName: 'p',
        PolicyDocument: documentOf(...statements),
      }),
    );

/** Gives a role an inline policy. */
export const rolePolicy =
  (RoleName: string, ...statements: readonly StatementText[]) =>
  ({ owner }: World) =>
    owner.iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: documentOf(...statements) }),
    );

/** Gives the bucket a policy. */
export const bucketPolicy =
  (...statements: readonly StatementText[]) =>
  ({ owner }: World) =>
    setBucketPolicy(owner, Bucket, ...statements);

/** Creates a managed policy of the owner's account, and gives its ARN. */
export async function managed(
  { owner }: World,
  PolicyName: string,
  ...statements: readonly StatementText[]
): Promise<string> {
  const PolicyDocument = documentOf(...statements);
  const { Policy } = await owner.iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
  return Policy?.Arn ?? '';
}

/** Bounds the user by a policy of these statements. */
export const boundedUser =
  (...statements: readonly StatementText[]) =>
  async (world: World) => {
    const PermissionsBoundary = await managed(world, 'boundary', ...statements);
    const input = { UserName: 'user', PermissionsBoundary };
    await world.owner.iam.send(new PutUserPermissionsBoundaryCommand(input));
  };

/** Bounds a role by a policy of these statements. */
export const boundedRole =
  (RoleName: string, ...statements: readonly StatementText[]) =>
  async (world: World) => {
    const PermissionsBoundary = await managed(world, 'boundary', ...statements);
    await world.owner.iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
  };

/** Gives the user an AWS managed policy. */
export const attached =
  (name: string) =>
  ({ owner }: World) =>
    owner.iam.send(
      new AttachUserPolicyCommand({ UserName: 'user', PolicyArn: `arn:aws:iam::aws:policy/${name}` }),
    );

/** Gives the user tags. */
export const taggedUser =
  (tags: Readonly<Record<string, string>>) =>
  ({ owner }: World) =>
    owner.iam.send(new TagUserCommand({ UserName: 'user', Tags: tagsOf(tags) }));

/** Tags as IAM takes them. */
export function tagsOf(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** One after the other. */
export const steps =
  <W extends World>(...arrangements: readonly ((world: W) => Promise<unknown>)[]) =>
  async (world: W) => {
    for (const arrange of arrangements) await arrange(world);
  };

/** Reads an object of the bucket. */
export const read =
  (who: Who = 'user', Key = 'k', more: object = {}) =>
  (world: PeopleWorld) =>
    world[who].s3.send(new GetObjectCommand({ Bucket, Key, ...more }));

/** Lists the bucket. */
export const list =
  (who: Who = 'user', more: object = {}) =>
  (world: PeopleWorld) =>
    world[who].s3.send(new ListObjectsV2Command({ Bucket, ...more }));
