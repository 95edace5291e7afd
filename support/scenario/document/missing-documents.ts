import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { suggest } from '../look-up.ts';
import { policyFiles } from './policy-files.ts';
import type { FurtherFault } from './read-document.ts';

/** The policy documents that scenario.yaml names and that do not exist, in each place, with the nearest file. */
export function missingDocuments(
  folder: string,
  named: Iterable<string>,
  written: unknown,
): readonly FurtherFault[] {
  return [...named]
    .filter((path) => !existsSync(join(folder, path)))
    .flatMap((path) => {
      const beside = policyFiles(dirname(join(folder, path)));
      const known = new Set([
        ...policyFiles(folder),
        ...beside.map((file) => posix.join(posix.dirname(path), file)),
      ]);
      const message = `the file ${path} does not exist; ${suggest(path, [...known])}`;
      return placesOf(path, written).map((place) => ({ path: place, message }));
    });
}

/** The places of a document's path within scenario.yaml as it is written. */
function placesOf(path: string, written: unknown): readonly PropertyKey[][] {
  if (typeof written === 'string') return posix.normalize(written) === path ? [[]] : [];
  if (typeof written !== 'object' || written === null) return [];
  const isList = Array.isArray(written);
  return Object.entries(written).flatMap(([key, value]) =>
    placesOf(path, value).map((rest) => [isList ? Number(key) : key, ...rest]),
  );
}
