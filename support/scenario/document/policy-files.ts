import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folders of the policy documents of publications: as published, with errors corrected, added because the publication
 * leaves them out, and changed to ask "what if". They come first, in this order.
 */
const POLICY_FOLDERS = ['policies', 'corrected', 'added', 'variants'] as const;

/** The report of `keyhole import`, which stands beside the documents that it wrote. */
const REPORT = 'import.json';

/** The policy documents within the folder of a scenario: every file with the ending `.json`, as a path relative to it. */
export function policyFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => path !== REPORT)
    .toSorted((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
}

function rankOf(path: string): number {
  const rank = POLICY_FOLDERS.findIndex((folder) => path.startsWith(`${folder}/`));
  return rank === -1 ? POLICY_FOLDERS.length : rank;
}
