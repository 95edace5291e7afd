import { randomInt } from 'node:crypto';
import type { Input, Output } from '../../../aws/operations.ts';
import { secretsError } from '../../../aws/secrets-error.ts';

type PasswordInput = Input<'secretsmanager', 'GetRandomPassword'>;

/** The characters of a password, by the member that excludes them. Source: Secrets Manager API reference, GetRandomPassword. */
const TYPES = [
  ['ExcludeLowercase', 'abcdefghijklmnopqrstuvwxyz'],
  ['ExcludeUppercase', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  ['ExcludeNumbers', '0123456789'],
  ['ExcludePunctuation', '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'],
] as const;

const DEFAULT_LENGTH = 32;

/** The types of characters that a password may have, each without what the request excludes. */
function typesOf(input: PasswordInput): readonly (readonly string[])[] {
  const { ExcludeCharacters = '', IncludeSpace } = input;
  const types = TYPES.filter(([member]) => input[member] !== true).map(([, characters]) => characters);
  return [...types, ...(IncludeSpace === true ? [' '] : [])]
    .map((characters) => [...characters].filter((one) => !ExcludeCharacters.includes(one)))
    .filter((characters) => characters.length > 0);
}

/**
 * Refuses a password that cannot be made. Throws InvalidParameterException.
 * Undocumented: AWS does not state the texts of these errors.
 */
export function checkPassword(input: PasswordInput): void {
  const { PasswordLength: length = DEFAULT_LENGTH, RequireEachIncludedType: each = true } = input;
  const types = typesOf(input);
  if (types.length === 0)
    throw secretsError('InvalidParameterException', 'The password must contain at least one character type.');
  if (each && length < types.length)
    throw secretsError('InvalidParameterException', 'Password length too short based on the required types.');
}

/** A random password: no store holds it. Source: Secrets Manager API reference, GetRandomPassword. */
export async function getRandomPassword({
  input,
}: {
  readonly input: PasswordInput;
}): Promise<Output<'secretsmanager', 'GetRandomPassword'>> {
  const { PasswordLength: length = DEFAULT_LENGTH, RequireEachIncludedType: each = true } = input;
  const types = typesOf(input);
  const all = types.flat();
  const one = (characters: readonly string[]) => characters[randomInt(characters.length)] ?? '';
  const required = each ? types.map(one) : [];
  const others = Array.from({ length: length - required.length }, () => one(all));
  return { RandomPassword: shuffled([...required, ...others]).join('') };
}

function shuffled(characters: readonly string[]): readonly string[] {
  const mixed = [...characters];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    const [here = '', there = ''] = [mixed[last], mixed[other]];
    mixed[last] = there;
    mixed[other] = here;
  }
  return mixed;
}
