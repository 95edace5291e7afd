import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';

const SUPPORT = new URL('../../../', import.meta.url).href;
const SMALL_JEST = new URL('small-jest.ts', import.meta.url).href;

/** A module's source that replaces its file while a mutant is tried. */
export interface Replacement {
  /** Distinguishes the modules of one mutant from all others. */
  readonly id: number;
  readonly url: string;
  readonly source: string;
}

const stripped = new Map<string, string>();
let current: Replacement | undefined;

/** From now on, loads modules of keyhole anew, with one of them replaced. Throws if the mutant does not parse. */
export function load(replacement: Replacement): void {
  stripTypeScriptTypes(replacement.source);
  current = replacement;
}

/** The URL under which a module is loaded for the current mutant. */
export function urlOf(url: string): string {
  return `${url.replace(/\?.*$/, '')}?mutant=${current?.id ?? 0}`;
}

registerHooks({
  resolve(specifier, context, next) {
    if (current === undefined || !(context.parentURL ?? '').includes('?mutant='))
      return next(specifier, context);
    if (specifier === '@jest/globals') return { url: urlOf(SMALL_JEST), shortCircuit: true };
    const resolved = next(specifier, context);
    return resolved.url.startsWith(SUPPORT) ? { ...resolved, url: urlOf(resolved.url) } : resolved;
  },
  load(url, context, next) {
    if (!url.includes('?mutant=')) return next(url, context);
    return { format: 'module', source: sourceOf(url.replace(/\?.*$/, '')), shortCircuit: true };
  },
});

function sourceOf(url: string): string {
  if (url === current?.url) return stripTypeScriptTypes(current.source);
  let source = stripped.get(url);
  if (source === undefined) {
    source = stripTypeScriptTypes(readFileSync(new URL(url), 'utf8'));
    stripped.set(url, source);
  }
  return source;
}
