import { UnknownValue, unknownWithin } from '../../world/unknown-value.ts';
import { parseTemplateText } from './parse-source.ts';
import type { SourceExpression } from './source-expression.ts';
import type { SourceScope } from './source-scope.ts';

/** Reads files of the configuration, and fills templates in. */
export interface Filling extends Pick<SourceScope, 'textOf'> {
  readonly evaluate: (template: SourceExpression, names: Pick<SourceScope, 'traverse' | 'bound'>) => unknown;
}

type SourceFunction = (given: readonly unknown[]) => unknown;

/** The value of a call of one of Terraform's functions; an UnknownValue if keyhole does not work it out. */
export function sourceFunction(name: string, values: readonly unknown[], filling: Filling): unknown {
  if (name === 'try' || name === 'coalesce' || name === 'coalescelist') return firstOf(name, values);
  if (name === 'file') return fileOf(values[0], filling) ?? unknownFile();
  if (name === 'templatefile') return filledTemplate(values, filling);
  const keeping = Object.hasOwn(KEEPING, name) ? KEEPING[name] : undefined;
  if (keeping !== undefined) {
    const unknown = values.find((value) => value instanceof UnknownValue);
    return name !== 'jsonencode' && unknown !== undefined ? unknown : keeping(values);
  }
  const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  if (known === undefined) return new UnknownValue(`keyhole does not work out the function ${name}`);
  const unknown = values.map(unknownWithin).find((one) => one !== undefined);
  return unknown ?? known(values);
}

/** Functions whose values may have unknown parts. */
const KEEPING: Readonly<Record<string, SourceFunction>> = {
  jsonencode: ([value]) =>
    unknownWithin(value) === undefined ? JSON.stringify(value ?? null, undefined, 2) : value,
  concat: (lists) => lists.flatMap(listOf),
  merge: (objects) => Object.assign({}, ...objects.map(Object)),
  flatten: ([list]) => flat(list),
  tolist: ([list]) => listOf(list),
  toset: ([list]) => listOf(list),
  tomap: ([map]) => map,
  values: ([map]) => sortedEntries(map).map(([, value]) => value),
  keys: ([map]) => sortedEntries(map).map(([key]) => key),
  compact: ([list]) => listOf(list).filter((item) => item !== null && item !== ''),
  one: ([list]) => listOf(list)[0] ?? null,
};

/** Functions whose arguments must be known. */
const KNOWN: Readonly<Record<string, SourceFunction>> = {
  jsondecode: ([text]) => parsedJson(text),
  join: ([separator, ...lists]) => lists.flatMap(listOf).map(String).join(String(separator)),
  split: ([separator, text]) => String(text).split(String(separator)),
  format: ([form, ...values]) => formatted(String(form), values),
  formatlist: ([form, list]) => listOf(list).map((item) => formatted(String(form), [item])),
  lower: ([text]) => String(text).toLowerCase(),
  upper: ([text]) => String(text).toUpperCase(),
  trimspace: ([text]) => String(text).trim(),
  trimprefix: ([text, start]) =>
    String(text).startsWith(String(start)) ? String(text).slice(String(start).length) : text,
  trimsuffix: ([text, end]) =>
    end !== '' && String(text).endsWith(String(end)) ? String(text).slice(0, -String(end).length) : text,
  replace: ([text, old, by]) =>
    /^\/.*\/$/.test(String(old))
      ? new UnknownValue('keyhole does not work out replace with a pattern')
      : String(text).replaceAll(String(old), () => String(by)),
  tostring: ([value]) => (value === null ? null : String(value)),
  length: ([value]) => (typeof value === 'string' ? value.length : Object.keys(Object(value)).length),
  contains: ([list, item]) => listOf(list).includes(item),
  distinct: ([list]) => [...new Set(listOf(list))],
  sort: ([list]) => listOf(list).map(String).toSorted(),
  element: ([list, index]) => listOf(list)[Number(index) % Math.max(listOf(list).length, 1)],
  lookup: ([map, key, other]) =>
    Object.hasOwn(Object(map), String(key)) ? Object(map)[String(key)] : (other ?? missingKey(key)),
};

/** The first value that is there. Behind an unknown one, none can be told. */
function firstOf(name: string, values: readonly unknown[]): unknown {
  const isMissing = (value: unknown) =>
    name === 'coalescelist' ? listOf(value).length === 0 : value === null || value === '';
  const first = name === 'try' ? values[0] : values.find((value) => !isMissing(value));
  return first ?? new UnknownValue(`${name} finds no value`);
}

function fileOf(path: unknown, { textOf }: Filling): string | undefined {
  return typeof path === 'string' ? textOf(path) : undefined;
}

function unknownFile(): UnknownValue {
  return new UnknownValue('a file of the configuration cannot be read');
}

function filledTemplate([path, variables]: readonly unknown[], filling: Filling): unknown {
  const text = fileOf(path, filling);
  if (text === undefined) return unknownFile();
  const traverse = () => new UnknownValue('a template has a name without a value');
  return filling.evaluate(parseTemplateText(text), { traverse, bound: Object(variables) });
}

function missingKey(key: unknown): UnknownValue {
  return new UnknownValue(`lookup finds no ${String(key)}`);
}

function formatted(form: string, values: readonly unknown[]): unknown {
  let next = 0;
  const isPlain = !/%(?![sdv%])/.test(form);
  if (!isPlain) return new UnknownValue('keyhole does not work out format with this form');
  return form.replaceAll(/%[sdv%]/g, (verb) => (verb === '%%' ? '%' : String(values[next++])));
}

function parsedJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return new UnknownValue('a text that is decoded is not JSON');
  }
}

function flat(list: unknown): readonly unknown[] {
  return listOf(list).flatMap((item) => (Array.isArray(item) ? flat(item) : [item]));
}

function sortedEntries(map: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(Object(map)).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? [] : [value];
}
