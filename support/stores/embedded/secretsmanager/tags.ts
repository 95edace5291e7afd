import type { Tag } from '@aws-sdk/client-secrets-manager';
import { secretsError } from '../../../aws/secrets-error.ts';
import { check, lengthBetween, present } from '../shared/constraints.ts';

const MOST_TAGS = 50;

/**
 * A secret's tags with further ones added or replaced. Throws ValidationException, and InvalidParameterException for tags
 * that Secrets Manager does not take.
 *
 * Source: Secrets Manager API reference, TagResource.
 * Differs: the texts of the latter are not documented.
 */
export function withTags(
  existing: ReadonlyMap<string, string>,
  added: readonly Tag[],
): ReadonlyMap<string, string> {
  check(
    ...added.flatMap(({ Key, Value }, index) => [
      lengthBetween(`tags.${index + 1}.member.key`, Key, [1, 128]),
      lengthBetween(`tags.${index + 1}.member.value`, Value, [0, 256]),
    ]),
  );
  const tags = new Map(existing);
  for (const [index, { Key, Value = '' }] of added.entries()) {
    const key = present(`tags.${index + 1}.member.key`, Key);
    if (key.toLowerCase().startsWith('aws:'))
      throw unfit(`The tag key ${key} begins with aws:, which is reserved.`);
    tags.set(key, Value);
  }
  if (tags.size > MOST_TAGS) throw unfit(`A secret has at most ${MOST_TAGS} tags.`);
  return tags;
}

function unfit(message: string): Error {
  return secretsError('InvalidParameterException', message);
}
