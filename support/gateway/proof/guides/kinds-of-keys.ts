import {
  CreateKeyCommand,
  type CreateKeyCommandInput,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { account } from '../../../aws/testing/accounts.ts';
import { newKey } from '../../testing/lab-under-test.ts';
import type { World } from './guide-examples.ts';
import { type KeyWorld, prepare as prepareKeys } from './key-world.ts';

/** The keys of an example, by what they are; each example makes those that it needs. */
const KINDS: Readonly<Record<string, CreateKeyCommandInput>> = {
  other: { Tags: [{ TagKey: 'Type', TagValue: 'Reserved' }] },
  asymmetric: { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' },
  signing: { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' },
  mac: { KeySpec: 'HMAC_384', KeyUsage: 'GENERATE_VERIFY_MAC' },
  external: { Origin: 'EXTERNAL' },
  primary: { MultiRegion: true },
};
/** The kinds of keys: `key` is that of the world, the others are made when they are first named. */
export type Kind = 'key' | 'other' | 'asymmetric' | 'signing' | 'mac' | 'external' | 'primary';
const made = new WeakMap<KeyWorld, Map<string, string>>();
async function keyOf(world: KeyWorld, kind: Kind): Promise<string> {
  if (kind === 'key') return world.key;
  const keys = made.get(world) ?? new Map<string, string>();
  made.set(world, keys);
  const key = keys.get(kind) ?? (await newKey(world.owner, KINDS[kind]));
  keys.set(kind, key);
  return key;
}
/** Prepares what every example of keys needs. */
export const prepare = (world: World) => prepareKeys(world);
/** The text to encrypt. */
export const Plaintext = Buffer.from('x');
/** An encryption context, or none. */
export type Context = Record<string, string> | undefined;
/** Asks about a key of a kind. */
export const on =
  (kind: Kind, send: (world: KeyWorld, KeyId: string) => Promise<unknown>) =>
  async (world: KeyWorld): Promise<unknown> =>
    send(world, await keyOf(world, kind));
/** Encrypts as the user. */
export const encrypt = (kind: Kind = 'key', EncryptionContext?: Context, more: object = {}) =>
  on(kind, ({ user }, KeyId) =>
    user.kms.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext, ...more })),
  );
/** Asks for a data key as the user. */
export const dataKey = (more: object = {}, kind: Kind = 'key') =>
  on(kind, ({ user }, KeyId) =>
    user.kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', ...more })),
  );
/** Makes a MAC as the user. */
export const mac = (MacAlgorithm: 'HMAC_SHA_384' | 'HMAC_SHA_512' = 'HMAC_SHA_384') =>
  on('mac', ({ user }, KeyId) =>
    user.kms.send(new GenerateMacCommand({ KeyId, Message: Plaintext, MacAlgorithm })),
  );
/** Creates a key as the user. */
export const create =
  (more: CreateKeyCommandInput = {}) =>
  ({ user }: KeyWorld) =>
    user.kms.send(new CreateKeyCommand(more));
/** Describes a key as the user, by a name if one is given. */
export const describeKey = (kind: Kind, name?: string) =>
  on(kind, ({ user }, KeyId) => user.kms.send(new DescribeKeyCommand({ KeyId: name ?? KeyId })));
/** Schedules the deletion of a key as the user. */
export const schedule = (kind: Kind) =>
  on(kind, ({ user }, KeyId) => user.kms.send(new ScheduleKeyDeletionCommand({ KeyId })));
/** Every key of the owner. */
export const KEYS = `arn:aws:kms:*:${account}:key/*`;
/** The operations that use a key. */
export const USES = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'];
