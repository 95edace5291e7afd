import { nearest } from '../authorization/terms/nearest.ts';
import { SpecError } from './spec-error.ts';

/** Looks a name up; an unknown one fails with the names that are known and the nearest of them. */
export function lookUp<T>(kind: string, name: string, known: Readonly<Record<string, T>>): T {
  if (Object.hasOwn(known, name)) {
    const found = known[name];
    if (found !== undefined) return found;
  }
  throw new SpecError('unknown-name', `no ${kind} is called "${name}"; ${suggest(name, Object.keys(known))}`);
}

/** Where more are known, the one that was meant is easier to find without them. */
const LISTED = 30;

/** `did you mean "intake"? Known: intake, processing, security` */
export function suggest(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'none is known';
  const list = known.toSorted().join(', ');
  const near = nearest(name, known);
  if (near === undefined) return `known: ${list}`;
  return known.length > LISTED ? `did you mean "${near}"?` : `did you mean "${near}"? Known: ${list}`;
}
