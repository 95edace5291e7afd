import { DescribeKeyCommand, EncryptCommand, GenerateDataKeyCommand } from '@aws-sdk/client-kms';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newAlias } from '../../testing/keys.ts';
import { allow, type Clients, newKey } from '../../testing/lab-under-test.ts';
import { newRole } from '../../testing/roles.ts';
import type { World } from './guide-examples.ts';

/** A key of the owner with an alias, a user without identity policies, and a partner's user with all of KMS. */
export interface KeyWorld extends World {
  readonly user: Clients;
  readonly outsider: Clients;
  readonly key: string;
}

/** A role that grants are for. */
export const LIMITED = `arn:aws:iam::${account}:role/Limited`;
/** The alias of the key. */
export const ALIAS = 'alias/finance';

/** Prepares what every example of keys needs. */
export async function prepare(world: World): Promise<KeyWorld> {
  const { lab, owner } = world;
  const key = await newKey(owner, { Tags: [{ TagKey: 'Project', TagValue: 'Alpha' }] });
  await newAlias(owner, ALIAS, key);
  await newRole(owner, 'Limited', { AWS: account });
  const user = await lab.user(account, 'user');
  const outsider = await lab.user(otherAccount, 'Outsider', allow('kms:*'));
  return { ...world, user, outsider, key };
}

type Who = 'user' | 'outsider' | 'owner';
type Context = Record<string, string> | undefined;

/** Encrypts under the key. */
export const encrypt = (who: Who, EncryptionContext?: Context) => (world: KeyWorld) =>
  world[who].kms.send(
    new EncryptCommand({ KeyId: world.key, Plaintext: Buffer.from('x'), EncryptionContext }),
  );
/** Asks for a data key as the user, by the key's ARN unless it is named otherwise. */
export const dataKey = (KeyId?: string) => (world: KeyWorld) =>
  world.user.kms.send(new GenerateDataKeyCommand({ KeyId: KeyId ?? world.key, KeySpec: 'AES_256' }));
/** Describes the key. */
export const describeKey = (who: Who) => (world: KeyWorld) =>
  world[who].kms.send(new DescribeKeyCommand({ KeyId: world.key }));
