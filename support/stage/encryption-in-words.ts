import { awsManagedKeyArn } from '../client/key-requests.ts';
import type { RequestedEncryption } from '../client/object-requests.ts';
import { nameIn } from './object-name.ts';
import type { SpecWorld } from './spec-world.ts';

/** How features say that the header for the key stands alone. */
const withoutAlgorithm = / without asking for aws:kms$/;

/** Ways of naming a key to S3, each passed on as the client would write it. */
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
 * The encryption that a feature's words ask for: `AES256`, `aws:kms`, or a reference to a key: its ARN, its bare id, its
 * bare alias or its alias's ARN.
 */
export function encryptionNamed(world: SpecWorld, words: string): string {
  for (const [pattern, reference] of FORMS) {
    const [, name = '', alias = ''] = pattern.exec(words) ?? [];
    if (pattern.test(words)) return reference(world, name, alias);
  }
  return words;
}

/** What a write asks for by a feature's words: nothing where there are none. */
export function encryptionAsked(
  world: SpecWorld,
  words: string | undefined,
): RequestedEncryption | undefined {
  if (words === undefined) return undefined;
  const key = words.replace(withoutAlgorithm, '');
  return key === words ? encryptionNamed(world, words) : { keyAlone: encryptionNamed(world, key) };
}

/** What S3 reports of an object in a bucket of an account by a feature's words: `AES256`, or the ARN of a key. */
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
