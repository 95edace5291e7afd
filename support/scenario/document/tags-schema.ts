import * as z from 'zod';

/** The value of a tag as YAML reads it: `data`, `7`, `true`. */
const value = z
  .union([z.string().max(256, 'must have at most 256 characters'), z.number(), z.boolean()], 'must be text')
  .transform(String);

const key = z.string().min(1, 'must not be empty').max(128, 'must have at most 128 characters');

/** The beginning of the tags that AWS sets itself, in any letter case. */
const OF_AWS = /^aws:/i;

/** The tags of a thing or of a session, by key. */
export const tags = z
  .record(key, value, 'must be tags with their values, e.g. { team: fraud }')
  .superRefine((given, context) => {
    for (const tag of Object.keys(given))
      if (OF_AWS.test(tag))
        context.addIssue({
          code: 'custom',
          path: [tag],
          message: 'must not begin with "aws:": only AWS sets such tags',
        });
  })
  .default({});

/** Tags in the form of most services; undefined for none, since some operations take no empty list. */
export function tagList(
  given: Readonly<Record<string, string>>,
): { readonly Key: string; readonly Value: string }[] | undefined {
  const list = Object.entries(given).map(([Key, Value]) => ({ Key, Value }));
  return list.length === 0 ? undefined : list;
}
