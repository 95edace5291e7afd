import type { KMSClient } from '@aws-sdk/client-kms';
import type { Answer } from '../client/answer.ts';
import { grantDecryption } from '../client/grant-requests.ts';
import { encryptSecret, generateDataKey, reEncrypt, tryDecryption } from '../client/key-requests.ts';
import type { CastMember } from '../scenario/cast/actors.ts';
import { principalArn } from '../scenario/cast/principal-arn.ts';
import { lookUp } from '../scenario/look-up.ts';
import type { SpecWorld } from './spec-world.ts';

/** Who uses which key. */
interface Use {
  readonly keyArn: string;
  readonly principal: CastMember;
}

type Perform = (world: SpecWorld, kms: KMSClient, use: Use) => Promise<Answer>;

const encrypt: Perform = (_, kms, { keyArn }) => encryptSecret(kms, keyArn);
const reEncryptSecret: Perform = (world, kms, { keyArn }) =>
  reEncrypt(kms, world.remembered.ciphertext, keyArn);

/** What one may do with a key in a feature's When; the key's name follows. */
export const keyUses: Readonly<Record<string, Perform>> = {
  'encrypts a secret with': encrypt,
  're-encrypts the secret with': reEncryptSecret,
  'tries out decryption with': (_, kms, { keyArn }) => tryDecryption(kms, keyArn),
  'generates a data key with': (_, kms, { keyArn }) => generateDataKey(kms, keyArn),
  'creates a grant on': ({ provisioned }, kms, { keyArn, principal }) =>
    grantDecryption(kms, { keyArn, granteeArn: principalArn(provisioned, principal) }),
};

/** The same in a Given. */
export const pastKeyUses: Readonly<Record<string, Perform>> = {
  'encrypted a secret with': encrypt,
  're-encrypted the secret with': reEncryptSecret,
};

/** Uses a key in the way that a feature's words say. */
export function useKey(
  world: SpecWorld,
  kms: KMSClient,
  { words, ...use }: Use & { readonly words: string },
): Promise<Answer> {
  return lookUp('use of a key', words, { ...keyUses, ...pastKeyUses })(world, kms, use);
}
