import { javaPattern } from './java-pattern.ts';
import type { ConstrainedShape, ServiceConstraints } from './service-constraints.ts';
import type { Violation } from './violation.ts';

/** Adds to `found` how a value breaks the constraints of its shape. */
export type Check = (member: string, value: unknown, found: Violation[]) => void;

type Shapes = ServiceConstraints['shapes'];
type Rule = Pick<Violation, 'kind' | 'constraint'> & { readonly broken: (value: unknown) => boolean };

const checks = new WeakMap<ConstrainedShape, Check>();

/** The check of a shape and of all shapes below it. Shapes may be recursive, so each is compiled at its first value. */
export function compileShape(shapes: Shapes, name: string): Check {
  return (member, value, found) => {
    const shape = shapes[name];
    if (shape === undefined) return;
    let check = checks.get(shape);
    if (check === undefined) {
      check = checkOf(shapes, shape);
      checks.set(shape, check);
    }
    check(member, value, found);
  };
}

function checkOf(shapes: Shapes, shape: ConstrainedShape): Check {
  const own = rulesOf(shape);
  const below = partsOf(shapes, shape);
  return (member, value, found) => {
    for (const { kind, constraint, broken } of own) {
      if (broken(value)) found.push({ member, kind, constraint, shown: shownValue(value, shape) });
    }
    for (const check of below) check(member, value, found);
  };
}

function partsOf(shapes: Shapes, shape: ConstrainedShape): readonly Check[] {
  const { members = {}, required = [], item, key, value } = shape;
  const parts: Check[] = [];
  if (shape.members || required.length > 0) parts.push(structure(shapes, members, required));
  if (item !== undefined) parts.push(list(shapes, item));
  if (key !== undefined || value !== undefined) parts.push(map(shapes, key, value));
  return parts;
}

function structure(
  shapes: Shapes,
  members: Readonly<Record<string, string>>,
  required: readonly string[],
): Check {
  const names = new Set([...Object.keys(members), ...required]);
  const parts = [...names].map((name) => {
    const shape = members[name];
    const check = shape === undefined ? undefined : compileShape(shapes, shape);
    return { name, spelled: lowerCamel(name), check, needed: required.includes(name) };
  });
  return (member, value, found) => {
    if (typeof value !== 'object' || value === null) return;
    for (const { name, spelled, check, needed } of parts) {
      const part: unknown = Reflect.get(value, name);
      const place = member === '' ? spelled : `${member}.${spelled}`;
      if (part !== undefined && part !== null) check?.(place, part, found);
      else if (needed) found.push(missing(place));
    }
  };
}

function missing(member: string): Violation {
  return { member, kind: 'missing', shown: 'null', constraint: 'Member must not be null' };
}

/** The check of a list. Entries without parts are reported together, at the list; others separately, counted from 1. */
function list(shapes: Shapes, item: string): Check {
  const rules = rulesOf(shapes[item] ?? {});
  const check = compileShape(shapes, item);
  return (member, value, found) => {
    if (!Array.isArray(value)) return;
    if (rules.length === 0 || hasParts(shapes[item])) {
      for (const [index, entry] of value.entries()) check(`${member}.${index + 1}.member`, entry, found);
    } else if (value.some((entry) => rules.some(({ broken }) => broken(entry)))) {
      found.push({
        member,
        kind: 'entries',
        shown: `'[${value.join(', ')}]'`,
        constraint: every('Member', rules),
      });
    }
  };
}

function map(shapes: Shapes, keyShape: string | undefined, valueShape: string | undefined): Check {
  const ofKeys = rulesOf((keyShape && shapes[keyShape]) || {});
  const ofValues = hasParts(valueShape && shapes[valueShape])
    ? []
    : rulesOf((valueShape && shapes[valueShape]) || {});
  const check =
    valueShape === undefined || ofValues.length > 0 ? undefined : compileShape(shapes, valueShape);
  return (member, value, found) => {
    if (typeof value !== 'object' || value === null) return;
    const entries = Object.entries(value);
    const shown = `'{${entries.map(([name, entry]) => `${name}=${entry}`).join(', ')}}'`;
    if (entries.some(([name]) => ofKeys.some(({ broken }) => broken(name))))
      found.push({ member, kind: 'entries', shown, constraint: every('Map keys', ofKeys) });
    if (entries.some(([, entry]) => ofValues.some(({ broken }) => broken(entry))))
      found.push({ member, kind: 'entries', shown, constraint: every('Map value', ofValues) });
    for (const [name, entry] of entries) check?.(`${member}.${name}.member`, entry, found);
  };
}

function every(subject: string, rules: readonly Rule[]): string {
  return `${subject} must satisfy constraint: [${rules.map(({ constraint }) => constraint).join(', ')}]`;
}

function hasParts(shape: ConstrainedShape | '' | undefined): boolean {
  return Boolean(shape && (shape.members || shape.required || shape.item || shape.key || shape.value));
}

/** The rules of a shape about the value itself. A text that is too long is not matched against a regular expression. */
function rulesOf({ number, min, max, pattern, enum: values }: ConstrainedShape): readonly Rule[] {
  const rules: Rule[] = [];
  const [measured, sizeOf] = number ? (['value', numberOf] as const) : (['length', lengthOf] as const);
  if (max !== undefined) {
    const constraint = `Member must have ${measured} less than or equal to ${max}`;
    rules.push({ kind: 'max', constraint, broken: (value) => !((sizeOf(value) ?? max) <= max) });
  }
  if (min !== undefined) {
    const constraint = `Member must have ${measured} greater than or equal to ${min}`;
    rules.push({ kind: 'min', constraint, broken: (value) => !((sizeOf(value) ?? min) >= min) });
  }
  if (values) {
    const constraint = `Member must satisfy enum value set: [${values.join(', ')}]`;
    const set: ReadonlySet<unknown> = new Set(values);
    rules.push({ kind: 'enum', constraint, broken: (value) => !set.has(value) });
  }
  if (pattern !== undefined) {
    const regexp = javaPattern(pattern);
    const constraint = `Member must satisfy regular expression pattern: ${pattern}`;
    const broken = (value: unknown) =>
      typeof value === 'string' && value.length <= (max ?? Number.POSITIVE_INFINITY) && !regexp.test(value);
    rules.push({ kind: 'pattern', constraint, broken });
  }
  return rules;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function lengthOf(value: unknown): number | undefined {
  if (typeof value === 'string' || Array.isArray(value) || value instanceof Uint8Array) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : undefined;
}

/**
 * The value as AWS repeats it in messages.
 * Undocumented: the form of lists and maps of structures; their content is left out.
 */
function shownValue(
  value: unknown,
  { sensitive, item, key, value: entries }: ConstrainedShape,
): string | undefined {
  if (sensitive || value instanceof Uint8Array) return undefined;
  if (Array.isArray(value)) return item === undefined ? `'[${value.join(', ')}]'` : "'[…]'";
  if (typeof value === 'object') return key === undefined && entries === undefined ? undefined : "'{…}'";
  return `'${String(value)}'`;
}

function lowerCamel(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}
