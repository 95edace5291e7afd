import * as z from 'zod';

/** The value of a tag as YAML reads it: `data`, `7`, `true`. */
const value = z.union([z.string().max(256), z.number(), z.boolean()]).transform(String);

/** The tags of a thing or of a session, by key. */
export const tags = z.record(z.string().min(1).max(128), value).default({});

/** Tags in the form of most services; undefined for none, since some operations take no empty list. */
export function tagList(
  given: Readonly<Record<string, string>>,
): { readonly Key: string; readonly Value: string }[] | undefined {
  const list = Object.entries(given).map(([Key, Value]) => ({ Key, Value }));
  return list.length === 0 ? undefined : list;
}
