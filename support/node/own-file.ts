import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

/** The folder of the package that this file belongs to, as source or compiled: the nearest one with a package.json. */
export const projectRoot = nearestPackage(import.meta.dirname);

/**
 * The absolute path of a file of keyhole, given by its path in the project. It is the source in a clone, and the compiled
 * file in the package. The build moves code between files, so that a path relative to the code would lead nowhere.
 */
export function ownFile(path: string): string {
  if (extname(import.meta.filename) === '.ts') return join(projectRoot, path);
  return join(projectRoot, 'dist', path.replace(/\.ts$/, '.js'));
}

function nearestPackage(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : nearestPackage(dirname(folder));
}
