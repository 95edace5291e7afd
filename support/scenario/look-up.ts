import { nearest } from '../authorization/terms/nearest.ts';
import { SpecError } from './spec-error.ts';

/** Looks up a name. Throws SpecError `unknown-name` listing the known names and the nearest. */
export function lookUp<T>(kind: string, name: string, known: Readonly<Record<string, T>>): T {
  if (Object.hasOwn(known, name)) {
    const found = known[name];
    if (found !== undefined) return found;
  }
  throw new SpecError('unknown-name', `there is no ${kind} "${name}"; ${suggest(name, Object.keys(known))}`);
}

/** The most names that are listed beside the nearest one. */
const LISTED = 30;

/** The hint for an unknown name: `did you mean "intake"? Known: intake, processing, security`. */
export function suggest(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'none is known';
  const list = known.toSorted().join(', ');
  const near = nearest(name, known);
  if (near === undefined) return `known: ${list}`;
  return known.length > LISTED ? `did you mean "${near}"?` : `did you mean "${near}"? Known: ${list}`;
}
