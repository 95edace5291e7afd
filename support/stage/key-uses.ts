import type { KMSClient } from '@aws-sdk/client-kms';
import type { AnswerParts } from '../client/answer-parts.ts';
import { grantDecryption } from '../client/grant-requests.ts';
import { encryptSecret, generateDataKey, reEncrypt, tryDecryption } from '../client/key-requests.ts';
import type { CastMember } from '../scenario/cast/actors.ts';
import { principalArn } from '../scenario/cast/principal-arn.ts';
import { lookUp } from '../scenario/look-up.ts';
import type { SpecWorld } from './spec-world.ts';

/** A use of a key: the key, and the principal that uses it. */
interface Use {
  readonly keyArn: string;
  readonly principal: CastMember;
}

type Perform = (world: SpecWorld, kms: KMSClient, use: Use) => Promise<AnswerParts>;

const encrypt: Perform = (_, kms, { keyArn }) => encryptSecret(kms, keyArn);
const reEncryptSecret: Perform = (world, kms, { keyArn }) =>
  reEncrypt(kms, world.remembered.ciphertext, keyArn);

/** The uses of a key in a When, by their words; the key's name follows. */
export const keyUses: Readonly<Record<string, Perform>> = {
  'encrypts a secret with': encrypt,
  're-encrypts the secret with': reEncryptSecret,
  'tries out decryption with': (_, kms, { keyArn }) => tryDecryption(kms, keyArn),
  'generates a data key with': (_, kms, { keyArn }) => generateDataKey(kms, keyArn),
  'creates a grant on': ({ provisioned }, kms, { keyArn, principal }) =>
    grantDecryption(kms, { keyArn, granteeArn: principalArn(provisioned, principal) }),
};

/** The uses of a key in a Given, by their words. */
export const pastKeyUses: Readonly<Record<string, Perform>> = {
  'encrypted a secret with': encrypt,
  're-encrypted the secret with': reEncryptSecret,
};

/** Uses a key as a feature's words say. Throws SpecError `unknown-name` for unknown words. */
export function useKey(
  world: SpecWorld,
  kms: KMSClient,
  { words, ...use }: Use & { readonly words: string },
): Promise<AnswerParts> {
  return lookUp('use of a key', words, { ...keyUses, ...pastKeyUses })(world, kms, use);
}
