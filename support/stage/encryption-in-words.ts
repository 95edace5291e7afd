import { awsManagedKeyArn } from '../client/key-requests.ts';
import type { RequestedEncryption } from '../client/object-requests.ts';
import { nameIn } from './object-in-words.ts';
import type { SpecWorld } from './spec-world.ts';

/** The words for a write that sends the key's header without the algorithm's. */
const withoutAlgorithm = / without asking for aws:kms$/;

/** The ways to name a key to S3, each passed on as a client would write it. */
const FORMS: readonly (readonly [RegExp, (world: SpecWorld, name: string, alias: string) => string])[] = [
  [/^SSE-S3$/, () => 'AES256'],
  [/^the AWS managed key$/, () => 'aws:kms'],
  [/^(alias\/\S+)$/, (_, alias) => alias],
  [/^the id of (.+)$/, (world, key) => world.provisioned.value(`keys.${nameIn(key)}.id`)],
  [/^the ARN of (.+)'s (alias\/\S+)$/, (world, account, alias) => aliasArn(world, nameIn(account), alias)],
  [/^the ARN of (.+)$/, (world, key) => world.keyArn(nameIn(key))],
  [/^(.+)$/, (world, key) => world.keyArn(nameIn(key))],
];

/**
 * The encryption that a feature's words name: `AES256`, `aws:kms`, or a reference to a key. A reference is the key's
 * ARN or bare id, or an alias's bare name or ARN.
 */
export function encryptionNamed(world: SpecWorld, words: string): string {
  for (const [pattern, reference] of FORMS) {
    const [, name = '', alias = ''] = pattern.exec(words) ?? [];
    if (pattern.test(words)) return reference(world, name, alias);
  }
  return words;
}

/** The encryption that a write asks for, by a feature's words; undefined without words. */
export function encryptionAsked(
  world: SpecWorld,
  words: string | undefined,
): RequestedEncryption | undefined {
  if (words === undefined) return undefined;
  const key = words.replace(withoutAlgorithm, '');
  return key === words ? encryptionNamed(world, words) : { keyAlone: encryptionNamed(world, key) };
}

/**
 * The encryption that S3 reports for a feature's words, of an object in an account's bucket: `AES256`, or a key's ARN.
 */
export async function encryptionReported(
  world: SpecWorld,
  words: string,
  account: string,
): Promise<string | undefined> {
  const asked = encryptionNamed(world, words);
  return asked === 'aws:kms' ? awsManagedKeyArn(world.provisioned.root(account).kms) : asked;
}

function aliasArn({ provisioned }: SpecWorld, account: string, alias: string): string {
  return `arn:aws:kms:${provisioned.scenario.document.region}:${provisioned.accountId(account)}:${alias}`;
}
