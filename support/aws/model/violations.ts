import type { Service } from '../operations.ts';
import { type Check, compileShape } from './compile-shape.ts';
import { serviceConstraints } from './service-constraints.ts';
import type { Violation } from './violation.ts';

const compiled = new Map<string, Check | undefined>();

/**
 * Lists how an input breaks the constraints of its operation's API model, in the model's order. Constraints are required
 * members, lengths, ranges, enumerations and regular expressions. They are compiled at the operation's first call.
 *
 * Undocumented: the order in which AWS lists several violations.
 */
export function violationsOf(service: Service, operation: string, input: object): readonly Violation[] {
  const key = `${service}:${operation}`;
  let check = compiled.get(key);
  if (check === undefined && !compiled.has(key)) {
    const { inputs, shapes } = serviceConstraints(service);
    const shape = inputs[operation];
    check = shape === undefined ? undefined : compileShape(shapes, shape);
    compiled.set(key, check);
  }
  const found: Violation[] = [];
  check?.('', input, found);
  return found;
}

/** AWS's message for violations: one text that lists them all. */
export function violationsMessage(violations: readonly Violation[]): string {
  const errors = violations.length === 1 ? 'error' : 'errors';
  const texts = violations.map(({ member, shown, constraint }) => {
    const value = shown === undefined ? 'Value' : `Value ${shown}`;
    return `${value} at '${member}' failed to satisfy constraint: ${constraint}`;
  });
  return `${violations.length} validation ${errors} detected: ${texts.join('; ')}`;
}
