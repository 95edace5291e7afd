import { basename, posix } from 'node:path';
import * as z from 'zod';

/** A name in a scenario. */
export const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9 _@.-]*$/, 'must consist of letters, digits, spaces and hyphens');

/**
 * The path of a policy document, relative to the folder of scenario.yaml. The document lies within that folder or
 * elsewhere in the repository. An absolute path would name another file on another machine.
 */
export const document = z
  .string()
  .regex(/^(?![/~]|[A-Za-z]:)[^\\]*[^\\/]\.json$/, {
    error:
      'must be the path of a JSON file relative to this file, e.g. policies/key-policy.json or ../policies/reader.json',
  })
  .transform((path) => posix.normalize(path));

/** The name of a document without folder and ending: `key-policy`. */
export function nameOfDocument(path: string): string {
  return basename(path, '.json');
}

/** A name as features say it, so that spaces, hyphens and letter case make no difference: `Key policy` → `key-policy`. */
export function spoken(words: string): string {
  return words.replaceAll(' ', '-').toLowerCase();
}

/** The form of a region's name: `eu-west-1`, `us-gov-east-1`. */
export const regionName = /^[a-z]{2}(-[a-z]+)+-\d$/;
