import type { Template } from './read-template.ts';
import { type Stack, sectionOf } from './stack.ts';

const LOOP = /^Fn::ForEach::/;

/** The list of a parameter that a loop goes over; undefined if it is not known. */
type ListOf = (parameter: string) => readonly string[] | undefined;

/** The values of the identifiers of the loops around a value. */
type Bound = Readonly<Record<string, string>>;

/**
 * A template with `Fn::ForEach` of AWS::LanguageExtensions written out. A loop over a list that is not known stays as it is. The line of a member
 * that a loop makes is its line in the loop.
 */
export function withoutLoops(template: Template, values: Pick<Stack, 'parameters' | 'given'>): Template {
  if (!JSON.stringify(template.body).includes('"Fn::ForEach::')) return template;
  const listOf = (name: string) => listIn(name, template, values);
  /** The path in the template of each member that a loop makes, by its path after that. */
  const written = new Map<string, readonly string[]>();
  const expanded = (
    value: unknown,
    bound: Bound,
    path: readonly string[],
    at: readonly string[],
  ): unknown => {
    if (typeof value === 'string') return filled(value, bound);
    if (Array.isArray(value))
      return value.map((item, index) =>
        expanded(item, bound, [...path, String(index)], [...at, String(index)]),
      );
    if (typeof value !== 'object' || value === null) return value;
    const { Ref: ref, ...others } = Object(value);
    if (typeof ref === 'string' && Object.keys(others).length === 0 && Object.hasOwn(bound, ref))
      return bound[ref];
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
        const items = LOOP.test(name) ? itemsOf(inner, bound, listOf) : undefined;
        const own = [...path, filled(name, bound)];
        if (items === undefined) {
          if (own.at(-1) !== name || path.length !== at.length) written.set(own.join('\n'), [...at, name]);
          return [[filled(name, bound), expanded(inner, bound, own, [...at, name])]];
        }
        const [identifier, , body] = Array.isArray(inner) ? inner : [];
        return items.flatMap((item) =>
          Object.entries(
            Object(expanded(body, { ...bound, [String(identifier)]: item }, path, [...at, name, '2'])),
          ),
        );
      }),
    );
  };
  const body = Object(expanded(template.body, {}, [], []));
  const lineOf: Template['lineOf'] = (path) => {
    for (let length = path.length; length > 0; length--) {
      const at = written.get(path.slice(0, length).join('\n'));
      if (at !== undefined) return template.lineOf([...at, ...path.slice(length)]);
    }
    return template.lineOf(path);
  };
  return { ...template, body, lineOf };
}

/** The list of a parameter; undefined if the stack above gives it, since that is worked out later. */
function listIn(
  name: string,
  template: Template,
  { parameters, given }: Pick<Stack, 'parameters' | 'given'>,
): readonly string[] | undefined {
  const { Default: byDefault } = Object(sectionOf(template, 'Parameters')[name]);
  const value = Object.hasOwn(parameters, name) ? parameters[name] : byDefault;
  return value === undefined || Object.hasOwn(given, name)
    ? undefined
    : String(value)
        .split(',')
        .map((item) => item.trim());
}

/** The items that a loop goes over: texts, or a parameter that is a list of them. */
function itemsOf(loop: unknown, bound: Bound, listOf: ListOf): readonly string[] | undefined {
  const [, collection, body]: readonly unknown[] = Array.isArray(loop) ? loop : [];
  if (typeof body !== 'object' || body === null) return undefined;
  if (Array.isArray(collection))
    return collection.every((item) => typeof item === 'string')
      ? collection.map((item) => filled(item, bound))
      : undefined;
  const { Ref: parameter } = Object(collection);
  return typeof parameter === 'string' ? listOf(parameter) : undefined;
}

/** A text with `${Name}` filled in, and `&{Name}` without what is neither letter nor digit. */
function filled(text: string, bound: Bound): string {
  return text.replaceAll(/([$&])\{(\w+)\}/g, (whole, mark: string, name: string) => {
    const value = bound[name];
    if (value === undefined) return whole;
    return mark === '&' ? value.replaceAll(/[^A-Za-z0-9]/g, '') : value;
  });
}
