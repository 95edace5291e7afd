import { DecryptCommand, EncryptCommand, ReEncryptCommand } from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { newAlias, setKeyPolicy } from '../../testing/keys.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, newKey } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
let root: Clients;
let alice: Clients;
let source: string;
let destination: string;
let CiphertextBlob: Uint8Array | undefined;

const administration = allow('kms:*', '*', { Principal: { AWS: `arn:aws:iam::${account}:root` } });

/** Lets `alice` do one thing with a key, where the request names the key by one alias. */
async function underAlias(KeyId: string, action: string, alias: string): Promise<void> {
  await setKeyPolicy(
    root,
    KeyId,
    administration,
    allow(action, '*', {
      Principal: { AWS: `arn:aws:iam::${account}:user/alice` },
      Condition: { StringEquals: { 'kms:RequestAlias': alias } },
    }),
  );
}

beforeEach(async () => {
  root = lab.as(account);
  alice = await lab.user(account, 'alice');
  [source, destination] = [await newKey(root), await newKey(root)];
  await newAlias(root, 'alias/source', source);
  await newAlias(root, 'alias/destination', destination);
  const Plaintext = Buffer.from('plain');
  ({ CiphertextBlob } = await root.kms.send(new EncryptCommand({ KeyId: source, Plaintext })));
});

function reEncrypt(SourceKeyId: string | undefined, DestinationKeyId: string): Promise<string> {
  return answerOf(
    alice.kms.send(new ReEncryptCommand({ CiphertextBlob, SourceKeyId, DestinationKeyId })),
  ).then((expected) => /kms:\w+/.exec(expected)?.[0] ?? expected);
}

describe('each key of ReEncrypt is judged by the alias that names it', () => {
  beforeEach(async () => {
    await underAlias(source, 'kms:ReEncryptFrom', 'alias/source');
    await underAlias(destination, 'kms:ReEncryptTo', 'alias/destination');
  });

  test.each([
    ['both by the alias of their policy', 'alias/source', 'alias/destination', 'granted'],
    ['the source by the destination’s alias', undefined, 'alias/destination', 'kms:ReEncryptFrom'],
    ['the source by its ARN', 'ARN', 'alias/destination', 'kms:ReEncryptFrom'],
    ['the destination by its ARN', 'alias/source', 'ARN', 'kms:ReEncryptTo'],
  ])('%s', async (_, from, to, expected) => {
    expect(await reEncrypt(from === 'ARN' ? source : from, to === 'ARN' ? destination : to)).toBe(expected);
  });
});

test('an alias that names the destination does not open the source', async () => {
  await underAlias(source, 'kms:ReEncryptFrom', 'alias/destination');
  await underAlias(destination, 'kms:ReEncryptTo', 'alias/destination');
  expect(await reEncrypt(undefined, 'alias/destination')).toBe('kms:ReEncryptFrom');
});

test('an alias that names the source does not count for the destination', async () => {
  await underAlias(source, 'kms:ReEncryptFrom', 'alias/source');
  await underAlias(destination, 'kms:ReEncryptTo', 'alias/source');
  expect(await reEncrypt('alias/source', destination)).toBe('kms:ReEncryptTo');
});

test('one key under two aliases is judged by either in its place', async () => {
  await newAlias(root, 'alias/second', source);
  const of = (action: string, alias: string) =>
    allow(action, '*', {
      Principal: { AWS: `arn:aws:iam::${account}:user/alice` },
      Condition: { StringEquals: { 'kms:RequestAlias': alias } },
    });
  await setKeyPolicy(
    root,
    source,
    administration,
    of('kms:ReEncryptFrom', 'alias/source'),
    of('kms:ReEncryptTo', 'alias/second'),
  );
  expect(await reEncrypt('alias/source', 'alias/second')).toBe('granted');
  expect(await reEncrypt('alias/second', 'alias/source')).toBe('kms:ReEncryptFrom');
});

test('a ciphertext that names its key names no alias', async () => {
  await underAlias(source, 'kms:Decrypt', 'alias/source');
  const decrypt = (KeyId?: string) => answerOf(alice.kms.send(new DecryptCommand({ CiphertextBlob, KeyId })));
  expect(await decrypt('alias/source')).toBe('granted');
  expect(await decrypt()).toMatch(/AccessDeniedException/);
});
