import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  TagResourceCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { allow, type Clients, documentOf, newKey, type StatementText } from '../../testing/lab-under-test.ts';
import type { World } from './guide-examples.ts';
import { tagsOf } from './people.ts';

/** A user without policies, a partner's user with all of Secrets Manager and KMS, and secrets. */
export interface SecretWorld extends World {
  readonly user: Clients;
  readonly outsider: Clients;
  readonly key: string;
  readonly versions: readonly string[];
}
/** The ARN of a secret, with the characters that end it. */
export const named = (name: string) => `arn:aws:secretsmanager:eu-west-1:${account}:secret:${name}`;
/** Prepares what every example of secrets needs. */
export async function prepare(world: World): Promise<SecretWorld> {
  const { lab, owner } = world;
  const key = await newKey(owner);
  const create = (Name: string, more: object = {}) =>
    owner.secretsmanager.send(new CreateSecretCommand({ Name, SecretString: 'x', ...more }));
  const first = await create('TestEnv/db', {
    Tags: tagsOf({ AccessProject: 'Alpha', ServerName: 'ServerABC' }),
  });
  await create('ProdEnv/db');
  await create('shared', { KmsKeyId: key });
  const second = await owner.secretsmanager.send(
    new PutSecretValueCommand({ SecretId: 'TestEnv/db', SecretString: 'y' }),
  );
  const user = await lab.user(account, 'user');
  const outsider = await lab.user(otherAccount, 'outsider', allow(['secretsmanager:*', 'kms:*']));
  return { ...world, user, outsider, key, versions: [first.VersionId ?? '', second.VersionId ?? ''] };
}
/** Gives a secret a policy. */
export const resource =
  (SecretId: string, ...statements: readonly StatementText[]) =>
  ({ owner }: World) =>
    owner.secretsmanager.send(
      new PutResourcePolicyCommand({ SecretId, ResourcePolicy: documentOf(...statements) }),
    );
type Who = 'user' | 'outsider' | 'owner';
/** Reads the value of a secret. */
export const read =
  (SecretId = 'TestEnv/db', more: object = {}, who: Who = 'user') =>
  (world: SecretWorld) =>
    world[who].secretsmanager.send(new GetSecretValueCommand({ SecretId, ...more }));
/** Creates a secret as the user. */
export const create =
  (more: object = {}) =>
  ({ user }: SecretWorld) =>
    user.secretsmanager.send(
      new CreateSecretCommand({ Name: `new-${Math.random()}`, SecretString: 'x', ...more }),
    );
/** Changes a secret as the user. */
export const update =
  (more: object, SecretId = 'TestEnv/db') =>
  ({ user }: SecretWorld) =>
    user.secretsmanager.send(new UpdateSecretCommand({ SecretId, ...more }));
/** Tags a secret as the user. */
export const tag =
  (tags: Readonly<Record<string, string>>, SecretId = 'TestEnv/db') =>
  ({ user }: SecretWorld) =>
    user.secretsmanager.send(new TagResourceCommand({ SecretId, Tags: tagsOf(tags) }));
/** The action that reads a value. */
export const GET = 'secretsmanager:GetSecretValue';
