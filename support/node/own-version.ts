import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './own-file.ts';

/** The version of keyhole. */
export function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  return String(version);
}
