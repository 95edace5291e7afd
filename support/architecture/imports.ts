import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';

/** The repository's root, as a URL. */
export const ROOT = new URL('../../', import.meta.url);

/**
 * Files that serve only tests and measurements. They may import from everywhere, and the product may not import them.
 */
const BESIDE_THE_PRODUCT = /\.test\.ts$|\/(?:testing|proof|bench|compose)\//;

/** The relative imports of a source text, types included. */
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;

/** True for a file that serves only tests and measurements. */
export function isBesideTheProduct(file: string): boolean {
  return BESIDE_THE_PRODUCT.test(file);
}

/**
 * The files of the product and of the specification, by their paths from the root, with the files that each imports.
 */
export function readImports(): ReadonlyMap<string, readonly string[]> {
  const files = globSync('{support,steps}/**/*.ts', { cwd: ROOT }).filter(
    (file) => !isBesideTheProduct(file),
  );
  return new Map(files.sort().map((file) => [file, importsOf(file)]));
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(new URL(file, ROOT), 'utf8');
  return [...text.matchAll(IMPORT)].map(([, path = '']) => join(dirname(file), path));
}

/** The first circle of imports, as the files along it; undefined if there is none. */
export function circleIn(imports: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): readonly string[] | undefined => {
    const at = path.indexOf(file);
    if (at >= 0) return [...path.slice(at), file];
    if (done.has(file)) return undefined;
    path.push(file);
    for (const imported of imports.get(file) ?? []) {
      const circle = visit(imported);
      if (circle) return circle;
    }
    path.pop();
    done.add(file);
    return undefined;
  };
  for (const file of imports.keys()) {
    const circle = visit(file);
    if (circle) return circle;
  }
  return undefined;
}
